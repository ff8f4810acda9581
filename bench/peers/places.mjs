// Where peers and what is made for them are kept; nothing of it is committed.
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";

export const PEERS = path.join(import.meta.dirname, "..", ".peers");
export const PYTHON = path.join(PEERS, "python", "bin", "python3");

/** A folder of its own for each content. */
export function folderFor(kind, ...contents) {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  const folder = path.join(PEERS, kind, hash.digest("hex").slice(0, 16));
  mkdirSync(folder, { recursive: true });
  return folder;
}
