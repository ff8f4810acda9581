// A symbol and a new name → the edits of all files. They are tried out: a name that would come to mean something else, or
// a mistake that was not there before, is a reason not to rename.

import type { Pieces } from "../pieces.js";
import type { SpanEdit } from "../to-lsp.js";
import type { Workspace } from "../workspace.js";
import { allOccurrences, filesAbout, type SoughtSymbol } from "./all-occurrences.js";
import { changeOfMeaning } from "./change-of-meaning.js";
import { type NewName, newNameFrom, type Refusal, renamedSymbol } from "./new-name.js";
import { isBroughtIn, type Occurrence } from "./occurrences.js";

/** Edits by file. */
export type FileEdits = ReadonlyMap<string, readonly SpanEdit[]>;

/** The edits that give a symbol another name everywhere, or why they cannot be made. */
export function* renameEdits(
  sought: SoughtSymbol,
  typed: string,
  workspace: Workspace,
): Pieces<FileEdits | Refusal> {
  const { symbol } = sought;
  const named = newNameFrom(typed, renamedSymbol(symbol));
  if ("reason" in named) return named;
  const places = yield* allOccurrences(sought, workspace);
  if (named.text === symbol.name) return editsOf(places, sought, spellingOf(named), workspace);
  let refusal: Refusal | undefined;
  for (const spelling of named.spellings) {
    const edits = editsOf(places, sought, spelling, workspace);
    const problem = yield* trialOf(edits, { sought, name: named.text, workspace });
    if (problem === undefined) return edits;
    refusal ??= problem;
  }
  return refusal ?? new Map();
}

function spellingOf({ spellings, text }: NewName): string {
  return spellings[0] ?? text;
}

function editsOf(
  places: readonly Occurrence[],
  { symbol }: SoughtSymbol,
  spelling: string,
  workspace: Workspace,
): FileEdits {
  const edits = new Map<string, SpanEdit[]>();
  const add = (file: string, edit: SpanEdit): void =>
    void edits.set(file, [...(edits.get(file) ?? []), edit]);
  // A file that is imported without a name is called by its own; from now on it has one.
  if (isBroughtIn(symbol) && symbol.declaration.kind === "ImportDeclaration") {
    const { end } = symbol.declaration.path.span;
    add(workspace.fileOf(symbol.file), { span: { start: end, end }, text: ` as ${spelling}` });
  }
  for (const { file, name } of places) add(file, { span: name.span, text: spelling });
  return edits;
}

interface Trial {
  readonly sought: SoughtSymbol;
  readonly name: string;
  readonly workspace: Workspace;
}

/** What would go wrong in any file that is concerned. */
function* trialOf(edits: FileEdits, { sought, name, workspace }: Trial): Pieces<Refusal | undefined> {
  const texts = new Map<string, string>();
  for (const [file, ofFile] of edits) {
    const source = workspace.sourceOf(file);
    if (source === undefined) return { reason: `The file ${baseName(file)} cannot be read.` };
    texts.set(file, applied(source.content, ofFile));
  }
  const files = [...new Set([...filesAbout(sought.symbol, sought.at, workspace), ...edits.keys()])];
  const before = yield* workspace.analysesOf(files);
  const after = yield* workspace.analysesOf(files, texts);
  // In another number they speak of other files: then the imports have changed.
  if (before.length !== after.length) return { reason: `\`${name}\` would change what files import.` };
  for (const [index, one] of before.entries()) {
    const reason = yield* changeOfMeaning({ before: one, after: after[index]!, sought, name, at: sought.at });
    if (reason !== undefined) return { reason };
  }
  return undefined;
}

function applied(text: string, edits: readonly SpanEdit[]): string {
  const ordered = [...edits].sort((a, b) => b.span.start - a.span.start);
  return ordered.reduce(
    (result, { span, text: inserted }) => result.slice(0, span.start) + inserted + result.slice(span.end),
    text,
  );
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}
