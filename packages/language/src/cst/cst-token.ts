// What the tree builder needs to know about the tokens in a concrete syntax tree.

import type { CstNode, IToken } from "chevrotain";
import type { Span } from "../text/span.js";

/** A token in a concrete syntax tree. */
export type CstToken = IToken;

/** Any node of a concrete syntax tree. */
export type AnyCstNode = CstNode;

/** True if the token was not in the text: the parser invented it to go on. */
export function isInvented(token: CstToken): boolean {
  return token.isInsertedInRecovery === true;
}

/** The characters a node covers; a node for which the text has nothing has an empty range. */
export function spanOfCstNode(node: AnyCstNode): Span {
  const start = node.location?.startOffset ?? 0;
  return { start, end: Math.max(start, (node.location?.endOffset ?? start - 1) + 1) };
}
