// ncrn lsp --stdio: the language server as a process of the editor.

import { startServer } from "@ncrn/lsp";
import { type ExitCode, exitCodes } from "../exit-codes.js";

/** Serves until the editor says goodbye; fails if it vanishes without doing so, as the protocol asks. */
export async function serveEditor(): Promise<ExitCode> {
  const exitCode = await startServer();
  return exitCode === 0 ? exitCodes.done : exitCodes.inputHasErrors;
}
