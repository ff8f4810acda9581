// When which document is checked, and what is sent to the editor afterwards.

import type { Documents } from "./documents.js";
import { diagnosticsOf } from "./features/diagnostics.js";
import type { Host } from "./host.js";
import { stretchOf } from "./pieces.js";
import type { Publication } from "./publications.js";
import { createSchedule } from "./schedule.js";
import { createShownDiagnostics, type ShownDiagnostics } from "./shown-diagnostics.js";
import type { LevelsByCode } from "./shown-severity.js";
import type { Snapshot, Snapshots } from "./snapshot.js";
import type { Places } from "./to-lsp.js";
import type { Workspace } from "./workspace.js";

/** What checking needs from the rest of the server. */
export interface CheckEnvironment {
  readonly documents: Documents;
  readonly snapshots: Snapshots;
  readonly workspace: Pick<Workspace, "textsChanged">;
  readonly host: Host;
  readonly placesOf: (snapshot: Snapshot) => Places;
  /** How serious the diagnostics of a document are to be shown. */
  readonly levelsOf: (uri: string) => LevelsByCode;
  /** Sends to the editor what a file is to show; the version is that of an open document. */
  readonly publish: (publication: Publication, version: number | undefined) => void;
  /** Told about an error of the program; the document keeps what it shows. */
  readonly reportCrash: (error: unknown) => void;
  /** Told when open documents rest on files that have changed, though their own texts have not. */
  readonly othersChanged: () => void;
}

/** Keeps the diagnostics of all open documents up to date. */
export interface Checks {
  /** Files with these addresses have another content now, or are gone, or are new. */
  readonly filesChanged: (uris: readonly string[]) => void;
  /** What is shown may have to be shown otherwise. */
  readonly levelsChanged: () => void;
  /** Anything may have changed. */
  readonly checkAll: () => void;
}

/** Starts to check every document that is opened or changed. */
export function startChecks(environment: CheckEnvironment): Checks {
  const { documents, snapshots, workspace, host, reportCrash } = environment;
  const shown = createShownDiagnostics(environment);
  const schedule = createSchedule((uri) => check(uri, environment, shown), host.yieldControl, reportCrash);
  const namesChanged = (names: readonly string[]): void => {
    workspace.textsChanged(names);
    const affected = snapshots.invalidate(names);
    for (const uri of affected) schedule.request(uri);
    if (affected.some((uri) => !names.includes(host.nameOf(uri)))) environment.othersChanged();
  };
  const filesChanged = (uris: readonly string[]): void => {
    const names = uris.map(host.nameOf);
    host.forget(names);
    namesChanged(names);
  };
  host.whenArrived(namesChanged);
  documents.onChange(({ uri }) => {
    schedule.request(uri);
    filesChanged([uri]);
  });
  documents.onClose(({ uri }) => {
    schedule.forget(uri);
    snapshots.forget(uri);
    shown.remove(uri);
    filesChanged([uri]);
  });
  return {
    filesChanged,
    levelsChanged: () => shown.withOtherLevels().forEach(schedule.request),
    checkAll: () => filesChanged(documents.all().map(({ uri }) => uri)),
  };
}

/** Shows what is found in a document: errors as soon as they are known, then all. */
async function check(uri: string, environment: CheckEnvironment, shown: ShownDiagnostics): Promise<void> {
  let isPublished = false;
  const snapshot = await checkedUnlessStale(environment, uri, (analysed) => {
    // Errors appear and disappear at once: lowering may take longer than the analysis.
    if (!shown.hasOtherErrors(analysed)) return;
    shown.show(analysed, analysed.diagnostics());
    isPublished = true;
  });
  if (snapshot === undefined || (isPublished && snapshot.lowering().length === 0)) return;
  shown.show(snapshot, diagnosticsOf(snapshot));
}

/**
 * The newest state of a document with all its stages run; undefined if it was closed or changed meanwhile, since then
 * a newer check stands in the queue, or if a file is on its way, whose arrival will put one there. Edits are let in
 * between the stages. `onAnalysed` is told once, before reactions are made.
 */
async function checkedUnlessStale(
  { snapshots, host }: CheckEnvironment,
  uri: string,
  onAnalysed: (snapshot: Snapshot) => void,
): Promise<Snapshot | undefined> {
  const snapshot = snapshots.get(uri);
  if (snapshot === undefined) return undefined;
  const work = snapshot.work();
  let isLowering = false;
  for (;;) {
    const next = stretchOf(work, (stage) => stage === "lowering" && !isLowering);
    await host.yieldControl();
    if (snapshots.get(uri) !== snapshot || snapshot.isWaiting()) return undefined;
    if (next.done === true) return snapshot;
    if (next.value === "lowering" && !isLowering) onAnalysed(snapshot);
    isLowering = next.value === "lowering";
  }
}
