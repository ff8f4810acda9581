// textDocument/definition: where a name is declared; for a path, the file; for a column of a data file, its header.

import type { DeclaredSymbol, StringLiteral } from "@ncrn/language";
import { type DefinitionParams, DefinitionRequest, type Location } from "vscode-languageserver";
import { cursorAt, documentOf } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import { declarationOf } from "../navigation/all-occurrences.js";
import { headerSpan } from "../navigation/data-header.js";
import { fileOfLiteral, importedFile } from "../navigation/named-files.js";
import { symbolAt } from "../navigation/symbol-at.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";
import { standardLocation } from "../views/standard-file.js";
import type { Workspace } from "../workspace.js";

export const definition: Feature<DefinitionParams, Location | null> = {
  method: DefinitionRequest.method,
  capabilities: { definitionProvider: true },
  nothing: null,
  respond: definitionAt,
};

/** Where what stands at the position is declared; null for unknown names and what is built in. */
export function definitionAt(
  snapshot: Snapshot,
  { position }: Pick<DefinitionParams, "position">,
  context: Pick<FeatureContext, "workspace" | "client">,
): Location | null {
  const { workspace } = context;
  const found = symbolAt(snapshot, position);
  if (found === undefined) {
    const literal = cursorAt(snapshot, position)?.nodes.at(-1);
    if (literal?.kind !== "StringLiteral") return null;
    const standard = isImportPath(literal, snapshot) ? standardLocation(literal.value, context) : undefined;
    return standard ?? startOf(fileOfLiteral(literal, snapshot, workspace), workspace);
  }
  const { symbol, declares } = found.occurrence;
  const declared = declarationOf(found.occurrence, context);
  if (symbol.kind === "import" && (declares || declared === undefined)) {
    const standard = standardLocation(pathOf(symbol), context);
    return standard ?? startOf(importedFile(symbol, workspace), workspace);
  }
  if (symbol.kind === "column" && symbol.declaration.kind === "StringLiteral")
    return columnHeader(symbol, symbol.declaration, workspace);
  return declared ?? null;
}

function isImportPath(literal: StringLiteral, snapshot: Snapshot): boolean {
  const declarations = documentOf(snapshot)?.declarations ?? [];
  return declarations.some((node) => node.kind === "ImportDeclaration" && node.path === literal);
}

/** As written; nothing if it is missing. */
function pathOf({ declaration }: DeclaredSymbol): string {
  const path = declaration.kind === "ImportDeclaration" ? declaration.path : undefined;
  return path?.kind === "StringLiteral" ? path.value : "";
}

function startOf(file: string | undefined, workspace: Workspace): Location | null {
  if (file === undefined) return null;
  const start = { line: 0, character: 0 };
  return { uri: workspace.uriOf(file), range: { start, end: start } };
}

/** The name in the first line of the data file. */
function columnHeader(symbol: DeclaredSymbol, path: StringLiteral, workspace: Workspace): Location | null {
  const file = workspace.locate(path.value, workspace.fileOf(symbol.file));
  const source = file && workspace.sourceOf(file);
  if (!source) return null;
  return { uri: workspace.uriOf(source.name), range: rangeFromSpan(source, headerSpan(source, symbol.name)) };
}
