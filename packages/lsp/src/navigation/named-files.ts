// Paths in quotes → the files that they name.

import {
  type DeclaredSymbol,
  type Document,
  descendants,
  type Node,
  type StringLiteral,
} from "@ncrn/language";
import { documentOf } from "../cursor.js";
import type { Snapshot } from "../snapshot.js";
import type { Workspace } from "../workspace.js";

/** A path in a text that names a file. */
export interface NamedFile {
  readonly literal: StringLiteral;
  readonly kind: "import" | "data";
}

/** The paths of imports and data sets, in the order of the text; those of built-in files too. */
export function namedFiles(document: Document): readonly NamedFile[] {
  return document.declarations.flatMap((node): readonly NamedFile[] => {
    if (node.kind === "ImportDeclaration") return literals([node.path], "import");
    if (node.kind !== "DataDeclaration") return [];
    const parts = node.items.filter(
      (item) => item.kind === "Entry" && (item.key.text === "train" || item.key.text === "validation"),
    );
    return literals([node.source, ...parts.flatMap((part) => [...descendants(part)])], "data");
  });
}

function literals(nodes: readonly (Node | undefined)[], kind: NamedFile["kind"]): readonly NamedFile[] {
  return nodes.flatMap((literal) => (literal?.kind === "StringLiteral" ? [{ literal, kind }] : []));
}

/** The file that a path of an import or data set means; undefined for a built-in one and one that may not be read. */
export function fileNamedBy(
  { literal, kind }: NamedFile,
  at: string,
  workspace: Workspace,
): string | undefined {
  const { value } = literal;
  if (value === "" || (kind === "import" && value.startsWith("std/"))) return undefined;
  const path = kind === "import" && !value.endsWith(".ncrn") ? `${value}.ncrn` : value;
  return workspace.locate(path, at);
}

/** The file behind any text in quotes of a snapshot, if it names one that can be read. */
export function fileOfLiteral(
  literal: StringLiteral,
  snapshot: Snapshot,
  workspace: Workspace,
): string | undefined {
  const document = documentOf(snapshot);
  const named = document && namedFiles(document).find((one) => one.literal === literal);
  const file = named && fileNamedBy(named, snapshot.source.name, workspace);
  return file !== undefined && workspace.exists(file) ? file : undefined;
}

/** The file that an import brings in under a name. */
export function importedFile(
  { declaration, file }: DeclaredSymbol,
  workspace: Workspace,
): string | undefined {
  if (declaration.kind !== "ImportDeclaration" || declaration.path.kind !== "StringLiteral") return undefined;
  return fileNamedBy({ literal: declaration.path, kind: "import" }, workspace.fileOf(file), workspace);
}
