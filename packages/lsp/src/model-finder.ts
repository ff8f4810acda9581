// Folders → the `.ncrn` files below them. A folder is listed again only after it has changed.

import { type Dirent, readdirSync, statSync } from "node:fs";
import path from "node:path";

/** Folders that hold no models of the user, or far too many files. */
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "dist", "build", "__pycache__"]);

/** Beyond these bounds a folder is no project: nobody should wait for a search through a whole disk. */
const MOST_MODELS = 2000;
const MOST_FOLDERS = 5000;
const DEEPEST = 20;

const JUST_NOW_MILLISECONDS = 2000;

/** What a folder held when it was last looked into. */
interface Listing {
  readonly modifiedMilliseconds: number;
  readonly models: readonly string[];
  readonly folders: readonly string[];
}

/** A search that remembers its listings; hidden folders and symbolic links are not followed. */
export function createModelFinder(): (folders: readonly string[]) => readonly string[] {
  const listings = new Map<string, Listing>();
  return (folders) => {
    const found = new Set<string>();
    let level = folders;
    let visited = 0;
    for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
      const next: string[] = [];
      for (const folder of level) {
        if (++visited > MOST_FOLDERS) return sorted(found);
        const listing = listingOf(listings, folder);
        next.push(...listing.folders);
        for (const model of listing.models) {
          if (found.size >= MOST_MODELS) return sorted(found);
          found.add(model);
        }
      }
      level = next;
    }
    return sorted(found);
  };
}

function listingOf(listings: Map<string, Listing>, folder: string): Listing {
  try {
    const { mtimeMs } = statSync(folder);
    const known = listings.get(folder);
    if (known?.modifiedMilliseconds === mtimeMs) return known;
    const entries = readdirSync(folder, { withFileTypes: true });
    const listing = { modifiedMilliseconds: mtimeMs, ...sortedOut(folder, entries) };
    // The clock of a disk may be coarse: what comes right afterwards would not show.
    if (Date.now() - mtimeMs > JUST_NOW_MILLISECONDS) listings.set(folder, listing);
    return listing;
  } catch {
    listings.delete(folder); // gone, or not ours to read
    return { modifiedMilliseconds: 0, models: [], folders: [] };
  }
}

function sortedOut(folder: string, entries: readonly Dirent[]): Pick<Listing, "models" | "folders"> {
  const models: string[] = [];
  const folders: string[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (entry.isFile() && name.endsWith(".ncrn")) models.push(path.join(folder, name));
    else if (entry.isDirectory() && !name.startsWith(".") && !SKIPPED.has(name))
      folders.push(path.join(folder, name));
  }
  return { models, folders };
}

function sorted(names: ReadonlySet<string>): readonly string[] {
  return [...names].sort();
}
