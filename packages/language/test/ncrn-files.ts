// The `.ncrn` files of the repository, for tests that must hold for each of them.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
const FOLDERS = ["examples", "test", "packages", "bench"];
const SKIPPED = new Set(["node_modules", "dist", ".git", ".peers"]);

/** Path below the root → content. */
export function ncrnFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) visit(name);
      else if (entry.name.endsWith(".ncrn")) files.set(name, readFileSync(path.join(root, name), "utf8"));
    }
  };
  for (const folder of FOLDERS) visit(folder);
  return files;
}
