// The language server as the extension ships it for browsers: one file that runs in a web worker.

import { startBrowserServer } from "@ncrn/lsp/browser";

startBrowserServer(self);
