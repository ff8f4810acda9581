// The back half of the pipeline: reaction network → artefact of a target.

import { closestName, createDiagnostic } from "@ncrn/language";
import type { Emission, TargetOptions } from "./emission.js";
import type { ReactionNetwork } from "./network/reaction-network.js";
import { targets } from "./targets.js";

/** Emits a network for the target of a name; a name that is no target is a diagnostic at the network. */
export async function compileTo(
  network: ReactionNetwork,
  targetName: string,
  options: TargetOptions = {},
): Promise<Emission> {
  const target = targets.find(({ name }) => name === targetName);
  if (target !== undefined) {
    const emit = await target.load();
    return emit(network, options);
  }
  const names = targets.map(({ name }) => name);
  const parameters = { target: targetName, targets: names, suggestion: closestName(targetName, names) };
  const diagnostic = createDiagnostic("unknown-target", network.provenance.origin, parameters);
  return { artefact: undefined, diagnostics: [diagnostic] };
}
