// Text → lowered network, through the real front end.

import { analyze, createSourceText, type Diagnostic } from "@ncrn/language";
import type { ReactionNetwork } from "../src/network/reaction-network.js";
import { reactionText } from "../src/network/reaction-text.js";
import { reactionsFromLearn } from "../src/reactions/reactions-from-learn.js";
import { reactionsFromNetwork } from "../src/reactions/reactions-from-network.js";

/** The first learn record of the text if there is one, otherwise its first crn. */
export function lower(text: string): {
  readonly network: ReactionNetwork | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { program, diagnostics } = analyze(createSourceText("test.ncrn", text), {});
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  const [learn] = program.learns;
  return learn === undefined ? reactionsFromNetwork(program.networks[0]!) : reactionsFromLearn(learn);
}

/** The lowered network of a text without lowering errors. */
export function lowered(text: string): ReactionNetwork {
  const { network, diagnostics } = lower(text);
  if (network === undefined)
    throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return network;
}

/** Reactions as lines, with the phases in front where there are any. */
export function reactionLines(network: ReactionNetwork): readonly string[] {
  return network.reactions.map((reaction) =>
    reaction.phases.length === 0
      ? reactionText(reaction)
      : `${reaction.phases.join(", ")}: ${reactionText(reaction)}`,
  );
}

/** `code "covered text"` of each diagnostic. */
export function problems(text: string): readonly string[] {
  return lower(text).diagnostics.map(
    ({ code, origin }) => `${code} "${text.slice(origin.span.start, origin.span.end)}"`,
  );
}
