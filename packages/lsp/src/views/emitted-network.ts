// Exported network → its text in one form, with where each line comes from; made once a network.

import { bytecodeText, compileTo, printNetwork, programFromReactions } from "@ncrn/compiler";
import type { Diagnostic } from "@ncrn/language";
import type { ExportedNetwork } from "./exported-network.js";
import { type GeneratedLine, generatedLines } from "./generated-lines.js";
import type { ViewTarget, ViewTargetName } from "./view-targets.js";

/** The text of a network in one form; undefined if the form cannot express it, and the diagnostics say why. */
export interface EmittedNetwork {
  readonly text: string | undefined;
  readonly lines: readonly GeneratedLine[];
  readonly diagnostics: readonly Diagnostic[];
}

const known = new WeakMap<ExportedNetwork, Map<ViewTargetName, Promise<EmittedNetwork>>>();

/** The text of a network in one form. */
export function emittedNetwork(exported: ExportedNetwork, target: ViewTarget): Promise<EmittedNetwork> {
  const forms = known.get(exported) ?? new Map<ViewTargetName, Promise<EmittedNetwork>>();
  known.set(exported, forms);
  const emitted = forms.get(target.name) ?? emit(exported, target);
  forms.set(target.name, emitted);
  return emitted;
}

async function emit(exported: ExportedNetwork, target: ViewTarget): Promise<EmittedNetwork> {
  const { text: made, diagnostics } = await textOf(exported, target);
  const { note } = target;
  const text = note === undefined ? made : made?.replace("\n", `; ${note}\n`); // moves no line
  const lines = text === undefined ? [] : generatedLines(text, exported.local, target.name);
  return { text, lines, diagnostics };
}

async function textOf(
  { network, options, localPlaces }: ExportedNetwork,
  { name, compilerTarget }: ViewTarget,
): Promise<Pick<EmittedNetwork, "text" | "diagnostics">> {
  if (compilerTarget === undefined) return { text: printNetwork(network), diagnostics: [] };
  // Bytes are of no use to a reader: the program that they hold is written out.
  if (name === "bytecode") return { text: bytecodeText(programFromReactions(network)), diagnostics: [] };
  const { artefact, diagnostics } = await compileTo(network, compilerTarget, options);
  return {
    text: typeof artefact === "string" ? artefact : undefined,
    diagnostics: localPlaces(diagnostics),
  };
}
