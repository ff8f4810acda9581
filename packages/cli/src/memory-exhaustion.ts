// What Node says when there is no more memory → a problem with a remedy.

import { catalogue } from "@ncrn/language";
import type { Problem } from "./problem.js";

/** Messages of RangeErrors that ask for more than there is; wrong lengths are none of them. */
const EXHAUSTED =
  /Array buffer allocation failed|could not allocate memory|Invalid typed array length: \d|Invalid string length|maximum size exceeded/i;

/** The problem if memory has run out; undefined if the error is of another kind. */
export function memoryProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const isThreadFull = (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
  if (!isThreadFull && !(error instanceof RangeError && EXHAUSTED.test(error.message))) return undefined;
  const sentence = "The run needs more memory than there is; its results are lost.";
  const { message, hint } = catalogue["memory-exhausted"];
  return {
    code: "memory-exhausted",
    message: message({ sentence }),
    hint: hint?.({ sentence }),
    file: undefined,
  };
}
