// ncrn new: an empty folder → a small project that checks, runs and trains as it is.

import { readdirSync } from "node:fs";
import path from "node:path";
import type { CommandContext } from "../context.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { CommandFailure } from "../failure.js";
import { isFile, isFolder, makeFolder, writeAtomically } from "../files.js";
import { projectTemplate } from "../project-template.js";

/** Fills a new or empty folder; never touches what is there already. */
export async function createProject({ output }: CommandContext, folder: string): Promise<ExitCode> {
  if (isFile(folder)) {
    throw new CommandFailure("cannot-write", "there is a file of this name", {
      file: folder,
      hint: "Name another folder.",
    });
  }
  if (isFolder(folder) && readdirSync(folder).length > 0) {
    throw new CommandFailure("folder-not-empty", "this folder is not empty", {
      file: folder,
      hint: "Name a new folder.",
    });
  }
  makeFolder(folder);
  const files = Object.entries(projectTemplate(path.basename(path.resolve(folder))));
  for (const [name, content] of files) writeAtomically(path.join(folder, name), content);
  const names = files.map(([name]) => name);
  if (output.json) output.document({ folder, files: names });
  output.message(`made ${folder}: ${names.join(", ")}`);
  output.message(
    `\nWhat to try next:\n  cd ${folder}\n  ncrn train model.ncrn --out runs/line\n  ncrn simulate oscillator.ncrn --plot oscillator.svg`,
  );
  return exitCodes.done;
}
