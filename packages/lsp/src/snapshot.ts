// One run of the pipeline for each version of a document, made on first demand and shared by all requests.

import { checkLowering } from "@ncrn/compiler";
import {
  type Analysis,
  analyzeInPieces,
  createDiagnostic,
  createSourceText,
  type Diagnostic,
  parse,
  type SourceText,
  sortDiagnostics,
  soundPart,
} from "@ncrn/language";
import { MOST_WORK } from "./analyses.js";
import type { Documents } from "./documents.js";
import type { Host } from "./host.js";
import { createLoweredNetworks, type LoweredNetwork } from "./lowered/lowered-network.js";
import { createSoundNetworks, type SoundNetworks } from "./lowered/sound-networks.js";
import { createParses, type Parses } from "./parses.js";

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

/** Longer documents are parsed only: their checks would hold up typing. */
const LONGEST_CHECKED = 1_000_000;

/** Even longer ones are not read at all. */
const LONGEST_PARSED = 2_000_000;

/** An empty store over the open documents. */
export function createSnapshots(documents: Documents, host: Host): Snapshots {
  const current = new Map<string, Snapshot>();
  const sound = createSoundNetworks();
  const parses = createParses();
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
      const snapshot = createSnapshot(about, { documents, host, sound, parses });
      current.set(uri, snapshot);
      return snapshot;
    },
    invalidate: (names) => {
      const affected = [...current.values()].filter(({ dependsOn }) => names.some(dependsOn));
      for (const { uri } of affected) current.delete(uri);
      return affected.map(({ uri }) => uri);
    },
    forget: (uri) => {
      current.delete(uri);
      sound.forget(uri);
    },
  };
}

/** Where the texts of other files come from, and what earlier versions have shown. */
interface Surroundings {
  readonly documents: Documents;
  readonly host: Host;
  readonly sound: SoundNetworks;
  readonly parses: Parses;
}

/** A version of a document. A text that is too long stands there as an empty one, with the length that it has. */
interface DocumentVersion {
  readonly uri: string;
  readonly version: number;
  readonly source: SourceText;
  readonly lengthUnread: number | undefined;
}

function createSnapshot(
  { uri, version, source, lengthUnread }: DocumentVersion,
  files: Surroundings,
): Snapshot {
  const asked = new Set<string>([source.name]);
  const resolve = (written: string, importingFile: string): string | undefined => {
    const name = files.host.locate(written, importingFile, source.name);
    if (name === undefined) return undefined;
    asked.add(name);
    return files.documents.named(name)?.getText() ?? files.host.read(name);
  };
  // The text of the document itself will be another one at the next keystroke.
  const parseOf: Parses = (text) => (text === source ? parse(text) : files.parses(text));
  const isTooLong = lengthUnread !== undefined || source.content.length > LONGEST_CHECKED;
  const analyzing = inPieces(() => analyzeInPieces(source, { resolve, parse: parseOf, mostWork: MOST_WORK }));
  const analysis = (): Analysis | undefined => (isTooLong ? undefined : analyzing.result());
  const networks = createLoweredNetworks(() => analysis()?.program);
  const diagnostics = memoised(() => analysis()?.diagnostics ?? syntaxOnly(source, lengthUnread));
  const unknown = memoised(() => {
    const result = analysis();
    const program = result && soundPart(result);
    return result && program && files.sound.unknownIn(uri, result, program);
  });
  const lowering = memoised(() => {
    const left = unknown();
    if (left === undefined) return [];
    return checkLowering(left.program, (network) => {
      const lowered = networks.check(network);
      if (lowered.diagnostics.length === 0) left.isSound(network);
      return lowered;
    });
  });
  return {
    uri,
    version,
    source,
    analysis,
    lowered: networks.named,
    textOfFile: resolve,
    diagnostics,
    lowering,
    work: function* () {
      while (!isTooLong && !analyzing.goOn()) yield "diagnostics";
      diagnostics();
      yield "lowering";
      const { program } = unknown() ?? {};
      yield "lowering";
      for (const network of [...(program?.networks ?? []), ...(program?.learns ?? [])]) {
        networks.check(network);
        yield "lowering";
      }
      lowering();
    },
    sourceOf: (file) => {
      if (file === source.name) return source;
      return analysis()?.documents.find((loaded) => loaded.source.name === file)?.source;
    },
    dependsOn: (name) => asked.has(name),
    isWaiting: () => [...asked].some(files.host.isArriving),
  };
}

function syntaxOnly(source: SourceText, lengthUnread: number | undefined): readonly Diagnostic[] {
  const origin = { file: source.name, span: { start: 0, end: 0 } };
  if (lengthUnread !== undefined)
    return [createDiagnostic("text-too-long", origin, { length: lengthUnread, limit: LONGEST_PARSED })];
  const notice = createDiagnostic("file-too-large", origin, { file: source.name, part: "its syntax" });
  return sortDiagnostics([notice, ...parse(source).diagnostics]);
}

function memoised<Value>(compute: () => Value): () => Value {
  let result: { readonly value: Value } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

/** A value that is made piece by piece by whoever goes on, or at once for somebody who needs it now. */
interface InPieces<Value> {
  /** Makes the next piece; true if it was the last one. */
  readonly goOn: () => boolean;
  readonly result: () => Value;
}

function inPieces<Value>(begin: () => Iterator<void, Value>): InPieces<Value> {
  let result: { readonly value: Value } | undefined;
  let begun: Iterator<void, Value> | undefined;
  const goOn = (): boolean => {
    if (result !== undefined) return true;
    const pieces = begun ?? begin();
    begun = undefined; // after a failure it begins anew
    const next = pieces.next();
    if (next.done === true) result = { value: next.value };
    else begun = pieces;
    return result !== undefined;
  };
  return {
    goOn,
    result: () => {
      while (!goOn());
      return result!.value;
    },
  };
}
