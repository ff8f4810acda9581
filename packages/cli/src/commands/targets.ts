// ncrn targets: the formats that `ncrn compile --to` writes.

import { targets } from "@ncrn/compiler";
import type { CommandContext } from "../context.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { tableText } from "../table.js";

/** Lists every target with its file extension. */
export async function listTargets({ output }: CommandContext): Promise<ExitCode> {
  if (output.json) {
    output.document({
      targets: targets.map(({ name, description, fileExtension }) => ({ name, description, fileExtension })),
    });
  }
  output.result(
    tableText(targets.map(({ name, description, fileExtension }) => [name, fileExtension, description])),
  );
  return exitCodes.done;
}
