// codeLens/resolve: the number of reactions of a block or of runs of a scan, when its lens is seen.

import { type CodeLens, CodeLensResolveRequest } from "vscode-languageserver";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { counted } from "../hover/scene.js";
import { type LensData, lensCommand } from "../lenses/lenses-of-block.js";
import { checkedScan, runsOfScan } from "../lowered/checked-scan.js";

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
  const { uri, name, isNamed, scan } = lens.data;
  const snapshot = workspace.snapshotOf(uri);
  if (scan !== undefined) {
    const checked = snapshot && checkedScan(snapshot, name);
    const runs = checked === undefined ? "" : ` (${counted(runsOfScan(checked), "run")})`;
    return { ...lens, command: lensCommand(scan + runs, "ncrn.scan", { uri, name }) };
  }
  const lowered = await snapshot?.lowered(name);
  const count = lowered?.network?.reactions.length;
  const title = `reactions${isNamed ? ` of ${name}` : ""}${count === undefined ? "" : ` (${count})`}`;
  return { ...lens, command: lensCommand(title, "ncrn.showReactions", { uri, name, target: "reactions" }) };
}

function isAbout(data: unknown): data is LensData {
  const { uri, name } = (data ?? {}) as Partial<Record<string, unknown>>;
  return typeof uri === "string" && typeof name === "string";
}
