// The graph of species and conversions as one walks it, through all files: a species leads to the reactions that use it up, a
// reaction to the species that it makes, and backwards. A species that is handed to a module is one with the parameter.

import type { Analysis, LoadedDocument, Span } from "@ncrn/language";
import type { Pieces } from "../pieces.js";
import type { Workspace } from "../workspace.js";
import { type Conversion, conversionsIn, sidesOf } from "./conversions.js";
import { identitiesOfSpecies } from "./handed-species.js";
import { findOccurrences, identityOf, type Occurrence, occurrencesIn } from "./occurrences.js";

/** Where one stands: a species, by its declaring name, or a conversion; with the file that it stands in. */
export type FlowNode =
  | { readonly kind: "species"; readonly occurrence: Occurrence; readonly loaded: LoadedDocument }
  | { readonly kind: "conversion"; readonly conversion: Conversion; readonly loaded: LoadedDocument };

type SpeciesNode = Extract<FlowNode, { readonly kind: "species" }>;

/** A step to another node, and the names in the text that it rests on; they stand in the conversion. */
export interface FlowStep {
  readonly to: FlowNode;
  readonly spans: readonly Span[];
}

/** `forward`: what is used up becomes what is made. */
export type FlowDirection = "forward" | "backward";

/** The node whose name or text starts at an offset of a file. */
export function flowNodeAt(analysis: Analysis, loaded: LoadedDocument, start: number): FlowNode | undefined {
  const conversion = conversionsIn(loaded).find(({ span }) => span.start === start);
  const occurrence = (occurrencesIn(analysis).byFile.get(loaded.source.name) ?? []).find(
    ({ name, declares }) => declares && name.span.start === start,
  );
  if (occurrence !== undefined) return { kind: "species", occurrence, loaded };
  return conversion && { kind: "conversion", conversion, loaded };
}

/** The declaring name of the species that an occurrence means, in whichever file. */
export function speciesNode(analysis: Analysis, { symbol }: Occurrence): SpeciesNode | undefined {
  if (!flowing.has(symbol.kind)) return undefined;
  const occurrence = occurrencesIn(analysis).of(symbol.nameNode);
  const loaded = analysis.documents.find(({ source }) => source.name === symbol.file);
  return occurrence && loaded && { kind: "species", occurrence, loaded };
}

const flowing: ReadonlySet<Occurrence["symbol"]["kind"]> = new Set([
  "species",
  "clamped species",
  "signal",
  "state",
]);

/** One step in a direction, by file and in the order of the text; the node is one of the analysis. */
export function* stepsFrom(
  analysis: Analysis,
  { node, direction }: { readonly node: FlowNode; readonly direction: FlowDirection },
  workspace: Workspace,
): Pieces<readonly FlowStep[]> {
  return node.kind === "species"
    ? yield* stepsFromSpecies(analysis, node, direction, workspace)
    : stepsFromConversion(analysis, node.conversion, direction);
}

function* stepsFromSpecies(
  analysis: Analysis,
  { occurrence: { symbol }, loaded }: SpeciesNode,
  direction: FlowDirection,
  workspace: Workspace,
): Pieces<readonly FlowStep[]> {
  const found = new Map<string, FlowStep>();
  for (const one of yield* analysesUsing(analysis, { symbol, loaded }, workspace)) {
    yield* findOccurrences(one);
    const own = symbolIn(one, symbol, loaded, workspace);
    if (own === undefined) continue;
    const identities = identitiesOfSpecies(one, own);
    for (const document of one.documents) {
      yield;
      for (const step of conversionsOf(one, document, identities, direction)) {
        const { start } = step.to.conversion.span;
        const key = `${workspace.fileOf(document.source.name)}:${start}`;
        if (!found.has(key)) found.set(key, step);
      }
    }
  }
  return [...found.values()];
}

/** Parameters are known by all who use their module, other species where they are declared. */
function* analysesUsing(
  analysis: Analysis,
  { symbol, loaded }: { readonly symbol: Occurrence["symbol"]; readonly loaded: LoadedDocument },
  workspace: Workspace,
): Pieces<readonly Analysis[]> {
  if (!symbol.parameter) return [analysis];
  const home = workspace.fileOf(loaded.source.name);
  const importers = workspace.importersOf(home);
  return importers.length === 0
    ? [analysis]
    : [analysis, ...(yield* workspace.analysesOf([home, ...importers]))];
}

/** The same symbol in another analysis: what is declared at the same place of the same file. */
function symbolIn(
  analysis: Analysis,
  symbol: Occurrence["symbol"],
  { source }: LoadedDocument,
  workspace: Workspace,
): Occurrence["symbol"] | undefined {
  const file = workspace.fileOf(source.name);
  const loaded = analysis.documents.find((one) => workspace.fileOf(one.source.name) === file);
  const names = loaded && occurrencesIn(analysis).byFile.get(loaded.source.name);
  const { start } = symbol.nameNode.span;
  return names?.find(({ name, declares }) => declares && name.span.start === start)?.symbol;
}

type ConversionStep = FlowStep & { readonly to: Extract<FlowNode, { readonly kind: "conversion" }> };

function conversionsOf(
  analysis: Analysis,
  loaded: LoadedDocument,
  identities: ReadonlySet<string>,
  direction: FlowDirection,
): readonly ConversionStep[] {
  return conversionsIn(loaded).flatMap((conversion): readonly ConversionStep[] => {
    const sides = sidesOf(analysis, conversion);
    const side = direction === "forward" ? sides.consumed : sides.produced;
    const spans = side
      .filter(({ symbol }) => identities.has(identityOf(analysis, symbol)))
      .map(({ name }) => name.span);
    return spans.length === 0 ? [] : [{ to: { kind: "conversion", conversion, loaded }, spans }];
  });
}

function stepsFromConversion(
  analysis: Analysis,
  conversion: Conversion,
  direction: FlowDirection,
): readonly FlowStep[] {
  const sides = sidesOf(analysis, conversion);
  const steps = new Map<string, { readonly to: SpeciesNode; readonly spans: Span[] }>();
  for (const occurrence of direction === "forward" ? sides.produced : sides.consumed) {
    const to = speciesNode(analysis, occurrence);
    if (to === undefined) continue;
    const identity = identityOf(analysis, occurrence.symbol);
    const step = steps.get(identity) ?? { to, spans: [] };
    step.spans.push(occurrence.name.span);
    steps.set(identity, step);
  }
  return [...steps.values()];
}
