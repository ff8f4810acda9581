// workspace/textDocumentContent: the text of a read-only document with an address `ncrn-view:`.

import {
  type TextDocumentContentParams,
  TextDocumentContentRequest,
  type TextDocumentContentResult,
} from "vscode-languageserver";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { standardFileAt } from "../views/standard-file.js";
import { VIEW_SCHEME, viewAddress } from "../views/view-address.js";
import { currentView } from "../views/view-request.js";

export const viewContent: WorkspaceFeature<TextDocumentContentParams, TextDocumentContentResult> = {
  method: TextDocumentContentRequest.method,
  capabilities: { workspace: { textDocumentContent: { schemes: [VIEW_SCHEME] } } },
  nothing: { text: "" },
  respond: contentOfView,
};

/** The text of a view, or of a file of the standard library; the editor is told from now on when it has changed. */
export async function contentOfView(
  { uri }: TextDocumentContentParams,
  context: FeatureContext,
): Promise<TextDocumentContentResult> {
  const standard = standardFileAt(uri);
  if (standard !== undefined) return { text: standard.content };
  const address = viewAddress(uri);
  if (address === undefined) return { text: `This is no address of a view: ${uri}\n` };
  context.viewShown?.(uri);
  const view = await currentView(address, context);
  return { text: view?.text ?? `Open ${address.uri} to see ${address.name} here.\n` };
}
