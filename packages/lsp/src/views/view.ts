// A network of a document in one form → the text of a read-only document, with links from its lines to the source. What
// cannot be shown says why; a view is never older than the document.

import type { ReactionNetwork } from "@ncrn/compiler";
import { type Diagnostic, diagnosticsAbout, lineColumnAt, type Origin } from "@ncrn/language";
import type { Location, Range } from "vscode-languageserver";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import { networkName } from "../lowered/network-name.js";
import type { Snapshot } from "../snapshot.js";
import { type Places, rangeFromSpan } from "../to-lsp.js";
import { emittedNetwork } from "./emitted-network.js";
import type { GeneratedLine } from "./generated-lines.js";
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
  if (lowered?.network === undefined)
    return errorView(document, target, whyNotLowered(snapshot, name, lowered));
  const { text, lines, diagnostics } = await emittedNetwork(lowered.network, target);
  if (text === undefined) {
    const because = `\`${name}\` cannot be written as ${target.title}:`;
    return errorView(document, target, { because, errors: errorsIn(diagnostics) });
  }
  const { languageId } = target;
  const links = linksOf(document, text, lines);
  return { text: text + noticeOf(lowered.network, target), languageId, version: snapshot.version, links };
}

/** Below the text, where it moves no line: numbers that `ncrn compile` would make otherwise. */
function noticeOf({ clock }: ReactionNetwork, target: ViewTarget): string {
  if (clock === undefined || clock.measured) return "";
  const notice =
    "The clock takes long to simulate, so its times are estimated here; ncrn compile measures them.";
  return `${target.comment(notice)}\n`;
}

/** The ranges of a view that come from an offset of the document. */
export async function viewPositions(
  { snapshot }: ViewedDocument,
  place: { readonly name: string; readonly offset: number },
  target: ViewTarget,
): Promise<readonly Range[]> {
  const lowered = await snapshot.lowered(place.name);
  if (lowered?.network === undefined) return [];
  const { text, lines } = await emittedNetwork(lowered.network, target);
  if (text === undefined) return [];
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
  const texts = text.split("\n");
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
    return { because: `\`${name}\` does not become reactions:`, errors: errorsIn(lowered.diagnostics) };
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
  return { because: `\`${name}\` is shown as soon as it has no errors:`, errors };
}

function errorsIn(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
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
