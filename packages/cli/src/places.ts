// Source places in artefacts are relative to the model, so that the bytes do not depend on where a command was started.

import path from "node:path";

/** Renames the file of every place inside a value; everything else stays as it is. */
export function mapPlaces<Value>(value: Value, rename: (file: string) => string): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => mapPlaces(item, rename)) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [
    key,
    key === "file" && "span" in value && typeof item === "string" ? rename(item) : mapPlaces(item, rename),
  ]);
  return Object.fromEntries(entries) as Value;
}

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
