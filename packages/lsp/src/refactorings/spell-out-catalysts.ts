// `A ->{k} B by E` → `A + E ->{k} B + E`.

import { type Complex, textOf } from "@ncrn/language";
import { CodeActionKind } from "vscode-languageserver";
import type { SpanEdit } from "../to-lsp.js";
import { commentsIn, reactionAt, textOfTerms } from "./reaction-at.js";
import type { Refactoring } from "./refactoring.js";

export const spellOutCatalysts: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  rewritings: (place) => {
    const reaction = reactionAt(place)?.reaction;
    const catalysts = reaction?.catalysts;
    if (reaction === undefined || catalysts === undefined || catalysts.terms.length === 0) return [];
    const clause = { start: reaction.right.span.end, end: catalysts.span.end };
    if (commentsIn(place, clause).length > 0) return [];
    const { source } = place.loaded;
    const spelt = textOfTerms(place, catalysts.terms);
    const text = (side: Complex): string =>
      side.terms.length === 0 ? spelt : `${textOf(source, side.span)} + ${spelt}`;
    const { left, right } = reaction;
    const edits: readonly SpanEdit[] = [
      { span: left.span, text: text(left) },
      { span: { start: right.span.start, end: clause.end }, text: text(right) },
    ];
    const title = `Write ${catalysts.terms.length > 1 ? "catalysts" : "the catalyst"} on both sides`;
    return [{ title, edits }];
  },
};
