// What is shown for which file. A file that is not open shows what the open files that import it say about it.

import type { Diagnostic } from "vscode-languageserver";
import type { DiagnosticsByUri } from "./features/diagnostics.js";

/** What one file is to show. */
export interface Publication {
  readonly uri: string;
  readonly diagnostics: Diagnostic[];
}

/** Remembers the newest diagnostics of every checked document. */
export interface Publications {
  /** Takes in the result of a check and returns what is to be shown now. */
  readonly update: (root: string, found: DiagnosticsByUri) => readonly Publication[];
  /** Forgets a document that was closed and returns what is to be shown now, the document itself included. */
  readonly remove: (root: string) => readonly Publication[];
}

/** `isOpen` tells whether a file has a check of its own, which then is all that counts for it. */
export function createPublications(isOpen: (uri: string) => boolean): Publications {
  const byRoot = new Map<string, DiagnosticsByUri>();

  const publicationOf = (uri: string): Publication => {
    const roots = isOpen(uri) ? [uri] : byRoot.keys();
    const distinct = new Map<string, Diagnostic>();
    for (const root of roots) {
      for (const diagnostic of byRoot.get(root)?.get(uri) ?? []) {
        distinct.set(JSON.stringify([diagnostic.range, diagnostic.code]), diagnostic);
      }
    }
    return { uri, diagnostics: [...distinct.values()] };
  };

  const replace = (root: string, found: DiagnosticsByUri | undefined): readonly Publication[] => {
    const uris = new Set([root, ...(byRoot.get(root)?.keys() ?? []), ...(found?.keys() ?? [])]);
    if (found === undefined) byRoot.delete(root);
    else byRoot.set(root, found);
    return [...uris].filter((uri) => uri === root || !isOpen(uri)).map(publicationOf);
  };

  return {
    update: (root, found) => replace(root, found),
    remove: (root) => replace(root, undefined),
  };
}
