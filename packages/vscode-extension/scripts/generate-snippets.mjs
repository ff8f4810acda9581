// Writes snippets/ncrn.generated.json from the templates of the language server's completion. They have no prefix: the
// command "Insert Snippet" lists them, and completion, which has the same templates from the server, does not show them twice.
// Run after a build, from this package's folder.
import { mkdirSync, writeFileSync } from "node:fs";
import { insertableSnippets } from "@ncrn/lsp/snippets";

const snippets = Object.fromEntries(
  insertableSnippets().map(({ name, body, description }) => [name, { body: body.split("\n"), description }]),
);
mkdirSync("snippets", { recursive: true });
writeFileSync("snippets/ncrn.generated.json", `${JSON.stringify(snippets, undefined, 2)}\n`);
