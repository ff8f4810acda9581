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
  type Position,
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
import { findOccurrences } from "../navigation/occurrences.js";
import { symbolAt } from "../navigation/symbol-at.js";
import { analysed, whileUnchanged } from "../navigation/while-unchanged.js";
import type { Pieces } from "../pieces.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";
import { isStandardFile, standardLocation } from "../views/standard-file.js";

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
  context: FeatureContext,
): Promise<CallHierarchyItem[] | null> {
  return whileUnchanged(prepareItems(snapshot, position, context), context);
}

function* prepareItems(
  snapshot: Snapshot,
  position: Position,
  context: FeatureContext,
): Pieces<CallHierarchyItem[] | null> {
  yield* analysed(snapshot);
  const analysis = snapshot.analysis();
  if (analysis !== undefined) yield* findOccurrences(analysis);
  const found = symbolAt(snapshot, position);
  const loaded = loadedOf(snapshot);
  if (analysis === undefined || loaded === undefined) return null;
  const [conversion] = (cursorAt(snapshot, position)?.nodes ?? []).flatMap((node): readonly Conversion[] =>
    node.kind === "ReactionStatement" || node.kind === "EquationStatement" ? [node] : [],
  );
  const node: FlowNode | undefined =
    (found && speciesNode(analysis, found.occurrence)) ??
    (conversion && { kind: "conversion", conversion, loaded });
  const item = node && itemFrom(node, context);
  return item === undefined ? null : [item];
}

/** What makes a species, or what a reaction is made from. */
export async function producedBy(
  { item }: ItemParameters,
  context: FeatureContext,
): Promise<CallHierarchyIncomingCall[]> {
  const steps = await whileUnchanged(stepsOf(item, "backward", context), context);
  return steps.map(({ item: from, isConversion, ranges }) => ({
    from,
    fromRanges: isConversion ? ranges : [from.selectionRange],
  }));
}

/** What uses a species up, or what a reaction makes; the ranges belong to the item that was asked about. */
export async function consumedBy(
  { item }: ItemParameters,
  context: FeatureContext,
): Promise<CallHierarchyOutgoingCall[]> {
  const steps = await whileUnchanged(stepsOf(item, "forward", context), context);
  return steps.map(({ item: to, isConversion, ranges }) => ({
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

function* stepsOf(
  item: CallHierarchyItem,
  direction: FlowDirection,
  context: FeatureContext,
): Pieces<Step[]> {
  const { workspace } = context;
  const file = workspace.nameOf(item.uri);
  const analysis = yield* workspace.analysisOf(file);
  if (analysis !== undefined) yield* findOccurrences(analysis);
  const loaded = analysis?.documents.find(({ source }) => source.name === file);
  const node = analysis && loaded && nodeOf(item, analysis, loaded);
  if (analysis === undefined || node === undefined) return [];
  const steps = yield* stepsFrom(analysis, { node, direction }, workspace);
  return steps.flatMap(({ to, spans }) => {
    const next = itemFrom(to, context);
    const { source } = to.kind === "conversion" ? to.loaded : node.loaded;
    const ranges = spans.map((span) => rangeFromSpan(source, span));
    return next === undefined ? [] : [{ item: next, isConversion: to.kind === "conversion", ranges }];
  });
}

/** The document may have changed since the item was made; then another or nothing may stand there. */
function nodeOf(item: CallHierarchyItem, analysis: Analysis, loaded: LoadedDocument): FlowNode | undefined {
  const start = typeof item.data === "number" ? item.data : Number.NaN;
  const node = flowNodeAt(analysis, loaded, start);
  return node !== undefined && nameOf(node) === item.name ? node : undefined;
}

/** Undefined for what stands in a file that the client could not open. */
function itemFrom(node: FlowNode, context: FeatureContext): CallHierarchyItem | undefined {
  const { source } = node.loaded;
  const span = node.kind === "species" ? node.occurrence.name.span : node.conversion.span;
  const uri = addressOf(source.name, context);
  if (uri === undefined) return undefined;
  const range = rangeFromSpan(source, span);
  return {
    name: nameOf(node),
    kind: node.kind === "species" ? SymbolKind.Variable : SymbolKind.Operator,
    detail: detailOf(node),
    uri,
    range,
    selectionRange: range,
    data: span.start,
  };
}

function addressOf(name: string, context: FeatureContext): string | undefined {
  const { workspace } = context;
  return isStandardFile(name)
    ? standardLocation(name, context)?.uri
    : workspace.uriOf(workspace.fileOf(name));
}

function detailOf(node: FlowNode): string {
  if (node.kind === "species") return node.occurrence.symbol.kind;
  return node.conversion.kind === "EquationStatement" ? "equation" : "reaction";
}

function nameOf(node: FlowNode): string {
  if (node.kind === "species") return node.occurrence.symbol.name;
  return textOf(node.loaded.source, node.conversion.span).replace(/\s+/g, " ").replace(/;$/, "").trim();
}
