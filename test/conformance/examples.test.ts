// The example programs, by name: each is sound, lowers without errors and is in the one style.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkLowering } from "@ncrn/compiler";
import { analyze, createSourceText, type DiagnosticCode, type Severity } from "@ncrn/language";
import { formatText } from "@ncrn/language/format";
import { expect, test } from "vitest";

const FOLDER = path.join(import.meta.dirname, "../../examples");

/** Errors and warnings of each example. */
const EXAMPLES: Readonly<Record<string, readonly `${Severity} ${DiagnosticCode}`[]>> = {
  "birth-death": [],
  "bistable-switch": [],
  // z' = … − z² may escape, as the README of the example says.
  "corner-classifier": ["warning even-power-on-rails"],
  "gene-expression": [],
  iris: [],
  "linear-regression": [],
  lorenz: [],
  "lotka-volterra": [],
  "minimal-linear-regression": [],
  "nonlinear-regression": [],
  "plane-regression": [],
  "ring-clock": [],
};

test("these are the examples", () => {
  // `paper` holds the published experiments, which have a test of their own.
  expect(
    readdirSync(FOLDER)
      .filter((name) => name !== "paper")
      .sort(),
  ).toEqual(Object.keys(EXAMPLES));
});

test.each(Object.entries(EXAMPLES))(
  "%s is sound, lowers without errors and is in the one style",
  async (name, expected) => {
    const file = path.join(FOLDER, name, "model.ncrn");
    const text = readFileSync(file, "utf8");
    const source = createSourceText(file, text);
    const { program, diagnostics } = analyze(source, {
      resolve: (requested) => readFileSync(path.join(FOLDER, name, requested), "utf8"),
    });
    expect([...program.networks, ...program.learns].length).toBeGreaterThan(0);
    const problems = [...diagnostics, ...checkLowering(program)].filter(
      ({ severity }) => severity === "error" || severity === "warning",
    );
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
    expect(await formatText(source)).toEqual({ text });
  },
);
