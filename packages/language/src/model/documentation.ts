// The `///` comments of a declaration.

import type { Comment } from "../ast/nodes.js";
import type { SourceText } from "../text/source-text.js";

/** Looks up the documentation comment that ends right before an offset; undefined if there is none. */
export type DocumentationAt = (start: number) => string | undefined;

/** White space without an empty line. */
const NEXT_LINE = /^[^\S\r\n]*(?:\r\n|\r|\n)?[^\S\r\n]*$/;

/**
 * Finds documentation comments of one file: consecutive `///` lines right before the declaration. What an empty line
 * separates from it is about the file or a part of it.
 */
export function documentationFinder(source: SourceText, comments: readonly Comment[]): DocumentationAt {
  const lines = comments.filter((comment) => comment.style === "documentation");
  return (start) => {
    const found: string[] = [];
    let end = start;
    for (let index = lastBefore(lines, start); index >= 0; index--) {
      const comment = lines[index]!;
      if (!NEXT_LINE.test(source.content.slice(comment.span.end, end))) break;
      found.unshift(comment.value.replace(/^\/\/\/ ?/, "").trimEnd());
      end = comment.span.start;
    }
    return found.length === 0 ? undefined : found.join("\n");
  };
}

/** Index of the last comment that ends at or before the offset, −1 if none does. */
function lastBefore(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.span.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
