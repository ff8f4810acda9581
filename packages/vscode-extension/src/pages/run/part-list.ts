// Parts of a page by name, each of which is of the newest run or left from the one before.

/** Something that is shown. */
export interface Part {
  readonly root: HTMLElement;
  readonly close: () => void;
}

/** Parts below each other. */
export interface PartList<P extends Part> {
  readonly root: HTMLElement;
  /** The part with this name, which is made if there is none; from now on it is of the newest run. */
  readonly obtain: (name: string, place: number, make: () => P) => P;
  /** A run begins: all parts are left from the one before. */
  readonly begin: () => void;
  /** The run has told everything: what is left goes. */
  readonly dropOld: () => void;
  /** The run has stopped early: what is left is marked. True if there is any. */
  readonly markOld: () => boolean;
}

/** An empty list that fills an element. */
export function createPartList<P extends Part>(root: HTMLElement): PartList<P> {
  const parts = new Map<string, P>();
  const fresh = new Set<string>();
  const old = (): readonly (readonly [string, P])[] => [...parts].filter(([name]) => !fresh.has(name));
  return {
    root,
    obtain: (name, place, make) => {
      const part = parts.get(name) ?? make();
      if (!parts.has(name)) root.insertBefore(part.root, root.children[place] ?? null);
      parts.set(name, part);
      fresh.add(name);
      part.root.classList.remove("stale");
      return part;
    },
    begin: () => fresh.clear(),
    dropOld: () => {
      for (const [name, part] of old()) {
        part.close();
        part.root.remove();
        parts.delete(name);
      }
    },
    markOld: () => {
      for (const [, { root: part }] of old()) part.classList.add("stale");
      return old().length > 0;
    },
  };
}
