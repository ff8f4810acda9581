// That molecules are counted in a volume that nobody gave.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { SimulationResult } from "@ncrn/experiments";
import { createDiagnostic, type Diagnostic, type Origin } from "@ncrn/language";

/** Of a run for which no volume is given: a warning where concentrations do not look like numbers of molecules. */
export function volumeAssumption(
  { method, rounded }: Pick<SimulationResult, "method" | "rounded">,
  network: ReactionNetwork,
  origin: Origin,
): readonly Diagnostic[] {
  const unit = network.units.concentration;
  if (method === "ode" || (unit === undefined && rounded.length === 0)) return [];
  return [createDiagnostic("volume-not-given", origin, { network: network.name, unit })];
}
