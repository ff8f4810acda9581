// Checked program → everything that lowering has to say, for `check` and the editor.

import {
  type CheckedLearn,
  type CheckedNetwork,
  type CheckedProgram,
  type Diagnostic,
  sortDiagnostics,
} from "@ncrn/language";
import type { Lowered } from "./reactions/lowered.js";
import { reactionsFromModel } from "./reactions/reactions-from-model.js";

/**
 * Diagnostics of lowering every crn and learn record of the program. What is understood but not realised yet is no
 * mistake of the text, so it is information here; commands that need it refuse.
 * @param lower for callers that keep what they have lowered
 */
export function checkLowering(
  program: CheckedProgram,
  lower: (source: CheckedNetwork | CheckedLearn) => Lowered = (source) => reactionsFromModel(source),
): readonly Diagnostic[] {
  const lowered = [...program.networks, ...program.learns].map(lower);
  return sortDiagnostics(lowered.flatMap(({ diagnostics }) => diagnostics)).map((diagnostic) =>
    diagnostic.code === "not-available-yet" ? { ...diagnostic, severity: "information" } : diagnostic,
  );
}
