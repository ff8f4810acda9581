// Where no code can be generated, work takes far longer than people are used to: they should know why.

import { generatesCode } from "@ncrn/simulator";
import type { Output } from "./output.js";

/** Says once that the interpreter is at work, if it is. */
export function noteInterpreter(output: Output): void {
  if (generatesCode()) return;
  output.message(
    "note: WebAssembly is not available here, so networks are interpreted; that takes ten to a hundred times longer",
  );
}
