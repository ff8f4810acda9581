// The public surface of @ncrn/lsp: the language server as a process on standard input and output.

export { type ServerOptions, startServer } from "./node.js";
