// What is measured at a document of one size: each kind of request, first after an edit, at places all over the text.

import { createSourceText, parse } from "@ncrn/language";
import { type Editor, openEditor } from "./editor-in-process.js";
import { longNetwork, referenceFolder, referenceModel } from "./reference-model.js";
import { type Clock, millisecondsOf } from "./times.js";

/** Milliseconds by what was measured; the names are those of the budgets. */
export type Samples = Map<string, number[]>;

/** How much is measured, and by which clock. */
export interface Extent {
  readonly lines: number;
  readonly edits: number;
  readonly clock: Clock;
  /** Whether whoever types pauses before each character, for as long as the server takes notice of (`pauses.ts`). */
  readonly withPauses: boolean;
}

/** A request at a place that `pattern` finds; the place is the end of the match. */
interface Kind {
  readonly name: string;
  readonly method: string;
  readonly pattern?: RegExp;
}

const NAME = /(?<=[ {(*])[A-Za-z]\w+/g;

const kinds: readonly Kind[] = [
  { name: "completion", method: "textDocument/completion", pattern: /^ {2}\w+ (?:->|\+ \w)/gm },
  { name: "hover", method: "textDocument/hover", pattern: NAME },
  { name: "definition", method: "textDocument/definition", pattern: NAME },
  { name: "signature help", method: "textDocument/signatureHelp", pattern: /\b[a-zA-Z]\w*\((?:\w+, )?/g },
  { name: "semantic tokens", method: "textDocument/semanticTokens/full" },
  { name: "symbols", method: "textDocument/documentSymbol" },
  { name: "folding", method: "textDocument/foldingRange" },
  { name: "highlights", method: "textDocument/documentHighlight", pattern: NAME },
  { name: "lenses", method: "textDocument/codeLens" },
  { name: "inlay hints", method: "textDocument/inlayHint" },
  { name: "links", method: "textDocument/documentLink" },
];

/** Every kind of request after each edit. The order goes round, so that each is first as often as others. */
export async function measureRequests({ lines, edits, clock, withPauses }: Extent): Promise<Samples> {
  const { samples, note, add } = recorderBy(clock);
  const editor = openEditor("main.ncrn", { "main.ncrn": referenceModel(lines) });
  editor.check();
  for (let round = 0; round < edits; round++) {
    if (withPauses) await note("collection in a pause", editor.pause);
    const undo = keystroke(editor, round);
    const text = editor.text();
    await note("lex, parse, tree", () => parse(createSourceText("main.ncrn", text)));
    await note("diagnostics after a keystroke", () => editor.check());
    for (let index = 0; index < kinds.length; index++) {
      const kind = kinds[(index + round) % kinds.length];
      if (kind === undefined) continue;
      const parameters = parametersOf(kind, editor, round);
      await note(kind.name, () => editor.ask(kind.method, parameters));
    }
    undo();
    add("longest stretch of that, without parsing", editor.longestStretch(clock));
  }
  return samples;
}

/** Formatting and views, each of an edited document that is checked already. */
export async function measureWholes({ lines, edits, clock, withPauses }: Extent): Promise<Samples> {
  const { samples, note } = recorderBy(clock);
  const editor = openEditor("main.ncrn", { "main.ncrn": referenceModel(lines) });
  const options = { tabSize: 2, insertSpaces: true };
  const networks = Array.from(editor.text().matchAll(/^(?:crn|learn \w+ as) (\w+)/gm), ([, name]) => name);
  for (let round = 0; round < edits; round++) {
    if (withPauses) await note("collection in a pause", editor.pause);
    const undo = keystroke(editor, 3 * round);
    editor.check();
    await note("format", () => editor.ask("textDocument/formatting", { options }));
    const asked = { uri: editor.uri, name: networks[round % networks.length], target: "reactions" };
    await note("reactions view", () => editor.ask("ncrn/view", asked));
    undo();
  }
  return samples;
}

/** What looks at a network as a whole, where all lines are one: it has been edited and, with the checks, lowered. */
export async function measureLongNetwork({ lines, edits, clock, withPauses }: Extent): Promise<Samples> {
  const { samples, note } = recorderBy(clock);
  const editor = openEditor("main.ncrn", { "main.ncrn": longNetwork(lines) });
  for (let round = 0; round < edits; round++) {
    if (withPauses) await note("collection in a pause", editor.pause);
    const undo = keystroke(editor, 3 * round);
    editor.check();
    for (const kind of kinds.filter(({ name }) => name === "completion" || name === "hover")) {
      const parameters = parametersOf(kind, editor, round);
      await note(`${kind.name}, one network`, () => editor.ask(kind.method, parameters));
    }
    const target = round % 2 === 0 ? "reactions" : "ncrn";
    const asked = { uri: editor.uri, name: "Long", target };
    await note(`${target} view, one network`, () => editor.ask("ncrn/view", asked));
    undo();
  }
  return samples;
}

/** References and rename of what all of 20 files use, right after an edit and once more. */
export async function measureFolder({ lines, edits, clock, withPauses }: Extent): Promise<Samples> {
  const { samples, note } = recorderBy(clock);
  const editor = openEditor("library.ncrn", referenceFolder(20, lines));
  for (let round = 0; round < edits; round++) {
    const request = round % 2 === 0 ? "references" : "rename";
    if (withPauses) await note("collection in a pause", editor.pause);
    const undo = keystroke(editor, 3 * round);
    editor.check();
    const offset = editor.text().indexOf(round % 4 < 2 ? "Shared(" : "copies =") + 1;
    const position = editor.positionAt(offset);
    for (const state of ["cold", "warm"]) {
      const asked = { position, context: { includeDeclaration: true }, newName: `${state}_${round}` };
      await note(`${request}, 20 files, ${state}`, () => editor.ask(`textDocument/${request}`, asked));
    }
    undo();
  }
  return samples;
}

/** Keeps what is measured by a clock. */
function recorderBy(clock: Clock): {
  readonly samples: Samples;
  readonly note: (name: string, run: () => unknown) => Promise<void>;
  readonly add: (name: string, milliseconds: number) => void;
} {
  const samples: Samples = new Map();
  const add = (name: string, milliseconds: number): void =>
    void samples.set(name, [...(samples.get(name) ?? []), milliseconds]);
  return { samples, add, note: async (name, run) => add(name, await millisecondsOf(clock, run)) };
}

/** Types one character: a digit, the beginning of a line that makes no sense yet, or a letter of a comment. */
function keystroke(editor: Editor, round: number): () => void {
  const edits = [
    { pattern: /= 0\.\d+/g, typed: "5" },
    { pattern: /^(?= {2}\w+ ->)/gm, typed: "x" },
    { pattern: /\/\/\/? \w/g, typed: "n" },
  ];
  const { pattern, typed } = edits[round % edits.length] ?? { pattern: /$/g, typed: "" };
  const offset = placeOf(pattern, editor.text(), round);
  editor.edit(offset, 0, typed);
  return () => editor.edit(offset, typed.length, "");
}

function parametersOf({ pattern }: Kind, editor: Editor, round: number): object {
  const text = editor.text();
  const range = { start: editor.positionAt(0), end: editor.positionAt(text.length) };
  if (pattern === undefined) return { range };
  return { range, position: editor.positionAt(placeOf(pattern, text, round)) };
}

/** The end of one of the matches, another one every round, all over the text. */
function placeOf(pattern: RegExp, text: string, round: number): number {
  const ends = Array.from(text.matchAll(pattern), ({ index, 0: found }) => index + found.length);
  return ends[Math.floor(ends.length * ((round * 0.618 + 0.3) % 1))] ?? 0;
}
