// What runs have found, as it is shown in the text: where, until when, and not twice.

import { beforeEach, expect, test, vi } from "vitest";
import type { PanelSubject } from "../../src/messages/panel-messages.js";
import type { RunProblem } from "../../src/messages/run-messages.js";
import { createRunProblems } from "../../src/panels/run-problems.js";
import { Diagnostic, documentOf, forgetAll, Range, state, Uri } from "./editor.js";

vi.mock("vscode", () => import("./editor.js"));

const MAIN = "file:///models/main.ncrn";
const PARTS = "file:///models/parts.ncrn";
const TEXT = "crn Turn {\n  X ->[X - Y] Y\n}\nsimulate Turn { until: 2 }\n";
const REACTION = "X ->[X - Y] Y";
const SUBJECT: PanelSubject = { uri: MAIN, kind: "simulate", name: "Turn" };

const PAGES = Uri.parse("file:///extension/pages") as unknown as Parameters<typeof createRunProblems>[0];

beforeEach(() => {
  forgetAll();
  state.documents.set(MAIN, documentOf(MAIN, TEXT));
});

function problemAt(words: string, over: Partial<RunProblem> = {}): RunProblem {
  const start = TEXT.indexOf(words);
  const span = { start, end: start + words.length };
  return { severity: "error", code: "negative-propensity", message: "Why.", file: MAIN, span, ...over };
}

/** What is shown: file, place as `line:character-line:character`, code. */
function shown(): readonly string[] {
  return [...state.published].flatMap(([file, list]) =>
    list.map(({ range: { start, end }, code }) =>
      [file, `${start.line}:${start.character}-${end.line}:${end.character}`, textOf(code)].join(" "),
    ),
  );
}

const textOf = (code: unknown): unknown => (code as { readonly value: unknown }).value;

test("a failure is a squiggle under the reaction, with severity, code and source", async () => {
  const problems = createRunProblems(PAGES);
  await problems.show(SUBJECT, [problemAt(REACTION)]);
  expect(shown()).toEqual([`${MAIN} 1:2-1:15 negative-propensity`]);
  expect(state.published.get(MAIN)?.[0]).toMatchObject({ message: "Why.", severity: 0, source: "ncrn run" });
  expect(state.published.get(MAIN)?.[0]?.code).toEqual({
    value: "negative-propensity",
    target: new Uri("file:///extension/pages/negative-propensity.md"),
  });
});

test("the next run replaces it, and one without problems clears it", async () => {
  const problems = createRunProblems(PAGES);
  await problems.show(SUBJECT, [problemAt(REACTION)]);
  await problems.show(SUBJECT, [problemAt("simulate", { code: "too-many-steps" })]);
  expect(shown()).toEqual([`${MAIN} 3:0-3:8 too-many-steps`]);
  await problems.show(SUBJECT, []);
  expect(shown()).toEqual([]);
});

test("a closed panel takes its problems along and leaves those of others", async () => {
  const problems = createRunProblems(PAGES);
  const other: PanelSubject = { ...SUBJECT, name: "other" };
  await problems.show(SUBJECT, [problemAt(REACTION)]);
  await problems.show(other, [problemAt("simulate")]);
  expect(shown()).toHaveLength(2);
  problems.clear(SUBJECT);
  expect(shown()).toEqual([`${MAIN} 3:0-3:8 negative-propensity`]);
  problems.clear(other);
  expect(shown()).toEqual([]);
});

test("problems that arrive after their panel was closed, or after newer ones, are not shown", async () => {
  const problems = createRunProblems(PAGES);
  const late = problems.show(SUBJECT, [problemAt(REACTION)]);
  problems.clear(SUBJECT);
  await late;
  expect(shown()).toEqual([]);
  const older = problems.show(SUBJECT, [problemAt(REACTION)]);
  const newer = problems.show(SUBJECT, [problemAt("simulate")]);
  await Promise.all([older, newer]);
  expect(shown()).toEqual([`${MAIN} 3:0-3:8 negative-propensity`]);
});

test("what the language server shows already is not shown twice; another code at that place is", async () => {
  const problems = createRunProblems(PAGES);
  const known = new Diagnostic(new Range(1, 2, 1, 15), "Known.", 1);
  known.source = "ncrn";
  known.code = { value: "high-order", target: new Uri("file:///high-order.md") };
  state.foreign.set(MAIN, [known]);
  await problems.show(SUBJECT, [problemAt(REACTION, { code: "high-order" }), problemAt(REACTION)]);
  expect(shown()).toEqual([`${MAIN} 1:2-1:15 negative-propensity`]);
});

test("what the language server comes to show later is no longer shown by the run", async () => {
  const problems = createRunProblems(PAGES);
  await problems.show(SUBJECT, [problemAt(REACTION)]);
  const late = new Diagnostic(new Range(1, 2, 1, 15), "Late.", 0);
  late.source = "ncrn";
  late.code = "negative-propensity";
  state.foreign.set(MAIN, [late]);
  for (const listener of state.diagnosticListeners) listener();
  expect(shown()).toEqual([]);
});

test("messages are as serious as the settings say, and errors stay errors", async () => {
  state.settings.set("diagnostics.severity", {
    "high-order": "hint",
    negligible: "off",
    "negative-propensity": "off",
  });
  const problems = createRunProblems(PAGES);
  await problems.show(SUBJECT, [
    problemAt("crn", { code: "high-order", severity: "warning" }),
    problemAt("Turn", { code: "negligible", severity: "information" }),
    problemAt(REACTION),
  ]);
  expect(state.published.get(MAIN)?.map(({ code, severity }) => [textOf(code), severity])).toEqual([
    ["high-order", 3],
    ["negative-propensity", 0],
  ]);
});

test("two runs that fail alike show it once", async () => {
  const problems = createRunProblems(PAGES);
  await problems.show(SUBJECT, [problemAt(REACTION)]);
  await problems.show({ ...SUBJECT, name: "other" }, [problemAt(REACTION)]);
  expect(shown()).toEqual([`${MAIN} 1:2-1:15 negative-propensity`]);
  problems.clear(SUBJECT);
  expect(shown()).toEqual([`${MAIN} 1:2-1:15 negative-propensity`]);
});

test("a problem in an imported file is shown there; built-in and missing files are left out", async () => {
  state.documents.set(PARTS, documentOf(PARTS, TEXT));
  const problems = createRunProblems(PAGES);
  const files = [PARTS, "std/arithmetic", "file:///models/gone.ncrn"];
  await problems.show(
    SUBJECT,
    files.map((file) => problemAt(REACTION, { file })),
  );
  expect(shown()).toEqual([`${PARTS} 1:2-1:15 negative-propensity`]);
});
