// What syntax mistakes have done to a file: which items were not understood, and which names may have been lost with
// them. Rules stay silent about both, so that one mistake gives one diagnostic.

import type { Block, Declaration, Document, Node, RecordNode, Statement } from "../ast/nodes.js";
import { descendants } from "../ast/walk.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceText } from "../text/source-text.js";
import type { Span } from "../text/span.js";
import {
  countMissingNames,
  type LostNames,
  type LostSearch,
  lostIn,
  noteWords,
} from "./lost-declarations.js";

/** The traces of the syntax mistakes of one file. */
export interface SyntaxDamage {
  /** Statements, settings and heads that hold a mistake, and constructs that were never closed. */
  readonly ranges: readonly Span[];
  /** Blocks of networks, models and modules that were never closed: where an inner block ended is not known. */
  readonly unclosedBlocks: readonly Span[];
  /** Where the mistakes are; a declaration that holds one may lack what it seems to lack. */
  readonly places: readonly number[];
  /** A document, block or data set → what may have been declared in it. */
  readonly lostNames: ReadonlyMap<Node, LostNames>;
}

/** True if what stands there is part of something that was not understood. */
export function isDamaged({ ranges }: SyntaxDamage, { start, end }: Span): boolean {
  return ranges.some(
    (range) => (range.start <= start && start < range.end) || (start === end && start === range.end),
  );
}

/** True if a mistake lies inside of the span or at its end, so that something of it may be missing. */
export function holdsDamage({ places }: SyntaxDamage, { start, end }: Span): boolean {
  return places.some((place) => start <= place && place <= end);
}

/** Finds the damage that the syntax errors among `diagnostics` have done. */
export function syntaxDamageOf(
  source: SourceText,
  document: Document,
  diagnostics: readonly Diagnostic[],
): SyntaxDamage {
  const search: Search = {
    source,
    document,
    ranges: [],
    unclosedBlocks: [],
    places: [],
    lostNames: new Map(),
    goesOn: false,
    hasNoName: false,
  };
  for (const { severity, origin, related, data } of diagnostics) {
    if (severity !== "error") continue;
    const [opening] = related;
    const unclosed = opening && noteUnclosed(search, document, opening.origin.span.start);
    // A missing `}` is noticed at what follows; it is missing where the construct ends.
    const place = unclosed === undefined ? origin.span.start : unclosed.end;
    search.places.push(place);
    search.goesOn = data["expected"] === "a new line";
    search.hasNoName = data["expected"] === "a name" && source.content[origin.span.start] === "[";
    inDocument(search, document, place);
  }
  if (search.places.length > 0) countMissingNames(search, document);
  return search;
}

interface Search extends SyntaxDamage, LostSearch {
  readonly document: Document;
  readonly ranges: Span[];
  readonly unclosedBlocks: Span[];
  readonly places: number[];
  readonly lostNames: Map<Node, LostNames>;
  goesOn: boolean;
  hasNoName: boolean;
}

// ── What was never closed ──────────────────────────────────────────────────────────────────────────────

const enclosing: ReadonlySet<Node["kind"]> = new Set([
  "Block",
  "Record",
  "DataDeclaration",
  "SampleBlock",
  "EventStatement",
]);

/** The construct whose bracket opens at `opening`. */
function noteUnclosed(search: Search, document: Document, opening: number): Span | undefined {
  const around = [...descendants(document)].filter(
    ({ kind, span }) => enclosing.has(kind) && span.start <= opening && opening < span.end,
  );
  const node = around.at(-1);
  if (node === undefined) return undefined;
  const isBody = document.declarations.some(
    (declaration) => "body" in declaration && declaration.body === node,
  );
  if (isBody) {
    search.unclosedBlocks.push(node.span);
    // What follows an inner block that was not closed has become part of it.
    const { words } = lostIn(search, node);
    for (const inner of descendants(node)) {
      if ("name" in inner && inner.name?.kind === "Name") words.add(inner.name.text);
    }
  } else search.ranges.push({ start: opening, end: node.span.end });
  return node.span;
}

// ── The innermost item that holds a mistake ────────────────────────────────────────────────────────────

