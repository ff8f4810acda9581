// `A ->{k} B` and `A ->{h} B` → `A ->{k + h} B`, where the first of them stands.

import {
  type Complex,
  type Expression,
  lineColumnAt,
  type ReactionStatement,
  type SourceText,
  textOf,
} from "@ncrn/language";
import { CodeActionKind } from "vscode-languageserver";
import { commentsIn, equalComplexes, hasEffectiveComment, reactionAt, siblingsOf } from "./reaction-at.js";
import type { Refactoring } from "./refactoring.js";
import { removalOf } from "./statement-edits.js";

export const mergeReactions: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  rewritings: (place) => {
    const placed = reactionAt(place);
    if (placed === undefined) return [];
    const { source } = place.loaded;
    const other = siblingsOf(placed).find((sibling) => isSame(placed.reaction, sibling));
    if (other === undefined) return [];
    const [first, second] =
      placed.reaction.span.start < other.span.start ? [placed.reaction, other] : [other, placed.reaction];
    const [one, two] = [first.arrow.rates[0], second.arrow.rates[0]];
    const isFree = second.label === undefined && !hasEffectiveComment(place, second);
    if (one === undefined || two === undefined || !isFree || commentsIn(place, second.span).length > 0)
      return [];
    const edits = [
      { span: one.span, text: `${summand(source, one)} + ${summand(source, two)}` },
      removalOf(source, second.span),
    ];
    const { line } = lineColumnAt(source, other.span.start);
    return [{ title: `Merge with the same reaction in line ${line}`, edits }];
  },
};

function isSame(reaction: ReactionStatement, other: ReactionStatement): boolean {
  return (
    !reaction.arrow.reversible &&
    !other.arrow.reversible &&
    reaction.arrow.rateKind === other.arrow.rateKind &&
    equalComplexes(withCatalysts(reaction.left, reaction), withCatalysts(other.left, other)) &&
    equalComplexes(withCatalysts(reaction.right, reaction), withCatalysts(other.right, other))
  );
}

/** A side as it reads with the catalysts spelt out. */
function withCatalysts(side: Complex, { catalysts }: ReactionStatement): Complex {
  return { ...side, terms: [...side.terms, ...(catalysts?.terms ?? [])] };
}

/** What binds weaker than `+` needs brackets. */
function summand(source: SourceText, rate: Expression): string {
  const text = textOf(source, rate.span);
  const isWeak =
    rate.kind === "ConditionalExpression" ||
    (rate.kind === "BinaryExpression" && weakerThanPlus.has(rate.operator));
  return isWeak ? `(${text})` : text;
}

const weakerThanPlus: ReadonlySet<string> = new Set(["||", "&&", "<", "<=", ">", ">=", "==", "!="]);
