// A folder → the files in it and in folders of it that a path in a `.ncrn` file may name.

import { type Dirent, readdirSync } from "node:fs";
import path from "node:path";

/** Beyond these bounds nobody looks for a file in a list. */
const MOST_FILES = 500;
const DEEPEST = 3;

/** Files of these kinds are named in `.ncrn` files. */
const NAMED = /\.(?:ncrn|csv)$/;

/** In order of their names; hidden folders, installed packages and symbolic links are left out. */
export function filesBelow(folder: string): readonly string[] {
  const found: string[] = [];
  let level: readonly string[] = [folder];
  for (let depth = 0; depth < DEEPEST && found.length < MOST_FILES; depth++) {
    const listed = level.flatMap((parent) => entriesOf(parent).map((entry) => ({ parent, entry })));
    for (const { parent, entry } of listed) {
      if (entry.isFile() && NAMED.test(entry.name)) found.push(path.join(parent, entry.name));
    }
    level = listed.flatMap(({ parent, entry }) => (isSearched(entry) ? [path.join(parent, entry.name)] : []));
  }
  return found.slice(0, MOST_FILES).sort();
}

function isSearched(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules";
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // not ours to read, or gone meanwhile
  }
}
