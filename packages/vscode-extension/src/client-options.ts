// What the language client is told, on every kind of machine.

import { VIEW_SCHEME } from "@ncrn/lsp/client";
import type { ExtensionContext } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { pagesOfCodes } from "./documents/pages-of-codes.js";

/** Options for documents of the language, wherever they are: on disk, untitled, in a virtual workspace; and for views. */
export function clientOptions(context: ExtensionContext): LanguageClientOptions {
  const documentation = pagesOfCodes(context.extensionUri).toString();
  return {
    documentSelector: [{ language: "ncrn" }, { scheme: VIEW_SCHEME }],
    initializationOptions: { documentation },
  };
}
