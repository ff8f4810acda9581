// `A ->{f} B` and `B ->{r} A` → `A <->{f, r} B`, where the first of them stands.

import { lineColumnAt, type ReactionStatement, textOf } from "@ncrn/language";
import { CodeActionKind } from "vscode-languageserver";
import {
  commentsIn,
  equalComplexes,
  hasEffectiveComment,
  type PlacedReaction,
  reactionAt,
  siblingsOf,
} from "./reaction-at.js";
import type { Refactoring, RefactoringPlace } from "./refactoring.js";
import { removalOf } from "./statement-edits.js";

export const joinReactions: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  rewritings: (place) => {
    const placed = reactionAt(place);
    if (placed === undefined) return [];
    const { source } = place.loaded;
    const other = siblingsOf(placed).find((sibling) => isOpposite(placed.reaction, sibling));
    if (other === undefined) return [];
    const [first, second] = inOrder(placed, other);
    if (!isFree(place, first, second)) return [];
    const [forward, backward] = [first.arrow.rates[0], second.arrow.rates[0]];
    if (forward === undefined || backward === undefined) return [];
    const [open, close] = first.arrow.rateKind === "constant" ? ["{", "}"] : ["[", "]"];
    const rates = `${textOf(source, forward.span)}, ${textOf(source, backward.span)}`;
    const edits = [
      { span: first.arrow.span, text: `<->${open}${rates}${close}` },
      removalOf(source, second.span),
    ];
    const { line } = lineColumnAt(source, other.span.start);
    return [{ title: `Join with the opposite reaction in line ${line}`, edits }];
  },
};

function inOrder(
  { reaction }: PlacedReaction,
  other: ReactionStatement,
): readonly [ReactionStatement, ReactionStatement] {
  return reaction.span.start < other.span.start ? [reaction, other] : [other, reaction];
}

function isOpposite(reaction: ReactionStatement, other: ReactionStatement): boolean {
  const [arrow, otherArrow] = [reaction.arrow, other.arrow];
  return (
    !arrow.reversible &&
    !otherArrow.reversible &&
    arrow.rateKind === otherArrow.rateKind &&
    equalComplexes(reaction.left, other.right) &&
    equalComplexes(reaction.right, other.left) &&
    equalComplexes(reaction.catalysts, other.catalysts)
  );
}

/** Nothing is written at the second reaction, or inside the arrow of the first, that would get lost. */
function isFree(place: RefactoringPlace, first: ReactionStatement, second: ReactionStatement): boolean {
  const reverse = first.label && `${first.label.text}_reverse`;
  return (
    second.label?.text === reverse &&
    commentsIn(place, first.arrow.span).length === 0 &&
    commentsIn(place, second.span).length === 0 &&
    !hasEffectiveComment(place, second)
  );
}
