// The name of a program → its file, looked for as a shell does. Only where there are programs: on a machine with Node.

import { existsSync } from "node:fs";
import path from "node:path";

/** Undefined if there is no such program. */
export function findProgram(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (name.includes("/") || name.includes("\\")) return existsSync(name) ? name : undefined;
  const folders = (environment.PATH ?? environment.Path ?? "").split(path.delimiter).filter(path.isAbsolute);
  const endings = process.platform === "win32" ? [".cmd", ".exe", ".bat"] : [""];
  const files = folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)));
  return files.find((file) => existsSync(file));
}
