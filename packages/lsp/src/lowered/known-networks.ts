// What lowering has said about networks, remembered over the versions of a document by all the text that they are made of:
// after most edits only the network that was edited has to be lowered again.

import type {
  Analysis,
  CheckedLearn,
  CheckedNetwork,
  CheckedProgram,
  Declaration,
  Diagnostic,
  LoadedDocument,
  Origin,
  Span,
} from "@ncrn/language";

/** What is known about the networks of the open documents. */
export interface KnownNetworks {
  /** Takes a version up: of what was said, that about the networks and learners of this program stays. */
  readonly inVersion: (uri: string, analysis: Analysis, program: CheckedProgram) => KnownInVersion;
  readonly forget: (uri: string) => void;
}

/** What is known about the networks of one version. */
export interface KnownInVersion {
  /** What lowering says, each place where it is in this version; undefined if the source has yet to be lowered. */
  readonly diagnosticsOf: (source: CheckedNetwork | CheckedLearn) => readonly Diagnostic[] | undefined;
  readonly remember: (source: CheckedNetwork | CheckedLearn, diagnostics: readonly Diagnostic[]) => void;
}

/** What was said, and the declarations in which it may have places. */
interface Said {
  readonly diagnostics: readonly Diagnostic[];
  readonly declarations: readonly Span[];
}

/** Most networks. */
const SOUND: Said = { diagnostics: [], declarations: [] };

/** By the text of the network itself, what was said when all other texts were these. */
interface KnownTexts {
  readonly texts: TextsAround;
  readonly said: ReadonlyMap<string, Said>;
}

/** Nothing is known yet. */
export function createKnownNetworks(): KnownNetworks {
  const byDocument = new Map<string, KnownTexts>();
  return {
    inVersion: (uri, analysis, program) => {
      const [root] = analysis.documents;
      if (root === undefined) return { diagnosticsOf: () => undefined, remember: () => {} };
      const { texts, partsOf } = readOff(root, analysis);
      const before = byDocument.get(uri);
      const said = new Map<string, Said>();
      for (const source of [...program.networks, ...program.learns]) {
        if (before === undefined || !isAmongSame(source, before.texts, texts)) continue;
        const { key, declarations } = partsOf(source);
        const last = key === undefined ? undefined : before.said.get(key);
        if (key !== undefined && last !== undefined)
          said.set(key, last === SOUND ? SOUND : moved(last, root.source.name, declarations()));
      }
      byDocument.set(uri, { texts, said }); // what the document no longer has is forgotten
      return {
        diagnosticsOf: (source) => {
          const { key } = partsOf(source);
          return key === undefined ? undefined : said.get(key)?.diagnostics;
        },
        remember: (source, diagnostics) => {
          const { key, declarations: find } = partsOf(source);
          if (key === undefined) return;
          if (diagnostics.length === 0) return void said.set(key, SOUND);
          const declarations = find();
          const isMovable = (place: Origin): boolean =>
            place.file !== root.source.name || indexOfHolder(declarations, place.span) >= 0;
          if (diagnostics.flatMap(placesOf).every(isMovable)) said.set(key, { diagnostics, declarations });
        },
      };
    },
    forget: (uri) => void byDocument.delete(uri),
  };
}

/** Networks depend on no declaration of these kinds but their own; learners on models, too. */
const apart: ReadonlySet<Declaration["kind"]> = new Set([
  "NetworkDeclaration",
  "ModelDeclaration",
  "LearnDeclaration",
  "DataDeclaration",
  "SimulateDeclaration",
  "ScanDeclaration",
]);

/** What a network or learner is made of beside its own declaration. */
interface TextsAround {
  readonly shared: string;
  readonly models: string;
  /** Names and texts of other files. */
  readonly imported: readonly string[];
}

/** What in the text a source is made of. */
interface Parts {
  /**
   * The text of its own declaration; for one in another file, whose text then is the same, its place. Undefined for one of
   * the document without a declaration.
   */
  readonly key: string | undefined;
  /** Those of the document; in the same order wherever the texts are the same. */
  readonly declarations: () => readonly Span[];
}

interface PartsOfDocument {
  readonly texts: TextsAround;
  readonly partsOf: (source: CheckedNetwork | CheckedLearn) => Parts;
}

function readOff(
  { source: { name, content }, document }: LoadedDocument,
  analysis: Analysis,
): PartsOfDocument {
  const { declarations } = document;
  const textOf = ({ start, end }: Span): string => content.slice(start, end);
  // As one text of their own: each slice would keep the whole document in memory.
  const textsOf = (spans: readonly Span[]): string => JSON.stringify(spans.map(textOf));
  const spansOf = (isMeant: (declaration: Declaration) => boolean): readonly Span[] =>
    declarations.filter(isMeant).map(({ span }) => span);
  const shared = spansOf(({ kind }) => !apart.has(kind));
  const models = spansOf(({ kind }) => kind === "ModelDeclaration");
  const known = new Map<CheckedNetwork | CheckedLearn, Parts>();
  const made = (source: CheckedNetwork | CheckedLearn): Parts => {
    const { file, span } = source.origin;
    const own = file === name ? declarations.find((one) => holds(one.span, span)) : undefined;
    const place = own === undefined ? [file, span] : [textOf(own.span)];
    const isKnown = own !== undefined || file !== name;
    const key = isKnown ? JSON.stringify([source.kind, source.name, ...place]) : undefined;
    const others = source.kind === "learn" ? [shared, models] : [shared];
    return { key, declarations: () => [...(own ? [own.span] : []), ...others.flat()] };
  };
  return {
    texts: {
      shared: textsOf(shared),
      models: textsOf(models),
      imported: analysis.documents.slice(1).flatMap(({ source }) => [source.name, source.content]),
    },
    partsOf: (source) => {
      const parts = known.get(source) ?? made(source);
      known.set(source, parts);
      return parts;
    },
  };
}

/** Whether all that a source is made of, but its own declaration, has the same text. */
function isAmongSame(
  { kind }: CheckedNetwork | CheckedLearn,
  before: TextsAround,
  now: TextsAround,
): boolean {
  return (
    before.shared === now.shared &&
    (kind === "network" || before.models === now.models) &&
    before.imported.length === now.imported.length &&
    before.imported.every((text, index) => text === now.imported[index])
  );
}

/** The same with the declarations of the document where they are now; other files have not changed. */
function moved({ diagnostics, declarations }: Said, file: string, now: readonly Span[]): Said {
  const movedPlace = (place: Origin): Origin => {
    const index = place.file === file ? indexOfHolder(declarations, place.span) : -1;
    const [from, to] = [declarations[index], now[index]];
    if (from === undefined || to === undefined || from.start === to.start) return place;
    const by = to.start - from.start;
    return { file, span: { start: place.span.start + by, end: place.span.end + by } };
  };
  return {
    diagnostics: diagnostics.map((one) => ({
      ...one,
      origin: movedPlace(one.origin),
      related: one.related.map((other) => ({ ...other, origin: movedPlace(other.origin) })),
    })),
    declarations: now,
  };
}

function placesOf({ origin, related }: Diagnostic): readonly Origin[] {
  return [origin, ...related.map((other) => other.origin)];
}

function indexOfHolder(declarations: readonly Span[], span: Span): number {
  return declarations.findIndex((one) => holds(one, span));
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
