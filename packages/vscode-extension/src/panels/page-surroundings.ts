// What a page is told of the editor that shows it.

import { Uri, type Webview } from "vscode";
import type { PageSurroundings } from "./panel-page.js";

/** Files of the extension as a webview may load them. */
export function surroundingsOf(webview: Webview, extension: Uri): PageSurroundings {
  return {
    address: (file) => webview.asWebviewUri(Uri.joinPath(extension, file)).toString(),
    contentSource: webview.cspSource,
  };
}
