// The files of the open folders and the open documents, for requests that concern more than one file.

import type { Documents } from "./documents.js";
import type { Snapshot, Snapshots } from "./snapshot.js";

/** What can be known about other files than the one that is asked about. */
export interface Workspace {
  /** The open documents, newest versions. */
  readonly openSnapshots: () => readonly Snapshot[];
  /** The open document of an address. */
  readonly snapshotOf: (uri: string) => Snapshot | undefined;
}

/** The workspace over the documents of a connection. */
export function createWorkspace(documents: Documents, snapshots: Snapshots): Workspace {
  return {
    openSnapshots: () => documents.all().flatMap(({ uri }) => snapshots.get(uri) ?? []),
    snapshotOf: (uri) => snapshots.get(uri),
  };
}
