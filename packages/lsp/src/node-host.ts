// The host on Node: files are read from disk, but only below the open folders and beside the document itself.

import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BoundedMap, createBoundedMap } from "./bounded-map.js";
import { filesBelow } from "./files-below.js";
import type { Host } from "./host.js";
import { createModelFinder } from "./model-finder.js";

/** Larger files are treated as missing: a data file of this size is not for an editor. */
const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** Texts that are remembered, together. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** `documentation` is the folder with one page a code, if there is one. */
export function createNodeHost(documentation: string, mostCharacters = MOST_CHARACTERS): Host {
  let folders: readonly string[] = [];
  const texts = createBoundedMap<CachedText>(mostCharacters, ({ text }) => text.length);
  const mayRead = (file: string, root: string): boolean =>
    path.isAbsolute(root) && path.isAbsolute(file) && isInAny([path.dirname(root), ...folders], file);
  const findModels = createModelFinder();
  return {
    nameOf: (uri) => filePath(uri) ?? uri,
    uriOf: (name) => (path.isAbsolute(name) ? pathToFileURL(name).href : name),
    locate: (written, importingFile, root) => {
      // A document that is no file on disk (an untitled one, say) has no folder to look into.
      if (!path.isAbsolute(importingFile)) return undefined;
      const file = path.resolve(path.dirname(importingFile), written);
      return mayRead(file, root) ? file : undefined;
    },
    mayRead,
    read: (name) => readCached(texts, name),
    find: () => findModels(folders),
    filesBeside: (name) => (path.isAbsolute(name) ? filesBelow(path.dirname(name)) : []),
    isArriving: () => false,
    whenArrived: () => {},
    forget: () => {},
    configure: () => {},
    clientReady: () => {},
    openFolders: (uris) => {
      folders = uris.flatMap((uri) => filePath(uri) ?? []);
    },
    documentationOf: (code) => {
      const page = path.join(documentation, `${code}.md`);
      return existsSync(page) ? pathToFileURL(page).href : undefined;
    },
    // Input is read in the phase of the event loop that comes before `setImmediate` is served.
    yieldControl: () => new Promise((resolve) => void setImmediate(resolve)),
  };
}

interface CachedText {
  readonly modifiedMilliseconds: number;
  readonly bytes: number;
  readonly text: string;
}

function filePath(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // on another machine, or not an address at all
  }
}

/** Both as written and with symbolic links followed, so that a link is no way out, but leads from one folder to another. */
function isInAny(folders: readonly string[], file: string): boolean {
  if (!folders.some((folder) => isInside(folder, file))) return false;
  const real = realPath(file);
  return folders.some((folder) => isInside(realPath(folder), real));
}

/** Where a path really leads. Of one that does not exist yet the part that exists is followed. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const folder = path.dirname(file);
    return folder === file ? file : path.join(realPath(folder), path.basename(file));
  }
}

function isInside(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  const leadsOut = relative === ".." || relative.startsWith(`..${path.sep}`);
  return !leadsOut && !path.isAbsolute(relative);
}

/** Data files are asked for at every keystroke and hardly ever change, hence the cache. */
function readCached(texts: BoundedMap<CachedText>, file: string): string | undefined {
  try {
    const { mtimeMs, size } = statSync(file);
    const known = texts.get(file);
    if (known?.modifiedMilliseconds === mtimeMs && known.bytes === size) return known.text;
    if (size > LARGEST_FILE_BYTES) return undefined;
    const text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
    texts.set(file, { modifiedMilliseconds: mtimeMs, bytes: size, text });
    return text;
  } catch {
    texts.delete(file);
    return undefined;
  }
}
