// Names of files → as they are seen from the model, which is how exports name them, wherever the model lies.

import { isStandardFile } from "./standard-file.js";

/** `/models/parts/p.ncrn` beside the model `/models/iris.ncrn` is `parts/p.ncrn`. Built-in files keep their names. */
export function portableName(file: string, model: string): string {
  if (isStandardFile(file)) return file;
  const folder = partsOf(model).slice(0, -1);
  const parts = partsOf(file);
  const differs = folder.findIndex((part, index) => part !== parts[index]);
  const common = differs < 0 ? folder.length : differs;
  return [...Array.from({ length: folder.length - common }, () => ".."), ...parts.slice(common)].join("/");
}

/** Folders and the name of a path, or of an address with its characters as they are meant. */
function partsOf(name: string): readonly string[] {
  const isAddress = /^[\w.+-]{2,}:/.test(name);
  return name.split(isAddress ? "/" : /[\\/]/).map((part) => (isAddress ? decoded(part) : part));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
