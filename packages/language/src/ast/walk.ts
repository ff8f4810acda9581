// Walking the tree: children, all nodes, the nodes at an offset, equality. Iterative: a long sum is a deep tree.

import type { Span } from "../text/span.js";
import { childKeys } from "./child-keys.js";
import type { Node } from "./nodes.js";

/** The direct children of a node in source order. */
export function children(node: Node): readonly Node[] {
  if (node.kind === "Reference") {
    // The one case where a list surrounds another: `z[1].p`.
    const { path, indices, indicesAfter } = node;
    return [...path.slice(0, indicesAfter), ...indices, ...path.slice(indicesAfter)];
  }
  const found: Node[] = [];
  for (const key of childKeys[node.kind]) {
    const value = (node as unknown as Record<string, Node | readonly Node[] | undefined>)[key];
    if (Array.isArray(value)) found.push(...value);
    else if (value !== undefined) found.push(value as Node);
  }
  return found;
}

/** A node and everything below it, parents before children, in source order. */
export function descendants(root: Node): readonly Node[] {
  const found: Node[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    pushChildrenInReverse(pending, node);
  }
  return found;
}

/** Puts the children of a node on a stack so that the first one comes off first. */
function pushChildrenInReverse(pending: Node[], node: Node): void {
  if (node.kind === "Reference") {
    pushInReverse(pending, children(node));
    return;
  }
  const keys = childKeys[node.kind];
  for (let index = keys.length - 1; index >= 0; index--) {
    const value = (node as unknown as Record<string, Node | readonly Node[] | undefined>)[keys[index]!];
    if (Array.isArray(value)) pushInReverse(pending, value);
    else if (value !== undefined) pending.push(value as Node);
  }
}

function pushInReverse(pending: Node[], nodes: readonly Node[]): void {
  for (let index = nodes.length - 1; index >= 0; index--) pending.push(nodes[index]!);
}

/** What to do with the nodes of a walk; `enter` may answer `false` to leave out what is below. */
export interface Visitor {
  readonly enter: (node: Node, parent: Node | undefined) => boolean | undefined;
  readonly leave?: (node: Node, parent: Node | undefined) => void;
}

/** Walks a tree depth first; every node that is entered is left, also if its children are left out. */
export function walk(root: Node, visitor: Visitor): void {
  const open: Node[] = []; // the nodes that are entered and not yet left
  const pending: (Node | undefined)[] = [root]; // below each open node lies a gap: there it is left
  while (pending.length > 0) {
    const node = pending.pop();
    if (node === undefined) {
      const left = open.pop()!;
      visitor.leave?.(left, open.at(-1));
      continue;
    }
    const isEntered = visitor.enter(node, open.at(-1)) !== false;
    open.push(node);
    pending.push(undefined);
    if (isEntered) pushChildrenInReverse(pending as Node[], node);
  }
}

/** The nodes that contain an offset, outermost first; empty if it lies outside of `root`. An offset at the end of a node is inside. */
export function nodesAt(root: Node, offset: number): readonly Node[] {
  const path: Node[] = [];
  let next: Node | undefined = contains(root.span, offset) ? root : undefined;
  while (next !== undefined) {
    path.push(next);
    const inside: readonly Node[] = children(next).filter((child) => contains(child.span, offset));
    // Between two neighbours that touch, the later one is meant, unless it is empty.
    next = inside.filter((child) => child.span.end > child.span.start).at(-1) ?? inside.at(-1);
  }
  return path;
}

/** True if two trees say the same, wherever in their texts they stand and however their operators are spelt. */
export function equalTrees(first: Node, second: Node): boolean {
  const pending: [Node, Node][] = [[first, second]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [a, b] = pair;
    if (a.kind !== b.kind || !equalOwnProperties(a, b)) return false;
    const [childrenOfA, childrenOfB] = [children(a), children(b)];
    if (childrenOfA.length !== childrenOfB.length) return false;
    childrenOfA.forEach((child, index) => {
      pending.push([child, childrenOfB[index] as Node]);
    });
  }
  return true;
}

/** Compares what is neither a child nor a place; optional children must be there in both or in neither. */
function equalOwnProperties(a: Node, b: Node): boolean {
  const keysOfChildren: readonly string[] = childKeys[a.kind];
  const [left, right] = [a, b] as unknown as [Record<string, unknown>, Record<string, unknown>];
  return Object.keys(left).every((key) => {
    if (key === "span" || key === "operatorSpan") return true;
    if (!keysOfChildren.includes(key)) return Object.is(left[key], right[key]);
    const [own, other] = [left[key], right[key]];
    if (Array.isArray(own) && Array.isArray(other)) return own.length === other.length;
    return (own === undefined) === (other === undefined);
  });
}

function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
