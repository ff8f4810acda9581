// The examples of the repository as a disk in memory, by address.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Host } from "../src/host.js";
import { memoryHost } from "./memory-host.js";

/** Models and data below `examples`; `root` is the folder of the repository. */
export function exampleFiles(root: string): Readonly<Record<string, string>> {
  const folder = path.join(root, "examples");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names
      .filter((name) => /\.(?:ncrn|csv)$/.test(name) && !/(?:^|\/)runs\//.test(name))
      .map((name) => [`file:///${name}`, readFileSync(path.join(folder, name), "utf8")]),
  );
}

/** A host on which paths mean what they mean on disk. */
export function exampleHost(files: Readonly<Record<string, string>>): Host {
  return memoryHost({ ...files }, { locate: (written, importing) => new URL(written, importing).href });
}
