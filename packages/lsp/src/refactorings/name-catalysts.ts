// `A + E ->{k} B + E` → `A ->{k} B by E`.

import type { ComplexTerm, ReactionStatement } from "@ncrn/language";
import { CodeActionKind } from "vscode-languageserver";
import { commentsIn, equalTerms, reactionAt, textOfTerms } from "./reaction-at.js";
import type { Refactoring } from "./refactoring.js";

export const nameCatalysts: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  rewritings: (place) => {
    const reaction = reactionAt(place)?.reaction;
    if (reaction === undefined) return [];
    const { left, right, catalysts } = reaction;
    const sides = withoutCatalysts(reaction);
    if (sides === undefined || [left, right].some(({ span }) => commentsIn(place, span).length > 0))
      return [];
    const named = textOfTerms(place, sides.catalysts);
    const end = (catalysts ?? right).span.end;
    const products = textOfTerms(place, sides.right);
    const edits =
      catalysts === undefined
        ? [
            { span: left.span, text: textOfTerms(place, sides.left) },
            { span: right.span, text: `${products} by ${named}` },
          ]
        : [
            { span: left.span, text: textOfTerms(place, sides.left) },
            { span: right.span, text: products },
            { span: { start: end, end }, text: ` + ${named}` },
          ];
    return [
      { title: `Write ${sides.catalysts.length > 1 ? "catalysts" : "the catalyst"} with \`by\``, edits },
    ];
  },
};

interface Sides {
  readonly left: readonly ComplexTerm[];
  readonly right: readonly ComplexTerm[];
  readonly catalysts: readonly ComplexTerm[];
}

/** The terms that stand on both sides apart; undefined if none does, or if nothing else is left. */
function withoutCatalysts({ left, right }: ReactionStatement): Sides | undefined {
  const rest = [...right.terms];
  const catalysts: ComplexTerm[] = [];
  const remaining = left.terms.filter((term) => {
    const index = rest.findIndex((other) => equalTerms(term, other));
    if (index < 0) return true;
    rest.splice(index, 1);
    catalysts.push(term);
    return false;
  });
  if (catalysts.length === 0 || remaining.length + rest.length === 0) return undefined;
  return { left: remaining, right: rest, catalysts };
}
