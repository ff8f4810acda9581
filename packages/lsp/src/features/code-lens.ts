// textDocument/codeLens: what can be done with each block, above it.

import { type CodeLens, type CodeLensParams, CodeLensRequest } from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import { lensesOfBlock } from "../lenses/lenses-of-block.js";
import { runsAndLearners } from "../lenses/runs-and-learners.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";

export const codeLens: Feature<CodeLensParams, CodeLens[] | null> = {
  method: CodeLensRequest.method,
  capabilities: { codeLensProvider: { resolveProvider: true } },
  nothing: null,
  respond: (snapshot, _, context) => codeLenses(snapshot, context),
};

/** The lenses of all blocks, in order; counts of reactions come when a lens is seen. */
export function codeLenses(
  snapshot: Snapshot,
  { settings, workspace }: Pick<FeatureContext, "settings" | "workspace">,
): CodeLens[] {
  const document = documentOf(snapshot);
  if (document === undefined || !settings.codeLens.enabled) return [];
  const known = runsAndLearners(snapshot, workspace);
  return document.declarations.flatMap((declaration) => {
    const { start } = declaration.span;
    const range = rangeFromSpan(snapshot.source, { start, end: start });
    return lensesOfBlock(declaration, snapshot.uri, known).map((lens) => ({ range, ...lens }));
  });
}
