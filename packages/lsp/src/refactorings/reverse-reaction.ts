// `A <->{f, r} B` → `B <->{r, f} A`. One direction alone cannot be turned around: it would be another reaction.

import { textOf } from "@ncrn/language";
import { CodeActionKind } from "vscode-languageserver";
import { reactionAt } from "./reaction-at.js";
import type { Refactoring } from "./refactoring.js";

export const reverseReaction: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  rewritings: (place) => {
    const reaction = reactionAt(place)?.reaction;
    // A label names the first direction.
    if (reaction === undefined || !reaction.arrow.reversible || reaction.label !== undefined) return [];
    const { left, right } = reaction;
    const [forward, backward] = reaction.arrow.rates;
    if (forward === undefined || backward === undefined) return [];
    const [a, b, f, r] = [left, right, forward, backward].map(({ span }) =>
      textOf(place.loaded.source, span),
    );
    const edits = [
      { span: left.span, text: b ?? "" },
      { span: forward.span, text: r ?? "" },
      { span: backward.span, text: f ?? "" },
      { span: right.span, text: a ?? "" },
    ];
    return [{ title: "Write the reaction the other way around", edits }];
  },
};
