// Reaction network → its text in one form, with where each line comes from; made once a network.

import {
  bytecodeText,
  compileTo,
  printNetwork,
  programFromReactions,
  type ReactionNetwork,
} from "@ncrn/compiler";
import type { Diagnostic } from "@ncrn/language";
import { type GeneratedLine, generatedLines } from "./generated-lines.js";
import type { ViewTarget, ViewTargetName } from "./view-targets.js";

/** The text of a network in one form; undefined if the form cannot express it, and the diagnostics say why. */
export interface EmittedNetwork {
  readonly text: string | undefined;
  readonly lines: readonly GeneratedLine[];
  readonly diagnostics: readonly Diagnostic[];
}

const known = new WeakMap<ReactionNetwork, Map<ViewTargetName, Promise<EmittedNetwork>>>();

/** The text of a network in one form. */
export function emittedNetwork(network: ReactionNetwork, target: ViewTarget): Promise<EmittedNetwork> {
  const forms = known.get(network) ?? new Map<ViewTargetName, Promise<EmittedNetwork>>();
  known.set(network, forms);
  const emitted = forms.get(target.name) ?? emit(network, target);
  forms.set(target.name, emitted);
  return emitted;
}

async function emit(network: ReactionNetwork, target: ViewTarget): Promise<EmittedNetwork> {
  const { text, diagnostics } = await textOf(network, target);
  const lines = text === undefined ? [] : generatedLines(text, network, target.name);
  return { text, lines, diagnostics };
}

async function textOf(
  network: ReactionNetwork,
  { name, compilerTarget }: ViewTarget,
): Promise<Pick<EmittedNetwork, "text" | "diagnostics">> {
  if (compilerTarget === undefined) return { text: printNetwork(network), diagnostics: [] };
  // Bytes are of no use to a reader: the program that they hold is written out.
  if (name === "bytecode") return { text: bytecodeText(programFromReactions(network)), diagnostics: [] };
  const { artefact, diagnostics } = await compileTo(network, compilerTarget);
  return { text: typeof artefact === "string" ? artefact : undefined, diagnostics };
}
