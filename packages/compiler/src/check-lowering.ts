// Checked program → everything that lowering has to say, for `check` and the editor. Nothing is refused here for
// being unrealised: a clock or an order that only later stages need is reported when it is asked for.

import { type CheckedProgram, type Diagnostic, sortDiagnostics } from "@ncrn/language";
import { externallyClockedCircuit } from "./reactions/reactions-from-learn.js";
import { reactionsFromNetwork } from "./reactions/reactions-from-network.js";

/** Diagnostics of lowering every crn and learn record of the program, `not-available-yet` left out. */
export function checkLowering(program: CheckedProgram): readonly Diagnostic[] {
  const lowered = [
    ...program.networks.map(reactionsFromNetwork),
    ...program.learns.map(externallyClockedCircuit),
  ];
  return sortDiagnostics(lowered.flatMap(({ diagnostics }) => diagnostics)).filter(
    ({ code }) => code !== "not-available-yet",
  );
}
