// The graph of species and conversions of a file as one walks it: a species leads to the reactions that use it up, a
// reaction to the species that it makes, and backwards.

import type { Analysis, LoadedDocument, Span } from "@ncrn/language";
import { type Conversion, conversionsIn, sidesOf } from "./conversions.js";
import { identityOf, type Occurrence, occurrencesIn } from "./occurrences.js";

/** Where one stands: a species, by its declaring name, or a conversion. */
export type FlowNode =
  | { readonly kind: "species"; readonly occurrence: Occurrence }
  | { readonly kind: "conversion"; readonly conversion: Conversion };

/** A step to another node, and the names in the text that it rests on; they stand in the conversion. */
export interface FlowStep {
  readonly to: FlowNode;
  readonly spans: readonly Span[];
}

/** `forward`: what is used up becomes what is made. */
export type FlowDirection = "forward" | "backward";

/** The node whose name or text starts at an offset. */
export function flowNodeAt(analysis: Analysis, loaded: LoadedDocument, start: number): FlowNode | undefined {
  const conversion = conversionsIn(loaded).find(({ span }) => span.start === start);
  const occurrence = (occurrencesIn(analysis).byFile.get(loaded.source.name) ?? []).find(
    ({ name, declares }) => declares && name.span.start === start,
  );
  if (occurrence !== undefined) return { kind: "species", occurrence };
  return conversion && { kind: "conversion", conversion };
}

/** The declaring name of the species that an occurrence means, if it stands in the same file and has reactions. */
export function speciesNode(analysis: Analysis, { symbol }: Occurrence): FlowNode | undefined {
  if (!flowing.has(symbol.kind)) return undefined;
  const occurrence = occurrencesIn(analysis).of(symbol.nameNode);
  return occurrence && { kind: "species", occurrence };
}

const flowing: ReadonlySet<Occurrence["symbol"]["kind"]> = new Set([
  "species",
  "clamped species",
  "signal",
  "state",
]);

/** One step in a direction, in the order of the text. */
export function stepsFrom(
  analysis: Analysis,
  loaded: LoadedDocument,
  { node, direction }: { readonly node: FlowNode; readonly direction: FlowDirection },
): readonly FlowStep[] {
  if (node.kind === "species") {
    const identity = identityOf(analysis, node.occurrence.symbol);
    return conversionsIn(loaded).flatMap((conversion): readonly FlowStep[] => {
      const sides = sidesOf(analysis, conversion);
      const side = direction === "forward" ? sides.consumed : sides.produced;
      const spans = side
        .filter(({ symbol }) => identityOf(analysis, symbol) === identity)
        .map(({ name }) => name.span);
      return spans.length === 0 ? [] : [{ to: { kind: "conversion", conversion }, spans }];
    });
  }
  const sides = sidesOf(analysis, node.conversion);
  const bySpecies = new Map<FlowNode & { kind: "species" }, Span[]>();
  const nodes = new Map<string, FlowNode & { kind: "species" }>();
  for (const occurrence of direction === "forward" ? sides.produced : sides.consumed) {
    const found = speciesNode(analysis, occurrence);
    if (found?.kind !== "species") continue;
    const identity = identityOf(analysis, occurrence.symbol);
    const known = nodes.get(identity) ?? found;
    nodes.set(identity, known);
    bySpecies.set(known, [...(bySpecies.get(known) ?? []), occurrence.name.span]);
  }
  return [...bySpecies].map(([to, spans]) => ({ to, spans }));
}
