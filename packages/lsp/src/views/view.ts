// A network of a document in one form → the text of a read-only document, with links from its lines to the source. What
// cannot be shown says why; a view is never older than the document.

import { catalogue, type Diagnostic, diagnosticsAbout, lineColumnAt, type Origin } from "@ncrn/language";
import type { Location, Range } from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import { networkName } from "../lowered/network-name.js";
import { liesIn } from "../lowered/places.js";
import type { Snapshot } from "../snapshot.js";
import { type Places, rangeFromSpan } from "../to-lsp.js";
import { emittedNetwork } from "./emitted-network.js";
import { type ExportedNetwork, exportedNetwork } from "./exported-network.js";
import type { GeneratedLine } from "./generated-lines.js";
import { phaseAt, reactionsOfPhase } from "./phase-at.js";
import type { ViewTarget } from "./view-targets.js";

/** From a line of the generated text to a source term; a merged reaction comes from several. */
export interface ViewLink {
  readonly range: Range;
  readonly source: Location;
}

/** A read-only document. */
export interface View {
  readonly text: string;
  readonly languageId: string;
  readonly links: readonly ViewLink[];
  /** Of the document that it shows. */
  readonly version: number;
}

/** What a view needs to know about its document. */
export interface ViewedDocument {
  readonly snapshot: Snapshot;
  readonly places: Places;
}

/** The view of a network of the document. */
export async function viewOf(document: ViewedDocument, name: string, target: ViewTarget): Promise<View> {
  const { snapshot } = document;
  const lowered = await snapshot.lowered(name);
  const ownErrors = errorsOfDeclaration(snapshot, lowered);
  if (ownErrors.length > 0)
    return errorView(document, target, { because: shownLater(name), errors: ownErrors });
  const exported = await exportedNetwork(snapshot, lowered);
  if (exported === undefined) return errorView(document, target, whyNotLowered(snapshot, name, lowered));
  const { text, lines, diagnostics } = await emittedNetwork(exported, target);
  if (text === undefined) {
    const because = `\`${name}\` cannot be written as ${target.title}:`;
    return errorView(document, target, { because, errors: errorsIn(diagnostics) });
  }
  const { languageId } = target;
  const links = linksOf(document, text, lines);
  return { text: text + noticesOf(exported, target), languageId, version: snapshot.version, links };
}

/** Below the text, where it moves no line: numbers that `ncrn compile` would make otherwise, or refuse to make. */
function noticesOf({ network: { clock }, startProblem }: ExportedNetwork, target: ViewTarget): string {
  const notices = [
    ...(startProblem === undefined
      ? []
      : [`Inputs and weights are 0 here, since the training cannot start: ${startProblem}`]),
    ...(clock === undefined || clock.measured
      ? []
      : ["The clock takes long to simulate, so its times are estimated here; ncrn compile measures them."]),
  ];
  return notices.map((notice) => `${target.comment(notice.replace(/\s+/g, " "))}\n`).join("");
}

/** The ranges of a view that come from an offset of the document. */
export async function viewPositions(
  { snapshot }: ViewedDocument,
  place: { readonly name: string; readonly offset: number },
  target: ViewTarget,
): Promise<readonly Range[]> {
  const lowered = await snapshot.lowered(place.name);
  const exported = await exportedNetwork(snapshot, lowered);
  if (exported === undefined) return [];
  const { text, lines } = await emittedNetwork(exported, target);
  if (text === undefined) return [];
  const texts = text.split("\n");
  const document = documentOf(snapshot);
  const phase = document && phaseAt(document, place.offset);
  if (phase !== undefined) {
    const ids = new Set(reactionsOfPhase(exported.network, phase).map(({ id }) => id));
    return lines.flatMap(({ line, kind, id }) =>
      kind === "reaction" && ids.has(id) ? [rangeOfLine(texts, line)] : [],
    );
  }
  const file = snapshot.source.name;
  const holds = ({ file: other, span }: Origin): boolean =>
    other === file && span.start <= place.offset && place.offset <= span.end;
  const around = lines.flatMap(({ line, provenance }) => {
    const lengths = provenance.flatMap(({ origin }) =>
      holds(origin) ? origin.span.end - origin.span.start : [],
    );
    return lengths.length === 0 ? [] : [{ line, length: Math.min(...lengths) }];
  });
  // The innermost terms around the cursor are meant.
  const shortest = Math.min(...around.map(({ length }) => length));
  return around.filter(({ length }) => length === shortest).map(({ line }) => rangeOfLine(texts, line));
}

