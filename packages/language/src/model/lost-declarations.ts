// What may have been declared where a text was not understood: words, and declarations that have lost their names.

import type { Document, ModuleDeclaration, Node, QuantityDeclaration } from "../ast/nodes.js";
import { children } from "../ast/walk.js";
import { type SourceText, textOf } from "../text/source-text.js";
import type { SymbolKind } from "./symbols.js";

/** Declarations of one scope that were not understood. */
export interface LostNames {
  /** Words of the text that was not understood: any of them may have been declared. */
  readonly words: Set<string>;
  /** Of these words the ones that stand where a name is declared. */
  readonly declarations: Map<string, LostDeclaration>;
  /** The declarations without a name: as many unknown names may be theirs. */
  readonly nameless: LostDeclaration[];
  /** True if any name may be declared there: the columns of a file that is not known. */
  open: boolean;
}

/** One declaration that was not understood. */
export interface LostDeclaration {
  readonly node: Node;
  /** Where its name stands or is missing. */
  readonly place: number;
  /** What it can only have declared; undefined if that is not certain. */
  readonly kind: SymbolKind | undefined;
  /** What it probably declared; undefined if the word is missing that tells. */
  readonly declares: SymbolKind | undefined;
  readonly form: DeclarationForm;
}

/** How a name stands in what is left of its declaration: `x`, `x = 1` or `x[2] ~ …`. */
export type DeclarationForm = "bare" | "valued" | "shaped";

/** What is known of the mistakes of a file, and what they have spoilt so far. */
export interface LostSearch {
  readonly source: SourceText;
  /** Where the mistakes are. */
  readonly places: readonly number[];
  /** A document, block or data set → what may have been declared in it. */
  readonly lostNames: Map<Node, LostNames>;
  /** True if the mistake at hand is that an item does not end where it might. */
  readonly goesOn: boolean;
  /** True if the mistake at hand is that the shape of a quantity stands there without its name. */
  readonly hasNoName: boolean;
}

/** What was lost in a document, block or data set. */
export function lostIn(search: LostSearch, container: Node): LostNames {
  const known = search.lostNames.get(container);
  if (known !== undefined) return known;
  const lost: LostNames = { words: new Set(), declarations: new Map(), nameless: [], open: false };
  search.lostNames.set(container, lost);
  return lost;
}

/** What stands in a broken item and on the rest of its last line may have been meant as a name. */
export function noteWords(search: LostSearch, container: Node, node: Node, { start, end } = node.span): void {
  const { content } = search.source;
  const lost = lostIn(search, container);
  const text = content.slice(start, end) + (/^[^\r\n]*/.exec(content.slice(end))?.[0] ?? "");
  for (const [word] of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) lost.words.add(word);
  noteDeclaringWords(search, lost, node, text);
  if (container.kind === "Document") return;
  // It may have run into the next item, which has lost its name, or its own name may be spoilt.
  if (search.goesOn || search.hasNoName || /[\r\n]/.test(content.slice(start, end)))
    lost.nameless.push(lostDeclaration(search, node, { place: start, kind: undefined }));
}

/** The first word of a broken item, behind its keyword, and those behind commas stand where names are declared. */
function noteDeclaringWords(search: LostSearch, { declarations }: LostNames, node: Node, text: string): void {
  const keyword = keywordOf(search, node);
  const names = /(?:^|,)(\s*)([\p{L}_][\p{L}\p{N}_]*)(\[[^\]]*\])?\s*([=~])?/gu;
  const offset = node.span.start + keyword.length;
  for (const { index, 1: blank = "", 2: word = "", 3: shape, 4: operator } of text
    .slice(keyword.length)
    .matchAll(names)) {
    const place = offset + index + (index === 0 ? 0 : 1) + blank.length;
    const form = operator === undefined ? "bare" : shape === undefined ? "valued" : "shaped";
    if (!declarations.has(word))
      declarations.set(word, lostDeclaration(search, node, { place, kind: undefined, form }));
  }
}

