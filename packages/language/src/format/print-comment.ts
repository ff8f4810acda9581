// Comments that Prettier has attached to nodes: how they look, and those in empty braces, which we print ourselves.

import type { AstPath, Doc } from "prettier";
import type { Comment, Node } from "../ast/nodes.js";
import {
  hardline,
  join,
  literalline,
  type NodePath,
  type PrintedNode,
  type PrintOptions,
} from "./document.js";

/** A comment with the marks that Prettier puts on it. */
export interface AttachedComment extends Comment {
  leading?: boolean;
  trailing?: boolean;
  printed?: boolean;
}

/** A node with the comments that Prettier has attached to it. */
export type NodeWithComments = PrintedNode & { comments?: AttachedComment[] };

/** The text of a comment; the lines of a block comment stay where they were. */
export function printComment(path: AstPath<PrintedNode>): Doc {
  const { value, style } = path.node as Comment;
  return style === "block" ? join(literalline, value.split("\n")) : value.trimEnd();
}

/** True if a comment stands in the node with nothing beside it. */
export function hasDanglingComments(path: NodePath): boolean {
  return ((path.node as NodeWithComments).comments ?? []).some(isDangling);
}

/** The comments that stand in a node with nothing beside them, each on its own line; "" if there are none. */
export function printDanglingComments(path: NodePath, options: PrintOptions): Doc {
  if (!hasDanglingComments(path)) return "";
  const parts: Doc[] = [];
  let previous: AttachedComment | undefined;
  path.each((commentPath: AstPath) => {
    const comment = commentPath.node as AttachedComment;
    if (!isDangling(comment)) return;
    if (previous !== undefined) {
      const between = options.originalText.slice(previous.span.end, comment.span.start);
      parts.push(hardline, /\n[ \t\r]*\n/.test(between) ? hardline : "");
    }
    comment.printed = true;
    parts.push(printComment(commentPath));
    previous = comment;
  }, "comments" as never);
  return parts;
}

/** Where a node starts together with the comments before it. */
export function leadingStart(node: Node): number {
  const leading = ((node as NodeWithComments).comments ?? []).filter((comment) => comment.leading);
  return Math.min(node.span.start, ...leading.map((comment) => comment.span.start));
}

function isDangling(comment: AttachedComment): boolean {
  return !comment.leading && !comment.trailing;
}
