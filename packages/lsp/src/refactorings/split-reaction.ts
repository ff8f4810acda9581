// `A <->{f, r} B` → `A ->{f} B` and `B ->{r} A`.

import { type ReactionStatement, type SourceText, textOf } from "@ncrn/language";
import { CodeActionKind } from "vscode-languageserver";
import { commentsIn, reactionAt } from "./reaction-at.js";
import type { Refactoring } from "./refactoring.js";
import { insertionAfter } from "./statement-edits.js";

export const splitReaction: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  rewritings: (place) => {
    const reaction = reactionAt(place)?.reaction;
    if (reaction === undefined || !reaction.arrow.reversible) return [];
    // A comment inside would belong to one of the two, or to both.
    if (commentsIn(place, reaction.span).length > 0) return [];
    const { source } = place.loaded;
    const edits = [
      { span: reaction.arrow.span, text: arrowText(source, reaction, 0) },
      insertionAfter(source, reaction.span, backwardText(source, reaction)),
    ];
    return [{ title: "Split into two reactions", edits }];
  },
};

/** The label is the one that the second direction of a reversible reaction has. */
function backwardText(source: SourceText, reaction: ReactionStatement): string {
  const { label, left, right, catalysts } = reaction;
  const name = label === undefined || label.kind === "MissingName" ? "" : `${label.text}_reverse`;
  const isQuoted = label?.kind === "Name" && label.quoted;
  const start = name === "" ? "" : isQuoted ? `\`${name}\`: ` : `${name}: `;
  const end = catalysts === undefined ? "" : ` by ${textOf(source, catalysts.span)}`;
  const arrow = arrowText(source, reaction, 1);
  return `${start}${textOf(source, right.span)} ${arrow} ${textOf(source, left.span)}${end}`;
}

function arrowText(source: SourceText, { arrow }: ReactionStatement, direction: 0 | 1): string {
  const [open, close] = arrow.rateKind === "constant" ? ["{", "}"] : ["[", "]"];
  const rate = arrow.rates[direction];
  return `->${open}${rate === undefined ? "" : textOf(source, rate.span)}${close}`;
}
