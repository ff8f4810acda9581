// Everything that the server can be asked. A new request is one file in features/ and one line here; what the server
// announces follows from these lists.

import type { ServerCapabilities } from "vscode-languageserver";
import type { Feature, WorkspaceFeature } from "./feature.js";
import { assertions } from "./features/assertions.js";
import { callHierarchy, incomingCalls, outgoingCalls } from "./features/call-hierarchy.js";
import { checkAssertions } from "./features/check-assertions.js";
import { codeAction } from "./features/code-action.js";
import { codeLens } from "./features/code-lens.js";
import { codeLensResolve } from "./features/code-lens-resolve.js";
import { completion } from "./features/completion.js";
import { completionResolve } from "./features/completion-resolve.js";
import { definition } from "./features/definition.js";
import { documentHighlight } from "./features/document-highlight.js";
import { documentLink } from "./features/document-link.js";
import { documentSymbol } from "./features/document-symbol.js";
import { foldingRange } from "./features/folding-range.js";
import { formatting } from "./features/formatting.js";
import { hover } from "./features/hover.js";
import { inlayHint } from "./features/inlay-hint.js";
import { networks } from "./features/networks.js";
import { onTypeFormatting } from "./features/on-type-formatting.js";
import { prepareRename } from "./features/prepare-rename.js";
import { rangeFormatting } from "./features/range-formatting.js";
import { readableFiles } from "./features/readable-files.js";
import { references } from "./features/references.js";
import { rename } from "./features/rename.js";
import { runs } from "./features/runs.js";
import { selectionRange } from "./features/selection-range.js";
import { semanticTokens, semanticTokensDelta, semanticTokensRange } from "./features/semantic-tokens.js";
import { signatureHelp } from "./features/signature-help.js";
import { typeDefinition } from "./features/type-definition.js";
import { viewContent } from "./features/view-content.js";
import { viewPositionsOf } from "./features/view-positions.js";
import { viewReasonOf } from "./features/view-reason.js";
import { viewSource } from "./features/view-source.js";
import { workspaceSymbol } from "./features/workspace-symbol.js";

// biome-ignore lint/suspicious/noExplicitAny: parameters and results differ from request to request
export type AnyFeature = Feature<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: parameters and results differ from request to request
export type AnyWorkspaceFeature = WorkspaceFeature<any, any>;

/** All requests about a document. */
export const features: readonly AnyFeature[] = [
  codeAction,
  codeLens,
  hover,
  inlayHint,
  completion,
  formatting,
  rangeFormatting,
  onTypeFormatting,
  callHierarchy,
  definition,
  documentHighlight,
  documentLink,
  documentSymbol,
  foldingRange,
  prepareRename,
  references,
  rename,
  selectionRange,
  signatureHelp,
  semanticTokens,
  semanticTokensDelta,
  semanticTokensRange,
  typeDefinition,
];

/** All other requests. */
export const workspaceFeatures: readonly AnyWorkspaceFeature[] = [
  codeLensResolve,
  viewContent,
  viewPositionsOf,
  viewReasonOf,
  viewSource,
  networks,
  readableFiles,
  runs,
  assertions,
  checkAssertions,
  completionResolve,
  incomingCalls,
  outgoingCalls,
  workspaceSymbol,
];

/** What all of them announce together. */
export function announcedCapabilities(): ServerCapabilities {
  const all = [...features, ...workspaceFeatures].map((feature) => feature.capabilities);
  const workspace = Object.assign({}, ...all.map((capabilities) => capabilities.workspace));
  return { ...Object.assign({}, ...all), workspace };
}
