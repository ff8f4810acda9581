// The version of this command, as its package says it.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** For example `0.1.0`. */
export function version(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "package.json"))) folder = path.dirname(folder);
  const manifest: unknown = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return (manifest as { readonly version: string }).version;
}
