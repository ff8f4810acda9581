// The pages of the codes that lowering reports: the wrong example gives the code, the right one gives nothing.

import { readFileSync } from "node:fs";
import { analyze, catalogue, createSourceText, type DiagnosticCode } from "@ncrn/language";
import { expect, test } from "vitest";
import { reactionsFromModel } from "../src/reactions/reactions-from-model.js";

const codes = (Object.keys(catalogue) as DiagnosticCode[]).filter(
  (code) => catalogue[code].stage === "lowering",
);
const examples = codes.flatMap((code) => {
  const page = readFileSync(new URL(`../../../docs/diagnostics/${code}.md`, import.meta.url), "utf8");
  return [...page.matchAll(/## (Wrong|Right)\n\n```ncrn\n([\s\S]*?)```/g)].map(
    ([, heading, text]) => [code, heading!, text!] as const,
  );
});

test.each(examples)("%s: %s", (code, heading, text) => {
  const { program } = analyze(createSourceText("page.ncrn", text));
  const found = [...program.networks, ...program.learns].flatMap(
    (source) => reactionsFromModel(source).diagnostics,
  );
  expect(found.map((diagnostic) => diagnostic.code)).toEqual(heading === "Wrong" ? [code] : []);
});

test("the common ones have examples", () => {
  const shown = new Set(examples.map(([code]) => code));
  for (const code of ["assertion-fails", "not-kinetic", "not-polynomial", "even-power-on-rails"] as const) {
    expect(shown).toContain(code);
  }
});
