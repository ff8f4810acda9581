// A place → the reaction there with the block that it is a statement of.

import {
  type Block,
  type Comment,
  type Complex,
  type ComplexTerm,
  descendants,
  equalTrees,
  lineColumnAt,
  type Node,
  type ReactionStatement,
  type Span,
  spanContains,
  textOf,
} from "@ncrn/language";
import type { RefactoringPlace } from "./refactoring.js";

/** A whole reaction; one that lacks a piece is none. */
export interface PlacedReaction {
  readonly reaction: ReactionStatement;
  readonly block: Block;
}

/** The reaction around the selection. */
export function reactionAt({ nodes, loaded }: RefactoringPlace): PlacedReaction | undefined {
  const index = nodes.findIndex(({ kind }) => kind === "ReactionStatement");
  const [block, reaction] = [nodes[index - 1], nodes[index]];
  if (reaction?.kind !== "ReactionStatement" || block?.kind !== "Block") return undefined;
  const isDamaged = loaded.diagnostics.some(
    ({ severity, origin }) => severity === "error" && touches(origin.span, reaction.span),
  );
  return isDamaged || !isWhole(reaction) ? undefined : { reaction, block };
}

/** The other reactions of the same block, in the order of the text. */
export function siblingsOf({ reaction, block }: PlacedReaction): readonly ReactionStatement[] {
  return block.statements.filter(
    (statement) => statement.kind === "ReactionStatement" && statement !== reaction && isWhole(statement),
  ) as readonly ReactionStatement[];
}

/** True if nothing is missing below a node. */
export function isWhole(node: Node): boolean {
  for (const { kind } of descendants(node)) if (kind.startsWith("Missing")) return false;
  return true;
}

/** The comments within a span. */
export function commentsIn({ loaded }: RefactoringPlace, span: Span): readonly Comment[] {
  return loaded.comments.filter((comment) => spanContains(span, comment.span));
}

/** True if a comment does something to a statement: documents it, or silences what is said of it. */
export function hasEffectiveComment({ loaded }: RefactoringPlace, { span }: Node): boolean {
  const { source, comments } = loaded;
  const lineOf = (offset: number): number => lineColumnAt(source, offset).line;
  const [first, last] = [lineOf(span.start), lineOf(span.end)];
  return comments.some((comment) => {
    if (comment.value.includes("ncrn-ignore")) {
      const line = lineOf(comment.span.start);
      return first - 1 <= line && line <= last;
    }
    const between = source.content.slice(comment.span.end, span.start);
    return comment.style === "documentation" && comment.span.end <= span.start && /^\s*$/.test(between);
  });
}

/** True if two sides hold the same species as often, in whatever order they are written. */
export function equalComplexes(first: Complex | undefined, second: Complex | undefined): boolean {
  const left = first?.terms ?? [];
  const rest = [...(second?.terms ?? [])];
  if (left.length !== rest.length) return false;
  return left.every((term) => {
    const index = rest.findIndex((other) => equalTerms(term, other));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
}

/** True if two terms mean the same number of the same species. */
export function equalTerms(first: ComplexTerm, second: ComplexTerm): boolean {
  return first.coefficient === second.coefficient && equalTrees(first.species, second.species);
}

/** A side that is made of these terms, as text. */
export function textOfTerms(place: RefactoringPlace, terms: readonly ComplexTerm[]): string {
  return terms.length === 0 ? "0" : terms.map(({ span }) => textOf(place.loaded.source, span)).join(" + ");
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
