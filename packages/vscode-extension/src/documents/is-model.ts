// Which documents are models.

import { VIEW_SCHEME } from "@ncrn/lsp/client";
import type { TextDocument } from "vscode";

/** True for texts that users write; views in the language are made by the server. */
export function isModel({ languageId, uri }: Pick<TextDocument, "languageId" | "uri">): boolean {
  return languageId === "ncrn" && uri.scheme !== VIEW_SCHEME;
}
