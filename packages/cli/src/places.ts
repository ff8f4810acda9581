// Source places in artefacts are relative to the model, so that the bytes do not depend on where a command was started.

import path from "node:path";

/** `models/iris.ncrn` → `iris.ncrn` beside the model `models/iris.ncrn`, with slashes everywhere. Built-in files keep their names. */
export function relativeToModel(model: string): (file: string) => string {
  const folder = path.dirname(model);
  return (file) => (isBuiltIn(file) ? file : path.relative(folder, file).split(path.sep).join("/"));
}

/** The inverse of `relativeToModel`. */
export function besideModel(model: string): (file: string) => string {
  const folder = path.dirname(model);
  return (file) => (isBuiltIn(file) ? file : path.join(folder, file));
}

function isBuiltIn(file: string): boolean {
  return file.startsWith("std/");
}
