// A machine without files: nothing is there, and nothing happens by itself.

import type { Host } from "./host.js";

/** Names are addresses; hosts over texts in memory replace what they have. */
export const inertHost: Host = {
  nameOf: (uri) => uri,
  uriOf: (name) => name,
  locate: () => undefined,
  mayRead: () => false,
  read: () => undefined,
  find: () => [],
  filesBeside: () => [],
  isArriving: () => false,
  whenArrived: () => {},
  forget: () => {},
  configure: () => {},
  clientReady: () => {},
  openFolders: () => {},
  documentationOf: () => undefined,
  yieldControl: async () => {},
};
