// workspace/symbol: what the files of the workspace declare, found by a part of its name.

import {
  type SymbolInformation,
  type WorkspaceSymbolParams,
  WorkspaceSymbolRequest,
} from "vscode-languageserver";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import type { OutlineEntry, OutlineKind } from "../navigation/outline-entry.js";
import { inTurns, type Pieces } from "../pieces.js";
import { rangeFromSpan } from "../to-lsp.js";
import type { Workspace } from "../workspace.js";
import { symbolKinds } from "./document-symbol.js";

export const workspaceSymbol: WorkspaceFeature<WorkspaceSymbolParams, SymbolInformation[]> = {
  method: WorkspaceSymbolRequest.method,
  capabilities: { workspaceSymbolProvider: true },
  nothing: [],
  respond: symbolsMatching,
};

/** Nobody reads more, and the editor asks again with every letter. */
const MOST = 500;

/** Whatever has all characters of the query in their order; without a query what stands at the top of files. */
export function symbolsMatching(
  { query }: Pick<WorkspaceSymbolParams, "query">,
  { workspace, yieldControl }: FeatureContext,
): Promise<SymbolInformation[]> {
  return inTurns(symbolsInPieces(query, workspace), yieldControl);
}

function* symbolsInPieces(query: string, workspace: Workspace): Pieces<SymbolInformation[]> {
  const found: SymbolInformation[] = [];
  for (const file of workspace.files()) {
    yield;
    for (const { entry, container } of namedEntries(file, workspace)) {
      if (query === "" ? container !== undefined : !matches(entry.name, query)) continue;
      found.push(informationFrom(entry, { file, container }, workspace));
      if (found.length >= MOST) return found;
    }
  }
  return found;
}

interface Contained {
  readonly entry: OutlineEntry;
  readonly container: string | undefined;
}

/** What has no name of its own, or does not belong to the file, is left out. */
const nameless: ReadonlySet<OutlineKind> = new Set(["loop", "event", "equation", "import"]);

function namedEntries(file: string, workspace: Workspace): readonly Contained[] {
  const outline = workspace.outline(file) ?? [];
  const flattened = (entries: readonly OutlineEntry[], container: string | undefined): readonly Contained[] =>
    entries.flatMap((entry) => {
      const isNamed = !nameless.has(entry.kind) && (entry.kind !== "reaction" || entry.detail !== "");
      const inside = flattened(entry.children, entry.kind === "loop" ? container : entry.name);
      return isNamed ? [{ entry, container }, ...inside] : inside;
    });
  return flattened(outline, undefined);
}

function informationFrom(
  entry: OutlineEntry,
  { file, container }: { readonly file: string; readonly container: string | undefined },
  workspace: Workspace,
): SymbolInformation {
  const source = workspace.sourceOf(file)!;
  return {
    name: entry.name,
    kind: symbolKinds[entry.kind],
    location: { uri: workspace.uriOf(file), range: rangeFromSpan(source, entry.nameSpan) },
    ...(container !== undefined && { containerName: container }),
  };
}

function matches(name: string, query: string): boolean {
  const characters = [...name.toLowerCase()];
  let position = 0;
  for (const wanted of query.toLowerCase().replace(/\s/g, "")) {
    position = characters.indexOf(wanted, position) + 1;
    if (position === 0) return false;
  }
  return true;
}
