// A diagnostic → what panels show of it.

import type { Diagnostic } from "@ncrn/language";
import type { RunProblem } from "../messages/run-messages.js";

/** Message and hint in one, with the place. */
export function problemFrom({ severity, code, message, hint, origin }: Diagnostic): RunProblem {
  const { file, span } = origin;
  return { severity, code, message: hint === undefined ? message : `${message} ${hint}`, file, span };
}
