// What the editor shows of each open document: with which errors, and how serious.

import type { Diagnostic } from "@ncrn/language";
import type { CheckEnvironment } from "./checks.js";
import { diagnostics } from "./features/diagnostics.js";
import { createPublications } from "./publications.js";
import { withLevels } from "./shown-severity.js";
import type { Snapshot } from "./snapshot.js";

/** The diagnostics in the editor. */
export interface ShownDiagnostics {
  readonly show: (snapshot: Snapshot, found: readonly Diagnostic[]) => void;
  /** True if the errors of text and model say something else than those that are shown. */
  readonly hasOtherErrors: (snapshot: Snapshot) => boolean;
  /** Documents whose diagnostics are to be shown as more or less serious than they are. */
  readonly withOtherLevels: () => readonly string[];
  readonly remove: (uri: string) => void;
}

/** Nothing is shown yet. */
export function createShownDiagnostics({
  documents,
  placesOf,
  levelsOf,
  publish,
}: Pick<CheckEnvironment, "documents" | "placesOf" | "levelsOf" | "publish">): ShownDiagnostics {
  const publications = createPublications((uri) => documents.get(uri) !== undefined);
  const errors = new Map<string, string>();
  const levels = new Map<string, string>();
  return {
    show: (snapshot, found) => {
      const { uri, version } = snapshot;
      const levelsNow = levelsOf(uri);
      errors.set(uri, errorsOf(snapshot));
      levels.set(uri, JSON.stringify(levelsNow));
      const shown = diagnostics(snapshot, placesOf(snapshot), withLevels(found, levelsNow));
      for (const publication of publications.update(uri, shown))
        publish(publication, publication.uri === uri ? version : undefined);
    },
    hasOtherErrors: (snapshot) => errorsOf(snapshot) !== (errors.get(snapshot.uri) ?? ""),
    withOtherLevels: () =>
      [...levels].filter(([uri, known]) => known !== JSON.stringify(levelsOf(uri))).map(([uri]) => uri),
    remove: (uri) => {
      levels.delete(uri);
      errors.delete(uri);
      for (const publication of publications.remove(uri)) publish(publication, undefined);
    },
  };
}

/** What the errors of text and model say, wherever they stand. */
function errorsOf(snapshot: Snapshot): string {
  const errors = snapshot.diagnostics().filter(({ severity }) => severity === "error");
  return errors.map(({ message }) => message).join("\n");
}
