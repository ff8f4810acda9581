// Commands of a later version: understood, and refused honestly.

import type { CommandContext } from "../context.js";
import type { ExitCode } from "../exit-codes.js";
import { CommandFailure } from "../failure.js";

/** Always fails with `not-available-yet`. */
export async function notAvailableYet(_context: CommandContext, command: string): Promise<ExitCode> {
  throw new CommandFailure("not-available-yet", `\`ncrn ${command}\` is not available in this version`, {
    hint: "`ncrn --help` lists what is.",
  });
}