function inDocument(search: Search, document: Document, place: number): void {
  const declaration = nodeAround(search, document.declarations, place);
  if (declaration === undefined) return;
  switch (declaration.kind) {
    case "NetworkDeclaration":
    case "ModelDeclaration":
    case "ModuleDeclaration":
      inParts(search, declaration, declaration.body, place, inBlock);
      return;
    case "LearnDeclaration":
    case "TrainDeclaration":
    case "SimulateDeclaration":
    case "ScanDeclaration":
    case "UnitsDeclaration":
      inParts(search, declaration, declaration.record, place, inRecord);
      return;
    case "DataDeclaration":
      inData(search, declaration, place);
      return;
    default:
      search.ranges.push(declaration.span);
      noteWords(search, document, declaration);
  }
}

/** Either something inside of the body is broken, or the head is. */
function inParts<Body extends Node>(
  search: Search,
  node: Declaration | Statement,
  body: Body,
  place: number,
  inBody: (search: Search, body: Body, place: number) => void,
): void {
  const head = { start: node.span.start, end: body.span.start };
  if (isInside(body, place)) inBody(search, body, place);
  else if (place <= head.end) {
    search.ranges.push(head);
    // Parameters of a module, variables of a loop and names of learners stand in the head.
    noteWords(search, body.kind === "Block" ? body : search.document, node, head);
  } else search.ranges.push({ start: body.span.end, end: node.span.end });
}

function inData(search: Search, node: Declaration & { kind: "DataDeclaration" }, place: number): void {
  const item = nodeAround(search, node.items, place);
  const column = item?.kind === "SampleBlock" ? nodeAround(search, item.columns, place) : undefined;
  const broken = column ?? item;
  if (broken === undefined) {
    const first = node.items[0]?.span.start ?? node.span.end;
    if (place > first) return;
    search.ranges.push({ start: node.span.start, end: first });
    lostIn(search, node).open = true;
    return;
  }
  if (broken.kind === "SampleBlock") {
    const head = { start: broken.span.start, end: broken.columns[0]?.span.start ?? broken.span.end };
    if (place <= head.end) search.ranges.push(head);
    return;
  }
  search.ranges.push(broken.span);
  noteWords(search, node, broken);
}

function inBlock(search: Search, block: Block, place: number): void {
  const statement = nodeAround(search, block.statements, place);
  if (statement === undefined) return;
  switch (statement.kind) {
    case "ForStatement":
    case "PhaseStatement":
      inParts(search, statement, statement.body, place, inBlock);
      return;
    case "IfStatement": {
      const { thenBlock, elseBlock } = statement;
      const inner = elseBlock !== undefined && place > thenBlock.span.end ? elseBlock : thenBlock;
      inParts(search, statement, inner, place, inBlock);
      return;
    }
    case "LowerStatement":
    case "PhasesStatement":
      inParts(search, statement, statement.record, place, inRecord);
      return;
    default:
      search.ranges.push(statement.span);
      if (!declaresNothing.has(statement.kind)) noteWords(search, block, statement);
  }
}

const declaresNothing: ReadonlySet<Statement["kind"]> = new Set([
  "InitStatement",
  "LossStatement",
  "KineticsStatement",
  "AssertStatement",
  "EventStatement",
  "ReactionStatement",
  "EquationStatement",
]);

function inRecord(search: Search, record: RecordNode, place: number): void {
  const entry = nodeAround(search, record.entries, place);
  if (entry === undefined) return;
  if (entry.record !== undefined && isInside(entry.record, place)) inRecord(search, entry.record, place);
  else search.ranges.push(entry.span);
}

/** The item at a place or, if only blanks lie between, the item before it: something is missing at its end. */
function nodeAround<Item extends Node>(
  { source }: Search,
  nodes: readonly Item[],
  place: number,
): Item | undefined {
  const itemAt = (offset: number) =>
    nodes.filter(({ span }) => span.start <= offset && offset <= span.end).at(-1);
  return itemAt(place) ?? itemAt(source.content.slice(0, place).trimEnd().length);
}

/** Behind the bracket that opens it. */
function isInside({ span }: Node, place: number): boolean {
  return span.start < place && place <= span.end;
}
