// A host whose disk is a record of texts. Names are addresses: `file:///main.ncrn`.

import type { Host } from "../src/host.js";
import { inertHost } from "../src/inert-host.js";

/** `disk` may be changed between requests; `read` replaces looking into it. */
export function memoryHost(disk: Record<string, string> = {}, overrides: Partial<Host> = {}): Host {
  return {
    ...inertHost,
    locate: (written) => `file:///${written}`,
    mayRead: () => true,
    read: (name) => disk[name],
    find: () => Object.keys(disk).filter((name) => name.endsWith(".ncrn")),
    filesBeside: () => Object.keys(disk).sort(),
    documentationOf: (code) => `docs:${code}`,
    yieldControl: () => new Promise((resolve) => void setImmediate(resolve)),
    ...overrides,
  };
}
