// The language server as the extension ships it: one file without dependencies, with the pages of the codes beside it.

import path from "node:path";
import { startServer } from "@ncrn/lsp";

// No top-level await: the bundle is CommonJS.
void startServer({ documentation: path.join(import.meta.dirname, "diagnostics") }).then((exitCode) => {
  process.exitCode = exitCode;
});
