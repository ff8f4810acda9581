// Tokens before a place → the blocks, records and lists that are open there, and the statement that has been begun.
// Works on tokens and not on the tree: half a line has no tree, but what has been opened before it is plain.

import { type RecordName, recordDescription, settingOf, type WrittenToken } from "@ncrn/language";

/** What kind of block statements stand in. */
export type BlockContainer = "network" | "module" | "model";

/** One `{` that is still open, or the file. */
export type Frame = { readonly head: readonly WrittenToken[]; readonly open: number } & (
  | { readonly kind: "document" | "data" | "sample" | "event" | "imported" }
  | {
      readonly kind: "block";
      readonly container: BlockContainer;
      readonly inPhase: boolean;
      readonly inLoop: boolean;
    }
  | { readonly kind: "record"; readonly record: RecordName | undefined }
);

/** What is open at a place. */
export interface OpenText {
  /** The file first, the innermost last. */
  readonly frames: readonly Frame[];
  /** The tokens of the statement, entry or declaration that has been begun; none at the start of one. */
  readonly line: readonly WrittenToken[];
  /** The block or record that has just ended, if nothing stands behind it: `else` may follow. */
  readonly closed: Frame | undefined;
  /** True if a new statement may begin, and not only go on: behind a `}` it takes a new line or `;`. */
  readonly mayBegin: boolean;
}

/** What the tokens of a text have left open. */
export function openTextOf(tokens: readonly WrittenToken[]): OpenText {
  const state: State = {
    frames: [{ kind: "document", head: [], open: -1 }],
    line: [],
    closed: undefined,
    mayBegin: true,
  };
  for (const token of tokens) {
    if (token.kind === "lineEnd") endStatement(state);
    else if (isSymbol(token, "{")) openBrace(state, token);
    else if (isSymbol(token, "}")) closeBrace(state, token);
    else if (isSymbol(token, ";") && !isInBrackets(state.line)) separate(state);
    else addToken(state, token);
  }
  return state;
}

interface State {
  frames: Frame[];
  line: WrittenToken[];
  closed: Frame | undefined;
  mayBegin: boolean;
}

/** Words with which only a declaration begins: whatever is open before one was never closed. */
const declarationWords: ReadonlySet<string> = new Set([
  "import",
  "crn",
  "model",
  "module",
  "func",
  "data",
  "learn",
  "train",
  "simulate",
  "scan",
  "units",
]);

function endStatement(state: State): void {
  state.line = [];
  state.mayBegin = true;
}

/** Behind a `;` not even `else` goes on. */
function separate(state: State): void {
  endStatement(state);
  state.closed = undefined;
}

function addToken(state: State, token: WrittenToken): void {
  if (state.line.length === 0 && token.kind === "keyword" && declarationWords.has(token.text))
    state.frames.length = 1;
  state.closed = undefined;
  state.line.push(token);
}

function openBrace(state: State, token: WrittenToken): void {
  state.closed = undefined;
  const before = state.line.at(-1);
  if (before !== undefined && (isSymbol(before, "->") || isSymbol(before, "<->"))) {
    state.line.push(token);
    return;
  }
  const around = state.frames.at(-1) as Frame;
  state.frames.push(frameOf(around, state.line, token.span.start));
  endStatement(state);
}

function closeBrace(state: State, token: WrittenToken): void {
  if (openBrackets(state.line).some(({ text }) => text === "{")) {
    state.line.push(token);
    return;
  }
  const frame = state.frames.length > 1 ? state.frames.pop() : undefined;
  // The names of an import stand in the middle of its statement.
  state.line = frame?.kind === "imported" ? [...frame.head, token] : [];
  state.closed = frame;
  state.mayBegin = frame === undefined;
}

