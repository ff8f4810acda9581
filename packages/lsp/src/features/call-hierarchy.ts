// Call hierarchy, read as chemistry: a species is called by the reactions that produce it and calls those that consume
// it; a reaction is called by what it consumes and calls what it produces.

import { type Analysis, type LoadedDocument, textOf } from "@ncrn/language";
import {
  type CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsRequest,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsRequest,
  type CallHierarchyPrepareParams,
  CallHierarchyPrepareRequest,
  type Range,
  SymbolKind,
} from "vscode-languageserver";
import { cursorAt, loadedOf } from "../cursor.js";
import type { Feature, FeatureContext, WorkspaceFeature } from "../feature.js";
import type { Conversion } from "../navigation/conversions.js";
import {
  type FlowDirection,
  type FlowNode,
  flowNodeAt,
  speciesNode,
  stepsFrom,
} from "../navigation/flow-graph.js";
import { symbolAt } from "../navigation/symbol-at.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";

const capabilities = { callHierarchyProvider: true } as const;

interface ItemParameters {
  readonly item: CallHierarchyItem;
}

export const callHierarchy: Feature<CallHierarchyPrepareParams, CallHierarchyItem[] | null> = {
  method: CallHierarchyPrepareRequest.method,
  capabilities,
  nothing: null,
  respond: preparedItems,
};

export const incomingCalls: WorkspaceFeature<ItemParameters, CallHierarchyIncomingCall[] | null> = {
  method: CallHierarchyIncomingCallsRequest.method,
  capabilities,
  nothing: null,
  respond: producedBy,
};

export const outgoingCalls: WorkspaceFeature<ItemParameters, CallHierarchyOutgoingCall[] | null> = {
  method: CallHierarchyOutgoingCallsRequest.method,
  capabilities,
  nothing: null,
  respond: consumedBy,
};

/** The species or reaction at the position. */
export function preparedItems(
  snapshot: Snapshot,
  { position }: Pick<CallHierarchyPrepareParams, "position">,
): CallHierarchyItem[] | null {
  const found = symbolAt(snapshot, position);
  const analysis = snapshot.analysis();
  const loaded = loadedOf(snapshot);
  if (analysis === undefined || loaded === undefined) return null;
  const [conversion] = (cursorAt(snapshot, position)?.nodes ?? []).flatMap((node): readonly Conversion[] =>
    node.kind === "ReactionStatement" || node.kind === "EquationStatement" ? [node] : [],
  );
  const node: FlowNode | undefined =
    (found && speciesNode(analysis, found.occurrence)) ?? (conversion && { kind: "conversion", conversion });
  if (node === undefined) return null;
  const isElsewhere = node.kind === "species" && node.occurrence.file !== loaded.source.name;
  return isElsewhere ? null : [itemFrom(node, snapshot.uri, loaded)];
}

/** What makes a species, or what a reaction is made from. */
export function producedBy({ item }: ItemParameters, context: FeatureContext): CallHierarchyIncomingCall[] {
  return stepsOf(item, "backward", context).map(({ item: from, isConversion, ranges }) => ({
    from,
    fromRanges: isConversion ? ranges : [from.selectionRange],
  }));
}

/** What uses a species up, or what a reaction makes; the ranges belong to the item that was asked about. */
export function consumedBy({ item }: ItemParameters, context: FeatureContext): CallHierarchyOutgoingCall[] {
  return stepsOf(item, "forward", context).map(({ item: to, isConversion, ranges }) => ({
    to,
    fromRanges: isConversion ? [item.selectionRange] : ranges,
  }));
}

interface Step {
  readonly item: CallHierarchyItem;
  readonly isConversion: boolean;
  /** In the conversion, be it the start or the end of the step. */
  readonly ranges: Range[];
}

function stepsOf(item: CallHierarchyItem, direction: FlowDirection, { workspace }: FeatureContext): Step[] {
  const snapshot = workspace.snapshotOf(item.uri);
  const analysis = snapshot?.analysis();
  const loaded = snapshot && loadedOf(snapshot);
  if (analysis === undefined || loaded === undefined) return [];
  const node = nodeOf(item, analysis, loaded);
  if (node === undefined) return [];
  return stepsFrom(analysis, loaded, { node, direction }).map(({ to, spans }) => ({
    item: itemFrom(to, item.uri, loaded),
    isConversion: to.kind === "conversion",
    ranges: spans.map((span) => rangeFromSpan(loaded.source, span)),
  }));
}

/** The document may have changed since the item was made; then another or nothing may stand there. */
function nodeOf(item: CallHierarchyItem, analysis: Analysis, loaded: LoadedDocument): FlowNode | undefined {
  const start = typeof item.data === "number" ? item.data : Number.NaN;
  const node = flowNodeAt(analysis, loaded, start);
  return node !== undefined && nameOf(node, loaded) === item.name ? node : undefined;
}

function itemFrom(node: FlowNode, uri: string, loaded: LoadedDocument): CallHierarchyItem {
  const isSpecies = node.kind === "species";
  const span = isSpecies ? node.occurrence.name.span : node.conversion.span;
  const range = rangeFromSpan(loaded.source, span);
  return {
    name: nameOf(node, loaded),
    kind: isSpecies ? SymbolKind.Variable : SymbolKind.Operator,
    detail: isSpecies
      ? node.occurrence.symbol.kind
      : node.conversion.kind === "EquationStatement"
        ? "equation"
        : "reaction",
    uri,
    range,
    selectionRange: range,
    data: span.start,
  };
}

function nameOf(node: FlowNode, { source }: LoadedDocument): string {
  if (node.kind === "species") return node.occurrence.symbol.name;
  return textOf(source, node.conversion.span).replace(/\s+/g, " ").replace(/;$/, "").trim();
}
