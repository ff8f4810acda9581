// A name that nothing declares here and another file does → an import of it.

import {
  createSourceText,
  type Declaration,
  type Diagnostic,
  type Document,
  type Fix,
  type ImportDeclaration,
  importableKinds,
  parse,
  type SourceText,
  type SymbolKind,
  standardLibrary,
  type TextEdit,
  writtenName,
} from "@ncrn/language";
import { filesToName } from "../completion/offers-of-files.js";
import { documentOf } from "../cursor.js";
import type { OutlineKind } from "../navigation/outline-entry.js";
import type { Snapshot } from "../snapshot.js";
import type { Workspace } from "../workspace.js";

/** Files that are read in search of a name. */
const MOST_FILES = 200;

/** An import for each file near the document that declares the name as something that may stand there. */
export function fixesOfImports(
  { code, data }: Diagnostic,
  snapshot: Snapshot,
  workspace: Workspace,
): readonly Fix[] {
  const { name, kinds } = data;
  if (code !== "unknown-name" || typeof name !== "string" || !Array.isArray(kinds)) return [];
  const fitting = new Set((kinds as SymbolKind[]).filter((kind) => importableKinds.has(kind)));
  const document = documentOf(snapshot);
  if (fitting.size === 0 || document === undefined) return [];
  const paths = [
    ...pathsDeclaring(name, fitting, snapshot, workspace),
    ...standardPathsDeclaring(name, fitting),
  ];
  return paths.map((path) => ({
    title: `Import \`${name}\` from "${path}"`,
    edits: [importOf(writtenName(name), path, { document, snapshot, workspace })],
  }));
}

// ── Which files ────────────────────────────────────────────────────────────────────────────────────────

/** Paths of files beside the document, and of those that are open or imported anyway, without those that need the document. */
function pathsDeclaring(
  name: string,
  kinds: ReadonlySet<SymbolKind>,
  snapshot: Snapshot,
  workspace: Workspace,
): readonly string[] {
  const own = snapshot.source.name;
  const known = new Set([
    ...workspace.openSnapshots().map(({ source }) => source.name),
    ...(snapshot.analysis()?.documents.map(({ source }) => workspace.fileOf(source.name)) ?? []),
  ]);
  let importers: readonly string[] | undefined;
  return filesToName(own, "ncrn", workspace)
    .flatMap((path) => {
      const file = workspace.locate(`${path}.ncrn`, own);
      const isNear = !path.includes("/") || (file !== undefined && known.has(workspace.fileOf(file)));
      return file !== undefined && isNear && !path.includes('"') ? [{ path, file }] : [];
    })
    .slice(0, MOST_FILES)
    .filter(({ file }) => {
      // Most files do not have the word, and need not be parsed.
      if (workspace.sourceOf(file)?.content.includes(name) !== true) return false;
      const declares = workspace
        .outline(file)
        ?.some((entry) => entry.name === name && kinds.has(symbolKinds[entry.kind] ?? "import"));
      if (declares !== true) return false;
      importers ??= workspace.importersOf(own);
      return !importers.includes(file);
    })
    .map(({ path }) => path);
}

/** What can be imported, as outlines call it. */
const symbolKinds: { readonly [Kind in OutlineKind]?: SymbolKind } = {
  constant: "const",
  function: "function",
  module: "module",
  network: "network",
  model: "model",
};

function standardPathsDeclaring(name: string, kinds: ReadonlySet<SymbolKind>): readonly string[] {
  return standardDeclarations()
    .filter((one) => one.name === name && kinds.has(one.kind))
    .map(({ path }) => path);
}

interface StandardDeclaration {
  readonly path: string;
  readonly name: string;
  readonly kind: SymbolKind;
}

/** The library never changes, so it is read once. */
function standardDeclarations(): readonly StandardDeclaration[] {
  foundInLibrary ??= [...standardLibrary].flatMap(([path, content]) =>
    parse(createSourceText(path, content))
      .document.declarations.flatMap((declaration) => declared(declaration))
      .map((one) => ({ path, ...one })),
  );
  return foundInLibrary;
}

let foundInLibrary: readonly StandardDeclaration[] | undefined;

function declared(node: Declaration): readonly Pick<StandardDeclaration, "name" | "kind">[] {
  switch (node.kind) {
    case "ConstDeclaration":
      return [{ name: node.name.text, kind: "const" }];
    case "FunctionDeclaration":
      return [{ name: node.name.text, kind: "function" }];
    case "ModuleDeclaration":
      return [{ name: node.name.text, kind: "module" }];
    default:
      return [];
  }
}

// ── How it is written ──────────────────────────────────────────────────────────────────────────────────

interface Importing {
  readonly document: Document;
  readonly snapshot: Snapshot;
  readonly workspace: Workspace;
}

/** One more name in an import of the file, or an import behind the others, or at the top. */
function importOf(name: string, path: string, { document, snapshot, workspace }: Importing): TextEdit {
  const { source } = snapshot;
  const imports = document.declarations.filter((node) => node.kind === "ImportDeclaration");
  const fileOf = (written: string): string | undefined =>
    written.startsWith("std/") ? written : workspace.locate(withExtension(written), source.name);
  const same = imports.find((node) => isOfNames(node) && fileOf(pathOf(node)) === fileOf(path));
  const lastName = same?.names.at(-1);
  if (lastName !== undefined) return insertion(lastName.span.end, `, ${name}`);
  const line = `import { ${name} } from "${path}"`;
  const lineEnd = source.content.includes("\r\n") ? "\r\n" : "\n";
  const last = imports.at(-1);
  if (last !== undefined) return insertion(endOfLine(source, last.span.end), `${lineEnd}${line}`);
  return insertion(endOfHead(source), `${line}${lineEnd}${lineEnd}`);
}

/** An import with names that are all there. */
function isOfNames({ names, path }: ImportDeclaration): boolean {
  return path.kind === "StringLiteral" && names.length > 0 && names.at(-1)?.kind === "Name";
}

function pathOf({ path }: ImportDeclaration): string {
  return path.kind === "StringLiteral" ? path.value : "";
}

function withExtension(path: string): string {
  return path.endsWith(".ncrn") ? path : `${path}.ncrn`;
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

/** Behind a comment on the same line; where another declaration follows on it, right behind the import. */
function endOfLine({ content }: SourceText, offset: number): number {
  const [rest = ""] = /^[ \t]*;?[ \t]*(\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(content.slice(offset)) ?? [];
  return offset + rest.trimEnd().length;
}

/** Behind comments about the whole file, which an empty line parts from what they stand before. */
function endOfHead({ content }: SourceText): number {
  return /^(?:\/\/(?!\/)[^\r\n]*\r?\n)+(?:[ \t]*\r?\n)+/.exec(content)?.[0].length ?? 0;
}
