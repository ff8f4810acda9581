// A snapshot and what is open at a place → the names that can be meant there.

import {
  type DataDeclaration,
  type DeclaredSymbol,
  type Document,
  type Entry,
  type ImportDeclaration,
  lookUp,
  type Node,
  nodesAt,
  type RecordNode,
  type Scope,
  type SymbolKind,
  visibleSymbols,
  type WrittenToken,
} from "@ncrn/language";
import { loadedOf } from "../cursor.js";
import type { Snapshot } from "../snapshot.js";
import { isKeyword, isSymbol, type OpenText, splitAt } from "./frames.js";
import type { ValueScope } from "./place.js";

/** The names at a place. */
export interface Names {
  readonly snapshot: Snapshot;
  readonly document: Document;
  readonly file: Scope;
  readonly scope: (scope: ValueScope) => Scope;
  /** The network, learner or model that the record around the place is about. */
  readonly subject: DeclaredSymbol | undefined;
  /** The phase that the place is in; `*` where all phases are read. */
  readonly phase: string | undefined;
  /** Where the name stands that the statement at the place declares: it is not offered in its own value. */
  readonly declaring: number | undefined;
  readonly open: OpenText;
  readonly offset: number;
}

/** The names at an offset; undefined for a document that is too long to be analysed. */
export function namesAt(snapshot: Snapshot, open: OpenText, offset: number): Names | undefined {
  const document = loadedOf(snapshot)?.document;
  const scopeOf = snapshot.analysis()?.references.scopeOf;
  const file = document && scopeOf?.get(document);
  if (document === undefined || file === undefined || scopeOf === undefined) return undefined;
  const block = blockScope(document, open, (node) => scopeOf.get(node)) ?? file;
  const subject = subjectOf(file, open);
  const data = dataOf(file, open);
  const columns: Scope = data?.members === undefined ? file : { ...data.members, parent: file };
  const scopes: Readonly<Record<ValueScope, Scope>> = {
    block,
    file,
    columns,
    subject: { parent: columns, names: subject?.members?.names ?? new Map(), open: false },
  };
  return {
    snapshot,
    document,
    file,
    scope: (scope) => scopes[scope],
    subject,
    phase: phaseOf(open),
    declaring: declaringOffset(open.line),
    open,
    offset,
  };
}

/** The symbols of some kinds that can be read there, innermost declaration of each name, in order of the text. */
export function symbolsOf(names: Names, scope: ValueScope, kinds: ReadonlySet<SymbolKind>): DeclaredSymbol[] {
  return [...visibleSymbols(names.scope(scope)).values()].filter(
    (symbol) =>
      kinds.has(symbol.kind) &&
      (scope === "subject" ||
        symbol.phase === undefined ||
        [symbol.phase, "*"].includes(names.phase ?? "")) &&
      !(symbol.nameNode.span.start === names.declaring && symbol.file === names.snapshot.source.name),
  );
}

/** The symbol behind a path such as `lib.Enzyme`. */
export function symbolOfPath(scope: Scope, path: readonly string[]): DeclaredSymbol | undefined {
  let symbol: DeclaredSymbol | undefined;
  let current: Scope | undefined = scope;
  for (const name of path) {
    symbol = current === undefined ? undefined : lookUp(current, name);
    current = symbol?.members;
  }
  return symbol;
}

/** Learners that are called by the name of their model. */
export function modelsLearntUnnamed({ document, file }: Names): readonly DeclaredSymbol[] {
  return document.declarations.flatMap((declaration) => {
    if (declaration.kind !== "LearnDeclaration" || declaration.alias !== undefined) return [];
    return lookUp(file, declaration.subject.text) ?? [];
  });
}

/** The keys of the innermost record but the one at the offset. */
export function keysAround(document: Document, open: OpenText, offset: number): readonly string[] {
  const brace = open.frames.at(-1)?.open ?? -1;
  const record = nodesAt(document, brace)
    .filter((node) => isRecord(node) && node.span.end > brace)
    .at(-1);
  return entriesOf(record)
    .filter(({ key }) => offset < key.span.start || key.span.end < offset)
    .map(({ key }) => key.text);
}

function isRecord(node: Node): node is RecordNode | DataDeclaration {
  return node.kind === "Record" || node.kind === "DataDeclaration";
}

function entriesOf(node: Node | undefined): readonly Entry[] {
  if (node?.kind === "Record") return node.entries;
  return node?.kind === "DataDeclaration" ? node.items.filter((item) => item.kind === "Entry") : [];
}

/** The import statement at the place, with what stands behind its braces. */
export function importAt({ document, open }: Names): ImportDeclaration | undefined {
  const start = open.frames.at(-1)?.head[0]?.span.start ?? open.line[0]?.span.start ?? -1;
  return nodesAt(document, start).find((node) => node.kind === "ImportDeclaration");
}

/** The scope of the innermost open block, or of the function or module whose head is being written. */
function blockScope(
  document: Document,
  { frames, line }: OpenText,
  scopeOf: (node: Node) => Scope | undefined,
): Scope | undefined {
  const places = [...frames].reverse().flatMap((frame) => (frame.kind === "block" ? [frame.open] : []));
  if (isKeyword(line[0], "func") || isKeyword(line[0], "module")) places.unshift(line[0]?.span.start ?? 0);
  for (const place of places) {
    const found = [...nodesAt(document, place)]
      .reverse()
      .find((node) => node.span.start === place && scopeOf(node) !== undefined);
    if (found !== undefined) return scopeOf(found);
  }
  return undefined;
}

/** The name behind `learn`, `simulate`, `scan` or `train` in the head of the record. */
function subjectOf(file: Scope, { frames }: OpenText): DeclaredSymbol | undefined {
  const head = frames[1]?.kind === "record" ? frames[1].head : [];
  const name = head[1]?.kind === "name" ? head[1].text : undefined;
  return name === undefined ? undefined : lookUp(file, name);
}

/** The data set around the place, or the one that `train` names. */
function dataOf(file: Scope, { frames }: OpenText): DeclaredSymbol | undefined {
  const outer = frames[1];
  const head = outer?.head ?? [];
  const name = outer?.kind === "data" ? head[1] : head[head.findIndex((token) => isKeyword(token, "on")) + 1];
  const isNamed = outer?.kind === "data" || head.some((token) => isKeyword(token, "on"));
  return isNamed && name?.kind === "name" ? lookUp(file, name.text) : undefined;
}

function phaseOf({ frames, line }: OpenText): string | undefined {
  if (isKeyword(line[0], "let") || isKeyword(line[0], "assert")) return "*";
  const frame = frames.filter(({ head }) => isKeyword(head[0], "phase")).at(-1);
  return frame?.head[1]?.text;
}

/** Words whose next name is declared. */
const declaringWords: ReadonlySet<string> = new Set(["let", "const", "use", "func"]);

function declaringOffset(line: readonly WrittenToken[]): number | undefined {
  const [first, second] = line;
  if (first?.kind === "name")
    return isSymbol(second, "=") || isSymbol(second, "~") ? first.span.start : undefined;
  if (first?.kind !== "keyword") return undefined;
  if (declaringWords.has(first.text)) return second?.span.start;
  return splitAt(line.slice(1), [","]).at(-1)?.[0]?.span.start;
}
