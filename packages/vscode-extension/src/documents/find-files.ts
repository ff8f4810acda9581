// A pattern → the files of the open folders that fit it, up to a number.

import { type GlobPattern, type Uri, workspace } from "vscode";

/** All models. */
export const MODELS = "**/*.ncrn";

/** More models than anybody wants in a list. */
export const MOST_MODELS = 500;

const INSTALLED_PACKAGES = "**/node_modules/**";

/** What was found. */
export interface FoundFiles {
  readonly files: readonly Uri[];
  /** True if there are others, which were left out. */
  readonly areMore: boolean;
}

/** At most so many, without those of installed packages. */
export async function findFiles(pattern: GlobPattern, most: number): Promise<FoundFiles> {
  const found = await workspace.findFiles(pattern, INSTALLED_PACKAGES, most + 1);
  return { files: found.slice(0, most), areMore: found.length > most };
}