/** True for quantities of which the word is missing that says what they are: `k = 1`. */
export function lacksKeyword({ content }: SourceText, { span, items }: QuantityDeclaration): boolean {
  const head = content.slice(span.start, items[0]?.span.start ?? span.end);
  return /^(?:\s|\/|$)/.test(head);
}

/** The word with which quantities begin, if it is there. */
function keywordOf({ source }: LostSearch, node: Node): string {
  if (node.kind !== "QuantityDeclaration" || lacksKeyword(source, node)) return "";
  return /^(?:clamped\s+)?\p{L}+/u.exec(textOf(source, node.span))?.[0] ?? "";
}

function lostDeclaration(
  { source }: LostSearch,
  node: Node,
  {
    place,
    kind,
    form = "bare",
  }: Pick<LostDeclaration, "place" | "kind"> & { readonly form?: DeclarationForm },
): LostDeclaration {
  const declares =
    node.kind === "QuantityDeclaration" && !lacksKeyword(source, node) ? node.keyword : undefined;
  return { node, place, kind, form, declares: declares ?? kind ?? declaredKinds[node.kind] };
}

/** Declarations without a name, and statements of which nothing is known but that they are there. */
export function countMissingNames(search: LostSearch, document: Document): void {
  const visit = (node: Node, container: Node): void => {
    noteMissingNames(search, node, container);
    const inner = containers.has(node.kind) ? node : container;
    if (isStructure(node)) for (const child of children(node)) visit(child, inner);
  };
  visit(document, document);
}

function noteMissingNames(search: LostSearch, node: Node, container: Node): void {
  const lose = (name: Node, kind: SymbolKind | undefined, scope = container) => {
    const { start: place } = name.span;
    lostIn(search, scope).nameless.push(lostDeclaration(search, node, { place, kind }));
  };
  const isMissing = (name: Node | undefined): name is Node => name?.kind === "MissingName";
  switch (node.kind) {
    case "QuantityDeclaration":
      for (const { name } of node.items) if (isMissing(name)) lose(name, undefined);
      return;
    case "QuantityItem":
      return;
    case "ForStatement":
      if (isMissing(node.variable)) lose(node.variable, "loop variable", node.body);
      return;
    case "MissingStatement":
      // A single word is a statement that has only been begun.
      if (!/^\s*\w*\s*$/.test(textOf(search.source, node.span))) lose(node, undefined);
      return;
    default:
      if ("name" in node && isMissing(node.name)) lose(node.name, declaredKinds[node.kind]);
      if ("alias" in node && isMissing(node.alias)) lose(node.alias, declaredKinds[node.kind]);
      if (node.kind === "ModuleDeclaration" && hasBrokenHead(search, node)) lose(node, undefined, node.body);
  }
}

/** What a declaration of the file declares; what stands in blocks can be meant in many ways. */
const declaredKinds: Readonly<Partial<Record<Node["kind"], SymbolKind>>> = {
  NetworkDeclaration: "network",
  ModelDeclaration: "model",
  ModuleDeclaration: "module",
  FunctionDeclaration: "function",
  DataDeclaration: "data",
  ConstDeclaration: "const",
  LearnDeclaration: "learn",
  TrainDeclaration: "train",
  SimulateDeclaration: "simulate",
  ScanDeclaration: "scan",
  ImportDeclaration: "import",
  UseStatement: "instance",
  ColumnDefinition: "column",
  // A column whose `=` is missing reads as a setting.
  Entry: "column",
};

function hasBrokenHead({ places }: LostSearch, { span, body }: ModuleDeclaration): boolean {
  return places.some((place) => span.start <= place && place <= body.span.start);
}

const containers: ReadonlySet<Node["kind"]> = new Set(["Document", "Block", "DataDeclaration"]);

/** True for what can hold declarations; expressions cannot, and they can be deep. */
function isStructure({ kind }: Node): boolean {
  return /^(Document|Block|SampleBlock|QuantityDeclaration)$|Declaration$|^(For|If|Phase)Statement$/.test(
    kind,
  );
}
