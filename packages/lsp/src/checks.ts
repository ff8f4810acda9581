// When which document is checked, and what is sent to the editor afterwards.

import type { Documents } from "./documents.js";
import { type DiagnosticsByUri, diagnostics } from "./features/diagnostics.js";
import type { Host } from "./host.js";
import { createPublications, type Publication } from "./publications.js";
import { createSchedule } from "./schedule.js";
import type { Snapshot, Snapshots } from "./snapshot.js";
import type { Places } from "./to-lsp.js";

/** What checking needs from the rest of the server. */
export interface CheckEnvironment {
  readonly documents: Documents;
  readonly snapshots: Snapshots;
  readonly host: Host;
  readonly placesOf: (snapshot: Snapshot) => Places;
  /** Sends to the editor what a file is to show; the version is that of an open document. */
  readonly publish: (publication: Publication, version: number | undefined) => void;
  /** Told about an error of the program; the document keeps what it shows. */
  readonly reportCrash: (error: unknown) => void;
}

/** Keeps the diagnostics of all open documents up to date. */
export interface Checks {
  /** Files with these addresses have another content now, or are gone, or are new. */
  readonly filesChanged: (uris: readonly string[]) => void;
  /** Anything may have changed. */
  readonly checkAll: () => void;
}

/** Starts to check every document that is opened or changed. */
export function startChecks(environment: CheckEnvironment): Checks {
  const { documents, snapshots, host, reportCrash } = environment;
  const publications = createPublications((uri) => documents.get(uri) !== undefined);

  const send = (all: readonly Publication[]): void => {
    for (const publication of all) environment.publish(publication, documents.get(publication.uri)?.version);
  };

  const check = async (uri: string): Promise<void> => {
    const found = await diagnosticsUnlessStale(environment, uri);
    if (found !== undefined) send(publications.update(uri, found));
  };

  const schedule = createSchedule(check, host.yieldControl, reportCrash);

  const filesChanged = (uris: readonly string[]): void => {
    for (const uri of snapshots.invalidate(uris.map(host.nameOf))) schedule.request(uri);
  };

  documents.onChange(({ uri }) => {
    schedule.request(uri);
    filesChanged([uri]);
  });
  documents.onClose(({ uri }) => {
    schedule.forget(uri);
    snapshots.forget(uri);
    send(publications.remove(uri));
    filesChanged([uri]);
  });
  return { filesChanged, checkAll: () => filesChanged(documents.all().map(({ uri }) => uri)) };
}

/** Undefined if the document was closed or changed meanwhile: then a newer check stands in the queue. */
async function diagnosticsUnlessStale(
  { snapshots, host, placesOf }: CheckEnvironment,
  uri: string,
): Promise<DiagnosticsByUri | undefined> {
  const snapshot = snapshots.get(uri);
  if (snapshot === undefined) return undefined;
  snapshot.diagnostics();
  await host.yieldControl();
  if (snapshots.get(uri) !== snapshot) return undefined;
  const found = diagnostics(snapshot, placesOf(snapshot));
  await host.yieldControl();
  return snapshots.get(uri) === snapshot ? found : undefined;
}
