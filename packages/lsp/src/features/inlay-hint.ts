// textDocument/inlayHint: what the text leaves to rules, beside it: units, initial amounts, rails, numbers of reactions.

import type { Span } from "@ncrn/language";
import {
  type InlayHint,
  InlayHintKind,
  type InlayHintParams,
  InlayHintRequest,
  TextEdit,
} from "vscode-languageserver";
import { loadedOf } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import type { Hint } from "../hints/hint.js";
import { hintsOfDeclaration } from "../hints/hints-of-declaration.js";
import { firstNetworkOf } from "../lowered/first-network-of.js";
import type { Snapshot } from "../snapshot.js";
import { offsetFromPosition, rangeFromSpan } from "../to-lsp.js";

export const inlayHint: Feature<InlayHintParams, InlayHint[] | null> = {
  method: InlayHintRequest.method,
  capabilities: { inlayHintProvider: true },
  nothing: null,
  respond: inlayHints,
};

/** The hints in a range, in order. */
export async function inlayHints(
  snapshot: Snapshot,
  { range }: Pick<InlayHintParams, "range">,
  { settings }: Pick<FeatureContext, "settings">,
): Promise<InlayHint[]> {
  const loaded = loadedOf(snapshot);
  if (loaded === undefined) return [];
  const span: Span = {
    start: offsetFromPosition(snapshot.source, range.start),
    end: offsetFromPosition(snapshot.source, range.end),
  };
  const touched = loaded.document.declarations.filter(
    (declaration) => declaration.span.start <= span.end && span.start <= declaration.span.end,
  );
  const hints = await Promise.all(
    touched.map(async (declaration) => {
      const program = snapshot.analysis()?.program;
      const name = program && firstNetworkOf(declaration, snapshot.source.name, program);
      const lowered = name === undefined ? undefined : await snapshot.lowered(name);
      return hintsOfDeclaration(span, { declaration, loaded, lowered, settings: settings.inlayHints });
    }),
  );
  return hints
    .flat()
    .filter(({ offset }) => span.start <= offset && offset <= span.end)
    .map((hint) => toProtocol(hint, snapshot));
}

function toProtocol({ offset, label, tooltip, insertion }: Hint, { source }: Snapshot): InlayHint {
  const position = rangeFromSpan(source, { start: offset, end: offset }).start;
  const text = label.trimStart();
  return {
    position,
    label: text,
    kind: InlayHintKind.Type,
    tooltip,
    paddingLeft: label !== text,
    ...(insertion !== undefined && { textEdits: [TextEdit.insert(position, insertion)] }),
  };
}