function frameOf(around: Frame, line: readonly WrittenToken[], open: number): Frame {
  const first = line[0]?.text;
  const base = { head: line, open };
  if (around.kind === "data" && first === "sample") return { ...base, kind: "sample" };
  if (around.kind === "block") return frameInBlock(around, base);
  if (around.kind === "document") return frameAtTop(base);
  const parent = around.kind === "record" ? around.record : undefined;
  return { ...base, kind: "record", record: recordInside(parent, first ?? "") };
}

type FrameBase = Pick<Frame, "head" | "open">;

function frameAtTop(base: FrameBase): Frame {
  const block = { ...base, kind: "block", inPhase: false, inLoop: false } as const;
  const word = base.head[0]?.text;
  switch (word) {
    case "crn":
      return { ...block, container: "network" };
    case "model":
      return { ...block, container: "model" };
    case "module":
      return { ...block, container: "module" };
    case "data":
      return { ...base, kind: "data" };
    case "import":
      return { ...base, kind: "imported" };
    case "learn":
    case "train":
    case "simulate":
    case "scan":
    case "units":
      return { ...base, kind: "record", record: word };
    default:
      return { ...base, kind: "record", record: undefined };
  }
}

function frameInBlock(around: Frame & { kind: "block" }, base: FrameBase): Frame {
  const word = base.head[0]?.text;
  switch (word) {
    case "lower":
    case "phases":
      return { ...base, kind: "record", record: word };
    case "at":
    case "every":
    case "when":
      return { ...base, kind: "event" };
    case "phase":
      return { ...around, ...base, inPhase: true };
    case "for":
      return { ...around, ...base, inLoop: true };
    default:
      return { ...around, ...base };
  }
}

/** The record that a key of another opens. */
function recordInside(parent: RecordName | undefined, key: string): RecordName | undefined {
  const type = parent && settingOf(recordDescription(parent), key)?.type;
  return type?.kind === "record" ? type.record : undefined;
}

/** True if `(` or `[` is open: a `;` there parts parameters. */
function isInBrackets(line: readonly WrittenToken[]): boolean {
  return openBrackets(line).some(({ text }) => text !== "{");
}

/** The brackets of a statement that are open at its end, outermost first, with their places in it. */
export function openBrackets(
  line: readonly WrittenToken[],
): readonly { readonly text: string; readonly index: number }[] {
  const open: { text: string; index: number }[] = [];
  line.forEach((token, index) => {
    if (token.kind !== "symbol") return;
    if (opening.has(token.text)) open.push({ text: token.text, index });
    else if (closing.has(token.text)) open.pop();
  });
  return open;
}

const opening: ReadonlySet<string> = new Set(["(", "[", "{"]);
const closing: ReadonlySet<string> = new Set([")", "]", "}"]);

/** True for the operator or punctuation mark that is spelt so. */
export function isSymbol(token: WrittenToken | undefined, text: string): boolean {
  return token?.kind === "symbol" && token.text === text;
}

/** True for the keyword that is spelt so. */
export function isKeyword(token: WrittenToken | undefined, text: string): boolean {
  return token?.kind === "keyword" && token.text === text;
}

/** The parts of a list of tokens between separators that stand outside of brackets; one empty part if it is empty. */
export function splitAt(
  tokens: readonly WrittenToken[],
  separators: readonly string[],
): readonly (readonly WrittenToken[])[] {
  const parts: WrittenToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "symbol" && opening.has(token.text)) depth++;
    if (token.kind === "symbol" && closing.has(token.text)) depth--;
    if (depth === 0 && token.kind === "symbol" && separators.includes(token.text)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The index of the first token outside of brackets that fulfils the condition, −1 if none does. */
export function indexOutsideBrackets(
  tokens: readonly WrittenToken[],
  condition: (token: WrittenToken) => boolean,
): number {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "symbol" && closing.has(token.text)) depth--;
    if (depth === 0 && condition(token)) return index;
    if (token.kind === "symbol" && opening.has(token.text)) depth++;
  }
  return -1;
}
