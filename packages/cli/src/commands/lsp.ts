// ncrn lsp --stdio: the language server as a process of the editor.

import path from "node:path";
import { startServer } from "@ncrn/lsp";
import { type ExitCode, exitCodes } from "../exit-codes.js";

/** The pages about the codes; as deep below the repository in the bundle as here. */
const documentation = path.join(import.meta.dirname, "..", "..", "..", "..", "docs", "diagnostics");

/** Serves until the editor says goodbye; fails if it vanishes without doing so, as the protocol asks. */
export async function serveEditor(): Promise<ExitCode> {
  const exitCode = await startServer({ documentation });
  return exitCode === 0 ? exitCodes.done : exitCodes.inputHasErrors;
}
