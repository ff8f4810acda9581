// Texts that have arrived from a client, by name: as many as there is room for, those first that were asked for last. What had
// to go is fetched once more when it is needed, and then stays: documents that rest on more than there is room for would
// else have files come and go without end.

import { createBoundedMap } from "./bounded-map.js";

/** Texts of files; undefined stands for a file that is known to be missing. */
export interface TextStore {
  /** True if the text, or that there is none, need not be asked for. */
  readonly has: (name: string) => boolean;
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, text: string | undefined) => void;
  readonly delete: (name: string) => void;
  /** True if the file has arrived, even if its text had to go. */
  readonly knows: (name: string) => boolean;
  /** Every file that has arrived, also those whose text had to go. */
  readonly names: () => readonly string[];
  readonly isMissing: (name: string) => boolean;
}

/** An empty store; what is fetched a second time has as much room again, and is missing where that is not enough. */
export function createTextStore(mostCharacters: number): TextStore {
  const exists = new Map<string, boolean>();
  const texts = createBoundedMap<string>(mostCharacters, (text) => text.length);
  const gone = new Set<string>();
  const staying = new Map<string, string>();
  const get = (name: string): string | undefined => staying.get(name) ?? texts.get(name);

  const stay = (name: string, text: string): void => {
    const together = [...staying.values()].reduce((sum, other) => sum + other.length, text.length);
    if (together <= mostCharacters) staying.set(name, text);
    else exists.set(name, false);
  };
  return {
    has: (name) => exists.get(name) === false || get(name) !== undefined,
    get,
    set: (name, text) => {
      exists.set(name, text !== undefined);
      if (text === undefined) texts.delete(name);
      else if (gone.has(name)) stay(name, text);
      else for (const other of texts.set(name, text)) gone.add(other);
    },
    delete: (name) => {
      for (const store of [exists, texts, gone, staying]) store.delete(name);
    },
    knows: (name) => exists.has(name),
    names: () => [...exists.keys()],
    isMissing: (name) => exists.get(name) === false,
  };
}
