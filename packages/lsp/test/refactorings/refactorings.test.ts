import { expect, test } from "vitest";
import { CodeActionKind, CodeActionTriggerKind, type Range } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { codeActions } from "../../src/features/code-action.js";
import { markedText } from "../marked-text.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";
import { inNetwork, refactoringCases } from "./cases.js";
import { chemistryOf } from "./same-network.js";

const asked = { diagnostics: [], only: [CodeActionKind.Refactor] };

test.for(refactoringCases)("$before: $title", ({ before, title, after }) => {
  const { text, ranges } = markedText(inNetwork(before));
  const snapshot = openSnapshot(text);
  const range = ranges[0] as Range;
  const actions = codeActions(snapshot, { range, context: asked }, featureContext);
  const found = actions.find((action) => action.title === title);
  const changed = found && apply(text, found.edit?.changes?.[snapshot.uri]);
  expect(changed).toBe(after === undefined ? undefined : expected(text, after));
  for (const action of actions) {
    const result = openSnapshot(apply(text, action.edit?.changes?.[snapshot.uri]));
    expect(chemistryOf(result)).toEqual(chemistryOf(snapshot));
    expect(commentsOf(result)).toEqual(commentsOf(snapshot));
  }
});

/** New rates are declared behind the old ones. */
function expected(text: string, after: string): string {
  const rate = /^rate .*\n {2}/.exec(after)?.[0] ?? "";
  const plain = inNetwork(after.slice(rate.length));
  expect(plain).not.toBe(text);
  return rate === "" ? plain : plain.replace("k0 = 0.25\n", `k0 = 0.25\n  ${rate.trim()}\n`);
}

test("a cursor that moves is offered repairs only", () => {
  const { text, ranges } = markedText(inNetwork("A <-><||>{1, 2} B"));
  const ask = (triggerKind: CodeActionTriggerKind): readonly string[] => {
    const context = { diagnostics: [], triggerKind };
    const actions = codeActions(openSnapshot(text), { range: ranges[0] as Range, context }, featureContext);
    return actions.map(({ kind }) => kind ?? "");
  };
  expect(ask(CodeActionTriggerKind.Automatic)).toEqual([]);
  expect(ask(CodeActionTriggerKind.Invoked)).toEqual(["refactor.rewrite", "refactor.rewrite"]);
});

test.for([
  ["refactor", ["refactor.extract", "refactor.rewrite"]],
  ["refactor.extract", ["refactor.extract"]],
  ["refactor.rewrite", ["refactor.rewrite"]],
  ["refactor.inline", []],
  ["quickfix", []],
] as const)("only %s", ([only, kinds]) => {
  const { text, ranges } = markedText(inNetwork("A + E ->{<||>1} B + E"));
  const context = { diagnostics: [], only: [only] };
  const actions = codeActions(openSnapshot(text), { range: ranges[0] as Range, context }, featureContext);
  expect(actions.map(({ kind }) => kind)).toEqual(kinds);
});

test("a client that knows commands only gets nothing", () => {
  const { text, ranges } = markedText(inNetwork("A <-><||>{1, 2} B"));
  const ask = (able: boolean): number => {
    const context = { ...featureContext, client: { snippets: false, codeActions: able } };
    return codeActions(openSnapshot(text), { range: ranges[0] as Range, context: asked }, context).length;
  };
  expect([ask(false), ask(true)]).toEqual([0, 2]);
});

test("the unit that the reaction needs is written", () => {
  const units = "units { time: min; concentration: nM }\n";
  const network = (inside: string): string => `${units}crn N {\n  species A = 1, E = 1\n${inside}\n}\n`;
  const { text, ranges } = markedText(network("  2 A ->{<||>0.5} 0 by E"));
  const snapshot = openSnapshot(text);
  const [action] = codeActions(snapshot, { range: ranges[0] as Range, context: asked }, featureContext);
  const changed = apply(text, action?.edit?.changes?.[snapshot.uri]);
  expect(changed).toBe(network("  rate k = 0.5 [1/nM^2/min]\n  2 A ->{k} 0 by E"));
  expect(chemistryOf(openSnapshot(changed))).toEqual(chemistryOf(snapshot));
});

test("line ends stay what they are", () => {
  const windows = (text: string): string => text.replaceAll("\n", "\r\n");
  const { text, ranges } = markedText(windows(inNetwork("A <-><||>{1, 2} B")));
  const snapshot = openSnapshot(text);
  const actions = codeActions(snapshot, { range: ranges[0] as Range, context: asked }, featureContext);
  const split = actions.find(({ title }) => title.startsWith("Split"));
  const changed = apply(text, split?.edit?.changes?.[snapshot.uri]);
  expect(changed).toBe(windows(inNetwork("A ->{1} B\n  B ->{2} A")));
});

test("what is half typed is left alone", () => {
  const half = ["A <->{1, } B", "A <->{1, 2} ", "A + <->{1, 2} B", "A ->{1} B by", "A -> B", "A ->{1 B"];
  for (const inside of half) {
    const text = inNetwork(inside);
    for (let character = 2; character <= inside.length + 2; character++) {
      const position = { line: 3, character };
      const range = { start: position, end: position };
      const kinds = codeActions(openSnapshot(text), { range, context: asked }, featureContext);
      expect(kinds, inside).toEqual([]);
    }
  }
});

function apply(text: string, edits: Parameters<typeof TextDocument.applyEdits>[1] | undefined): string {
  return TextDocument.applyEdits(TextDocument.create("", "ncrn", 1, text), edits ?? []);
}

function commentsOf(snapshot: ReturnType<typeof openSnapshot>): readonly string[] {
  const comments = snapshot.analysis()?.documents[0]?.comments ?? [];
  return comments.map(({ value }) => value).sort();
}
