// Root text → all documents it imports, each parsed once, imported ones first. Cycles and missing files are facts.

import type { Comment, Document, ImportDeclaration, Node, UnitExpression } from "../ast/nodes.js";
import { descendants } from "../ast/walk.js";
import type { Diagnostic, Origin } from "../diagnostics/diagnostic.js";
import { createSourceText, type SourceText } from "../text/source-text.js";
import type { Fact } from "./facts.js";
import { type FileUnits, unitsOfDocument } from "./file-units.js";

/** What the parser makes of a text. */
export interface ParsedText {
  readonly document: Document;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One parsed file with what its imports lead to. */
export interface LoadedDocument {
  readonly source: SourceText;
  readonly document: Document;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
  readonly units: FileUnits;
  /** Import declaration → the document it names; absent if it could not be loaded. */
  readonly imports: ReadonlyMap<ImportDeclaration, LoadedDocument>;
}

/** What loading needs from outside. */
export interface LoadOptions {
  readonly parse: (source: SourceText) => ParsedText;
  /** Text of a path as written in a file, undefined if it cannot be read. */
  readonly resolve: (path: string, importingFile: string) => string | undefined;
  /** Built-in files by path without extension, e.g. `std/metrics`. */
  readonly standardLibrary: ReadonlyMap<string, string>;
  readonly emit: (fact: Fact) => void;
}

/** Loads a text and everything it imports; the root comes last. */
export function loadDocuments(root: SourceText, options: LoadOptions): readonly LoadedDocument[] {
  const loaded = new Map<string, LoadedDocument>();
  const active: { readonly name: string; readonly origin: Origin | undefined }[] = [];

  const load = (source: SourceText, importedAt: Origin | undefined): LoadedDocument => {
    const parsed = options.parse(source);
    active.push({ name: source.name, origin: importedAt });
    const imports = new Map<ImportDeclaration, LoadedDocument>();
    for (const declaration of parsed.document.declarations) {
      if (declaration.kind !== "ImportDeclaration") continue;
      const found = loadImport(declaration, source.name);
      if (found !== undefined) imports.set(declaration, found);
    }
    active.pop();
    const units = unitsOfDocument(parsed.document, unitExpressionsOf(parsed.document));
    const result: LoadedDocument = { source, ...parsed, units, imports };
    loaded.set(source.name, result);
    return result;
  };

  const loadImport = (declaration: ImportDeclaration, importingFile: string): LoadedDocument | undefined => {
    if (declaration.path.kind !== "StringLiteral") return undefined;
    const path = declaration.path.value;
    const origin: Origin = { file: importingFile, span: declaration.path.span };
    const name = pathOfImport(path, importingFile);
    const cycleStart = active.findIndex((file) => file.name === name);
    if (cycleStart >= 0) {
      const chain = active.slice(cycleStart + 1).flatMap((file) => file.origin ?? []);
      options.emit({ kind: "ImportCycle", path, origin, chain });
      return undefined;
    }
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const content = textOfImport(path, name, importingFile, options);
    if (content !== undefined) return load(createSourceText(name, content), origin);
    options.emit({
      kind: "FailedImport",
      path,
      reason: path.startsWith("std/") ? "the standard library has no such file" : "there is no such file",
      origin,
      candidates: path.startsWith("std/") ? [...options.standardLibrary.keys()] : [],
      name: undefined,
    });
    return undefined;
  };

  load(root, undefined);
  return [...loaded.values()];
}

/** The name of an imported file: relative to the importing one, with `.ncrn`; `std/…` names built-in files. */
export function pathOfImport(path: string, importingFile: string): string {
  const withExtension = path.endsWith(".ncrn") ? path : `${path}.ncrn`;
  if (path.startsWith("std/") || withExtension.startsWith("/")) return withExtension;
  const importing = importingFile.replaceAll("\\", "/");
  const folder = importing.includes("/") ? importing.slice(0, importing.lastIndexOf("/")) : "";
  const parts: string[] = folder === "" ? [] : folder.split("/");
  for (const part of withExtension.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

function textOfImport(
  path: string,
  name: string,
  importingFile: string,
  options: LoadOptions,
): string | undefined {
  if (path.startsWith("std/")) return options.standardLibrary.get(name.replace(/\.ncrn$/, ""));
  return options.resolve(path.endsWith(".ncrn") ? path : `${path}.ncrn`, importingFile);
}

function unitExpressionsOf(document: Node): readonly UnitExpression[] {
  return [...descendants(document)].filter((node) => node.kind === "UnitExpression");
}
