// One run of the pipeline for each version of a document, made on first demand and shared by all requests.

import {
  type Analysis,
  analyzeInPieces,
  createDiagnostic,
  createSourceText,
  type Diagnostic,
  parse,
  type SourceText,
  sortDiagnostics,
} from "@ncrn/language";
import { MOST_WORK } from "./analyses.js";
import type { Documents } from "./documents.js";
import type { Host } from "./host.js";
import { LONGEST_CHECKED } from "./longest-checked.js";
import { createKnownNetworks, type KnownNetworks } from "./lowered/known-networks.js";
import type { LoweredNetwork } from "./lowered/lowered-network.js";
import { createLowering } from "./lowered/lowering.js";
import { inPieces, memoised } from "./memoised.js";
import { createParses, type Parses } from "./parses.js";
import type { Pieces } from "./pieces.js";

/** A document at one version with what the pipeline says about it. */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly source: SourceText;
  /** Text to checked program, with everything that is imported; undefined for a document too long to be checked. */
  readonly analysis: () => Analysis | undefined;
  /** What text and model have to say, ordered by file and position. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** What lowering to reactions has to say of the networks that have nothing to do with errors. */
  readonly lowering: () => readonly Diagnostic[];
  /** Makes both piece by piece, so that something else may be done between two pieces; says what it is about to make. */
  readonly work: () => Iterator<Stage, void>;
  /** The reactions of a crn or learn; undefined if none of that name is free of errors. */
  readonly lowered: (name: string) => Promise<LoweredNetwork | undefined>;
  /** The text of a data file as the document names it, undefined if it cannot be read. */
  readonly textOfFile: (written: string, importingFile: string) => string | undefined;
  /** The text of the document, or of a file that it imports. */
  readonly sourceOf: (file: string) => SourceText | undefined;
  /** True if the document or a file that it asked for has this name. */
  readonly dependsOn: (name: string) => boolean;
  /** True if a file that it asked for is still on its way: what the stages say now will be out of date at once. */
  readonly isWaiting: () => boolean;
}

/** `diagnostics` are made first, then `lowering`. */
export type Stage = "diagnostics" | "lowering";

/** The snapshots of the open documents. */
export interface Snapshots {
  /** The newest state of an open document; undefined for one that is not open. */
  readonly get: (uri: string) => Snapshot | undefined;
  /** Forgets what rests on the files of these names and returns the documents that it was about. */
  readonly invalidate: (names: readonly string[]) => readonly string[];
  readonly forget: (uri: string) => void;
}

/** Longer documents, far beyond `LONGEST_CHECKED`, are not read at all. */
const LONGEST_PARSED = 2_000_000;

/** An empty store over the open documents. */
export function createSnapshots(documents: Documents, host: Host): Snapshots {
  const current = new Map<string, Snapshot>();
  const networks = createKnownNetworks();
  const { parses, forget: forgetParses } = createParses();
  return {
    get: (uri) => {
      const document = documents.get(uri);
      if (document === undefined) return undefined;
      const known = current.get(uri);
      if (known?.version === document.version) return known;
      const text = document.getText();
      const isRead = text.length <= LONGEST_PARSED;
      const source = createSourceText(host.nameOf(uri), isRead ? text : "");
      const lengthUnread = isRead ? undefined : text.length;
      const about = { uri, version: document.version, source, lengthUnread };
      const snapshot = createSnapshot(about, { documents, host, networks, parses });
      current.set(uri, snapshot);
      return snapshot;
    },
    invalidate: (names) => {
      forgetParses(names);
      const affected = [...current.values()].filter(({ dependsOn }) => names.some(dependsOn));
      for (const { uri } of affected) current.delete(uri);
      return affected.map(({ uri }) => uri);
    },
    forget: (uri) => {
      current.delete(uri);
      networks.forget(uri);
    },
  };
}

/** Where the texts of other files come from, and what is known of earlier versions. */
interface Surroundings {
  readonly documents: Documents;
  readonly host: Host;
  readonly networks: KnownNetworks;
  readonly parses: Parses;
}

/** A version of a document. A text that is too long stands there as an empty one, with the length that it has. */
interface DocumentVersion {
  readonly uri: string;
  readonly version: number;
  readonly source: SourceText;
  readonly lengthUnread: number | undefined;
}

function createSnapshot(about: DocumentVersion, files: Surroundings): Snapshot {
  const { uri, version, source, lengthUnread } = about;
  const isTooLong = lengthUnread !== undefined || source.content.length > LONGEST_CHECKED;
  const { asked, resolve } = readerFor(source, files);
  const analyzing = inPieces(() => analysisOf(source, files, resolve));
  const analysis = (): Analysis | undefined => (isTooLong ? undefined : analyzing.result());
  const diagnostics = memoised(() => analysis()?.diagnostics ?? syntaxOnly(source, lengthUnread));
  const lowering = createLowering(uri, analysis, files.networks);
  return {
    uri,
    version,
    source,
    analysis,
    lowered: lowering.named,
    textOfFile: resolve,
    diagnostics,
    lowering: lowering.diagnostics,
    work: function* () {
      while (!isTooLong && !analyzing.goOn()) yield "diagnostics";
      diagnostics();
      yield "lowering";
      for (const _ of lowering.pieces()) yield "lowering";
      lowering.diagnostics();
    },
    sourceOf: (file) => {
      if (file === source.name) return source;
      return analysis()?.documents.find((loaded) => loaded.source.name === file)?.source;
    },
    dependsOn: (name) => asked.has(name),
    isWaiting: () => [...asked].some(files.host.isArriving),
  };
}

type Resolve = (written: string, importingFile: string) => string | undefined;

/** Reads the files that a document names, and notes the names of all that were asked for, its own among them. */
function readerFor(
  { name: root }: SourceText,
  { host, documents }: Surroundings,
): { readonly asked: ReadonlySet<string>; readonly resolve: Resolve } {
  const asked = new Set<string>([root]);
  const resolve = (written: string, importingFile: string): string | undefined => {
    const name = host.locate(written, importingFile, root);
    if (name === undefined) return undefined;
    asked.add(name);
    return documents.named(name)?.getText() ?? host.read(name);
  };
  return { asked, resolve };
}

function analysisOf(source: SourceText, { parses }: Surroundings, resolve: Resolve): Pieces<Analysis> {
  // The text of the document itself will be another one at the next keystroke.
  const parseOf: Parses = (text) => (text === source ? parse(text) : parses(text));
  return analyzeInPieces(source, { resolve, parse: parseOf, mostWork: MOST_WORK });
}

function syntaxOnly(source: SourceText, lengthUnread: number | undefined): readonly Diagnostic[] {
  const origin = { file: source.name, span: { start: 0, end: 0 } };
  if (lengthUnread !== undefined)
    return [createDiagnostic("text-too-long", origin, { length: lengthUnread, limit: LONGEST_PARSED })];
  const notice = createDiagnostic("file-too-large", origin, { file: source.name, part: "its syntax" });
  return sortDiagnostics([notice, ...parse(source).diagnostics]);
}
