// The files of the open folders and the open documents, for requests that concern more than one file.

import { type Analysis, createSourceText, parse, type SourceText } from "@ncrn/language";
import { createAnalyses } from "./analyses.js";
import type { Documents } from "./documents.js";
import type { Host } from "./host.js";
import { outlineOf } from "./navigation/outline.js";
import type { OutlineEntry } from "./navigation/outline-entry.js";
import { analysed } from "./navigation/while-unchanged.js";
import { createParses } from "./parses.js";
import { createPerText } from "./per-text.js";
import type { Pieces } from "./pieces.js";
import type { Snapshot, Snapshots } from "./snapshot.js";

/** What can be known about other files than the one that is asked about. */
export interface Workspace {
  /** The open documents, newest versions. */
  readonly openSnapshots: () => readonly Snapshot[];
  /** The open document of an address. */
  readonly snapshotOf: (uri: string) => Snapshot | undefined;
  /** Names of the `.ncrn` files of the open folders and of the open documents, in order. */
  readonly files: () => readonly string[];
  /** A file under the one name that it has here, however the analysis of a file that imports it calls it. */
  readonly fileOf: (name: string) => string;
  readonly uriOf: (file: string) => string;
  /** The name of the file of an address. */
  readonly nameOf: (uri: string) => string;
  /** Files that a path in a file may name: those beside it and below, and the `.ncrn` files of `files`; without itself. */
  readonly filesBeside: (file: string) => readonly string[];
  /** The newest text of a file: that of the open document, else that on disk. */
  readonly sourceOf: (file: string) => SourceText | undefined;
  readonly exists: (file: string) => boolean;
  /** The file that a path written in a file means; undefined if it may not be read. */
  readonly locate: (written: string, importingFile: string) => string | undefined;
  /** What a file declares, itself alone. */
  readonly outline: (file: string) => readonly OutlineEntry[] | undefined;
  /** Whether a file may be read where a document names it. */
  readonly mayRead: (file: string, root: string) => boolean;
  /** A file with everything that it imports; undefined if it cannot be read or is too long to be checked. */
  readonly analysisOf: (file: string) => Pieces<Analysis | undefined>;
  /** Analyses in which all of these files occur, as few as possible; `texts` replaces those of some files. */
  readonly analysesOf: (
    files: readonly string[],
    texts?: ReadonlyMap<string, string>,
  ) => Pieces<readonly Analysis[]>;
  /** The files that may import a file, directly or not; without itself. */
  readonly importersOf: (file: string) => readonly string[];
  /** Told that these files may have other texts now, be new or be gone: what was made of the old ones is let go. */
  readonly textsChanged: (files: readonly string[]) => void;
}

/** The workspace over the documents of a connection. */
export function createWorkspace(documents: Documents, snapshots: Snapshots, host: Host): Workspace {
  const fileOf = (name: string): string => host.nameOf(host.uriOf(name));
  const openNamed = (file: string): Snapshot | undefined => {
    const document = documents.named(file);
    return document && snapshots.get(document.uri);
  };
  const textOf = (file: string): string | undefined => documents.named(file)?.getText() ?? host.read(file);
  const files = (): readonly string[] => {
    const open = documents.all().map(({ uri }) => host.nameOf(uri));
    return [...new Set([...host.find(), ...open])].sort();
  };
  const { sourceOf, stringsOf, outline, ...single } = readOff(textOf);
  const locate = (written: string, file: string): string | undefined => host.locate(written, file, file);
  const importsOf = (file: string): readonly string[] =>
    (stringsOf(file) ?? []).flatMap((path) => locate(withExtension(path), file) ?? []);
  const { parses, forget: forgetParses } = createParses();
  const analyses = createAnalyses({ textOf, fileOf, host, parses });
  return {
    openSnapshots: () => documents.all().flatMap(({ uri }) => snapshots.get(uri) ?? []),
    snapshotOf: (uri) => snapshots.get(uri),
    files,
    fileOf,
    uriOf: (file) => documents.named(file)?.uri ?? host.uriOf(file),
    sourceOf,
    filesBeside: (file) =>
      [...new Set([...host.filesBeside(file), ...files()])].filter((other) => other !== file).sort(),
    exists: (file) => textOf(file) !== undefined,
    locate,
    outline,
    nameOf: host.nameOf,
    mayRead: host.mayRead,
    analysisOf: function* (file) {
      const open = openNamed(file);
      if (open === undefined) return yield* analyses.ofFile(file);
      yield* analysed(open);
      return open.analysis();
    },
    analysesOf: analyses.ofFiles,
    importersOf: (file) => importersAmong(files(), file, importsOf),
    textsChanged: (changed) => {
      analyses.textsChanged(changed);
      forgetParses(changed);
      single.textsChanged(changed);
    },
  };
}

/** What can be said about each file alone. */
function readOff(textOf: (file: string) => string | undefined) {
  const sources = createPerText(textOf, (file, text) => createSourceText(file, text));
  const strings = createPerText(textOf, (_, text) => stringsIn(text));
  const outlines = createPerText(textOf, (file, text) => {
    const source = sources.of(file) ?? createSourceText(file, text);
    return outlineOf(parse(source).document, source);
  });
  return {
    sourceOf: sources.of,
    stringsOf: strings.of,
    outline: outlines.of,
    textsChanged: (files: readonly string[]): void => {
      for (const { textsChanged } of [sources, strings, outlines]) textsChanged(files);
    },
  };
}

/** All texts in quotes of a file that imports anything: the paths of its imports are among them. */
function stringsIn(text: string): readonly string[] {
  if (!/\bimport\b/.test(text)) return [];
  return [...new Set(Array.from(text.matchAll(/"([^"\r\n]*)"/g), ([, path = ""]) => path))];
}

function withExtension(path: string): string {
  return path.endsWith(".ncrn") ? path : `${path}.ncrn`;
}

function importersAmong(
  files: readonly string[],
  file: string,
  importsOf: (file: string) => readonly string[],
): readonly string[] {
  const importers = new Map<string, string[]>();
  for (const importer of files) {
    for (const imported of importsOf(importer)) {
      importers.set(imported, [...(importers.get(imported) ?? []), importer]);
    }
  }
  const found = new Set<string>([file]);
  for (const next of found) for (const importer of importers.get(next) ?? []) found.add(importer);
  found.delete(file);
  return [...found].sort();
}
