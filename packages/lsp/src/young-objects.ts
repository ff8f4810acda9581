// Garbage collection at times of our own choice: in pauses, so that it does not fall into the next keystroke, and between two
// stretches of long work, so that it does not prolong one of them.

import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { memoised } from "./memoised.js";

/** `gc` of V8 (`--expose-gc`), as far as it is used here. */
type Collect = (options: { readonly type: "minor" }) => void;

const MEGABYTE = 1024 * 1024;

/** From so many bytes on, young objects are collected in a pause: fewer do not fill the space before it is worth it. */
export const ENOUGH_IN_A_PAUSE = 2 * MEGABYTE;

/** The same between two stretches of work: what is left of the 16 MB that Node gives is enough for the next stretch. */
export const ENOUGH_BETWEEN_STRETCHES = 12 * MEGABYTE;

/**
 * A function that collects the young objects if there are `enough` bytes of them, and tells whether there were; it takes as long
 * as copying what is alive of them. Where the engine offers no such thing, nothing is collected.
 */
export function youngObjectCollector(enough: number): () => boolean {
  const collector = memoised(collectorOfEngine); // takes milliseconds, which a server that starts does not have
  return () => {
    if (youngBytes() < enough) return false;
    collector()?.({ type: "minor" });
    return true;
  };
}

/** How much has been made since the last collection, with what that one left. */
export function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_used_size ?? 0;
}

function collectorOfEngine(): Collect | undefined {
  try {
    setFlagsFromString("--expose-gc");
    const collect: unknown = runInNewContext("globalThis.gc");
    return typeof collect === "function" ? (collect as Collect) : undefined;
  } catch {
    return undefined;
  }
}
