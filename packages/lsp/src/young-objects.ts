// Garbage collection in pauses, so that it does not fall into the next keystroke.

import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { memoised } from "./memoised.js";

/** `gc` of V8 (`--expose-gc`), as far as it is used here. */
type Collect = (options: { readonly type: "minor" }) => void;

/** So little does not fill the space before it is worth a collection. */
const FEWEST_BYTES = 2 * 1024 * 1024;

/**
 * A function that collects the young objects if there are many; it takes as long as copying what is alive of them. Where the
 * engine offers no such thing, the function does nothing.
 */
export function youngObjectCollector(): () => void {
  const collector = memoised(collectorOfEngine); // takes milliseconds, which a server that starts does not have
  return () => {
    if (youngBytes() >= FEWEST_BYTES) collector()?.({ type: "minor" });
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
