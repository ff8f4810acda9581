// codeLens/resolve: the number of reactions of a block, when its lens is seen.

import { type CodeLens, CodeLensResolveRequest } from "vscode-languageserver";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { type LensData, lensCommand } from "../lenses/lenses-of-block.js";

export const codeLensResolve: WorkspaceFeature<CodeLens, CodeLens | null> = {
  method: CodeLensResolveRequest.method,
  capabilities: {},
  nothing: null,
  respond: resolvedLens,
};

/** The lens with its command; without a count if the block has errors. */
export async function resolvedLens(
  lens: CodeLens,
  { workspace }: Pick<FeatureContext, "workspace">,
): Promise<CodeLens> {
  if (lens.command !== undefined || !isAbout(lens.data)) return lens;
  const { uri, name, isNamed } = lens.data;
  const lowered = await workspace.snapshotOf(uri)?.lowered(name);
  const count = lowered?.network?.reactions.length;
  const title = `reactions${isNamed ? ` of ${name}` : ""}${count === undefined ? "" : ` (${count})`}`;
  return { ...lens, command: lensCommand(title, "ncrn.showReactions", { uri, name, target: "reactions" }) };
}

function isAbout(data: unknown): data is LensData {
  const { uri, name } = (data ?? {}) as Partial<Record<string, unknown>>;
  return typeof uri === "string" && typeof name === "string";
}
