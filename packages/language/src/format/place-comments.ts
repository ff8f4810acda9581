// Where comments go that Prettier would put somewhere unstable. Between the items of a block or list its own choice is
// right. A comment anywhere else inside a statement is set before the statement; if one comment of a statement has to
// move, all of them do, so that their order stays.

import type { Comment, Document, Node } from "../ast/nodes.js";
import { nodesAt } from "../ast/walk.js";
import type { AttachedComment, NodeWithComments } from "./print-comment.js";

/** How a comment is attached to a node: before it, or inside it where nothing else is. */
export interface Placement {
  readonly node: Node;
  readonly position: "leading" | "dangling";
}

type Kind = Node["kind"];

/** Nodes that stand on lines of their own: what a comment can be set before. */
const ITEMS: ReadonlySet<Kind> = new Set<Kind>([
  "ImportDeclaration",
  "ConstDeclaration",
  "UnitsDeclaration",
  "FunctionDeclaration",
  "ModuleDeclaration",
  "NetworkDeclaration",
  "ModelDeclaration",
  "DataDeclaration",
  "LearnDeclaration",
  "TrainDeclaration",
  "SimulateDeclaration",
  "ScanDeclaration",
  "SampleBlock",
  "ColumnDefinition",
  "Entry",
  "QuantityDeclaration",
  "InitStatement",
  "LossStatement",
  "LowerStatement",
  "PhasesStatement",
  "PhaseStatement",
  "KineticsStatement",
  "LetStatement",
  "UseStatement",
  "AssertStatement",
  "ForStatement",
  "IfStatement",
  "EventStatement",
  "EventAssignment",
  "ReactionStatement",
  "EquationStatement",
]);

/** Nodes whose children are items on lines of their own. */
const CONTAINERS: ReadonlySet<Kind> = new Set<Kind>(["Document", "Block", "Record"]);

/** Nodes whose children are separated by commas and may have comments between them. */
const LISTS: ReadonlySet<Kind> = new Set<Kind>([
  "QuantityDeclaration",
  "InitStatement",
  "AssertStatement",
  "ListExpression",
  "ArgumentList",
]);

/** The parts of lists, and lists themselves. */
const LIST_PARTS: ReadonlySet<Kind> = new Set<Kind>(["QuantityItem", "InitItem", "Argument"]);

/** True for nodes to which Prettier may attach a comment. */
export function canAttachComment(node: Node): boolean {
  return ITEMS.has(node.kind) || CONTAINERS.has(node.kind) || LIST_PARTS.has(node.kind) || isExpression(node);
}

/** Decides about the comments that Prettier should not place by itself. */
export function placeComments(
  text: string,
  document: Document,
  comments: readonly Comment[],
): ReadonlyMap<Comment, Placement> {
  const placements = new Map<Comment, Placement>();
  const insideItem = new Map<Node, Comment[]>();
  const broken = new Set<Node>();
  for (const comment of comments) {
    const around = nodesAround(document, comment);
    const inner = around.at(-1) ?? document;
    const item = around.filter((node) => ITEMS.has(node.kind)).at(-1);
    if (CONTAINERS.has(inner.kind) || item === undefined) continue;
    const body = bodyAfter(text, inner, comment);
    if (body === "items") continue;
    if (body !== undefined) placements.set(comment, body);
    else {
      insideItem.set(item, [...(insideItem.get(item) ?? []), comment]);
      if (!(LISTS.has(inner.kind) && hasParts(inner))) broken.add(item);
    }
  }
  for (const item of broken) {
    for (const comment of insideItem.get(item) ?? [])
      placements.set(comment, { node: item, position: "leading" });
  }
  return placements;
}

/** Attaches a comment as `placement` says. */
export function attachComment(comment: AttachedComment, { node, position }: Placement): void {
  const target = node as NodeWithComments;
  target.comments ??= [];
  target.comments.push(comment);
  comment.leading = position === "leading";
  comment.trailing = false;
  comment.printed = false;
}

/** The nodes that strictly surround a comment, outermost first. */
function nodesAround(document: Document, comment: Comment): readonly Node[] {
  const path = nodesAt(document, comment.span.start);
  const around = path.filter(
    (node) => node.span.start <= comment.span.start && comment.span.end <= node.span.end,
  );
  return around.filter((node) => node.kind === "Document" || node.span.end > node.span.start);
}

/**
 * For nodes that hold their items without a node for the braces, and for `else`: "items" if the comment stands among
 * the items, a placement if it belongs to the block behind it, undefined if it stands in the head.
 */
function bodyAfter(text: string, node: Node, comment: Comment): Placement | "items" | undefined {
  switch (node.kind) {
    case "DataDeclaration":
      return amongItems(
        text,
        node,
        { headEnd: (node.source ?? node.name).span.end, items: node.items },
        comment,
      );
    case "SampleBlock":
      return amongItems(text, node, { headEnd: node.count.span.end, items: node.columns }, comment);
    case "EventStatement":
      return amongItems(text, node, { headEnd: node.condition.span.end, items: node.assignments }, comment);
    case "IfStatement": {
      const { thenBlock, elseBlock } = node;
      if (elseBlock === undefined || comment.span.start < thenBlock.span.end) return undefined;
      const [first] = elseBlock.statements;
      return first === undefined
        ? { node: elseBlock, position: "dangling" }
        : { node: first, position: "leading" };
    }
    default:
      return undefined;
  }
}

/** Without a node for the braces, Prettier would hang a comment behind `{` on the head. */
function amongItems(
  text: string,
  node: Node,
  { headEnd, items }: { readonly headEnd: number; readonly items: readonly Node[] },
  comment: Comment,
): Placement | "items" | undefined {
  const between = text.slice(headEnd, comment.span.start);
  const isBehindBrace = between.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "").includes("{");
  if (!isBehindBrace) return undefined;
  const [first] = items;
  if (first === undefined) return { node, position: "dangling" };
  return comment.span.start < first.span.start ? { node: first, position: "leading" } : "items";
}

function hasParts(node: Node): boolean {
  return node.kind !== "ArgumentList" || node.items.length > 0;
}

function isExpression(node: Node): boolean {
  return node.kind.endsWith("Expression")
    ? node.kind !== "UnitExpression"
    : node.kind.endsWith("Literal") || node.kind === "Reference";
}