function linksOf(
  { places }: ViewedDocument,
  text: string,
  lines: readonly GeneratedLine[],
): readonly ViewLink[] {
  const texts = text.split("\n");
  return lines.flatMap(({ line, provenance }) => {
    const locations = new Map<string, Location>();
    for (const { origin } of provenance) {
      const location = locationOf(origin, places);
      if (location !== undefined) locations.set(JSON.stringify(location), location);
    }
    return [...locations.values()].map((source) => ({ range: rangeOfLine(texts, line), source }));
  });
}

function locationOf({ file, span }: Origin, places: Places): Location | undefined {
  const source = places.sourceOf(file);
  return source === undefined ? undefined : { uri: places.uriOf(file), range: rangeFromSpan(source, span) };
}

function rangeOfLine(texts: readonly string[], line: number): Range {
  const text = texts[line] ?? "";
  const start = text.length - text.trimStart().length;
  return { start: { line, character: start }, end: { line, character: text.length } };
}

/** Why there is nothing to show. */
interface Reason {
  readonly because: string;
  readonly errors: readonly Diagnostic[];
}

function whyNotLowered(snapshot: Snapshot, name: string, lowered: LoweredNetwork | undefined): Reason {
  if (lowered !== undefined) {
    const errors = errorsIn(lowered.diagnostics);
    return { because: becauseOf(name, errors) ?? `\`${name}\` does not become reactions:`, errors };
  }
  const analysis = snapshot.analysis();
  if (analysis === undefined) return { because: "The document is too long to be analysed.", errors: [] };
  const file = snapshot.source.name;
  const names = analysis.documents[0]?.document.declarations.flatMap((one) => networkName(one) ?? []);
  const declared = names?.find(({ text }) => text === name);
  if (declared === undefined) {
    const because = `There is no crn or learn \`${name}\` in this document.`;
    return { because, errors: errorsIn(analysis.diagnostics) };
  }
  const about = errorsIn(diagnosticsAbout(analysis, [{ file, span: declared.span }]));
  const errors = about.length > 0 ? about : errorsIn(analysis.diagnostics);
  return { because: becauseOf(name, errors) ?? shownLater(name), errors };
}

function shownLater(name: string): string {
  return `\`${name}\` is shown as soon as it has no errors:`;
}

/** What is wrong with settings, such as those of a learner, that have a value all the same so that others can be checked. */
function errorsOfDeclaration(snapshot: Snapshot, lowered: LoweredNetwork | undefined): readonly Diagnostic[] {
  const [root] = snapshot.analysis()?.documents ?? [];
  const origin = lowered?.source.origin;
  if (root === undefined || origin === undefined) return [];
  const declaration = root.document.declarations.find(({ span }) =>
    liesIn(origin, { file: root.source.name, span }),
  );
  if (declaration === undefined) return [];
  const place = { file: root.source.name, span: declaration.span };
  return snapshot
    .diagnostics()
    .filter(
      ({ severity, code, origin: found }) =>
        severity === "error" && catalogue[code].stage !== "syntax" && liesIn(found, place),
    );
}

/** There is nothing wrong with what is only large. */
function becauseOf(name: string, errors: readonly Diagnostic[]): string | undefined {
  const isOnlyLarge = errors.length > 0 && errors.every(({ code }) => code === "network-too-large");
  return isOnlyLarge ? `\`${name}\` is too large to be shown here; \`ncrn compile\` writes it:` : undefined;
}

/** What keeps a network from being shown. */
function errorsIn(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity, code }) => severity === "error" || code === "network-too-large");
}

/** Messages with their places, each a link to what it is about. */
function errorView(
  { snapshot, places }: ViewedDocument,
  target: ViewTarget,
  { because, errors }: Reason,
): View {
  const lines = errors.map(({ origin, code, message }) => {
    const source = snapshot.sourceOf(origin.file);
    const place = source && lineColumnAt(source, origin.span.start);
    const shown = place === undefined ? origin.file : `line ${place.line}, column ${place.column}`;
    return `${shown}: ${message} [${code}]`;
  });
  const texts = [because, ...lines].map((line) => target.comment(line.replace(/\s+/g, " ")));
  const links = errors.flatMap(({ origin }, index) => {
    const source = locationOf(origin, places);
    return source === undefined ? [] : [{ range: rangeOfLine(texts, index + 1), source }];
  });
  const { languageId } = target;
  return { text: `${texts.join("\n")}\n`, languageId, version: snapshot.version, links };
}
