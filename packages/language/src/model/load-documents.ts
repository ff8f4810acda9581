// Root text → all documents it imports, each parsed once, imported ones first. Cycles and missing files are facts.

import type { Comment, Document, ImportDeclaration, UnitExpression } from "../ast/nodes.js";
import type { Diagnostic, Origin } from "../diagnostics/diagnostic.js";
import { createSourceText, type SourceText } from "../text/source-text.js";
import type { Fact } from "./facts.js";
import { type FileUnits, unitsOfDocument } from "./file-units.js";
import { type SyntaxDamage, syntaxDamageOf } from "./syntax-damage.js";

/** What the parser makes of a text. */
export interface ParsedText {
  readonly document: Document;
  readonly comments: readonly Comment[];
  /** All units in the tree, in source order. */
  readonly units: readonly UnitExpression[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One parsed file with what its imports lead to. */
export interface LoadedDocument {
  readonly source: SourceText;
  readonly document: Document;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the syntax errors among the diagnostics have made unusable. */
  readonly damage: SyntaxDamage;
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

/** Loads a text and everything it imports; the root comes last. Yields after each text. */
export function* loadDocuments(
  root: SourceText,
  options: LoadOptions,
): Generator<void, readonly LoadedDocument[]> {
  const loading: Loading = { options, loaded: new Map(), active: [] };
  yield* load(loading, root, undefined);
  return [...loading.loaded.values()];
}

interface Loading {
  readonly options: LoadOptions;
  readonly loaded: Map<string, LoadedDocument>;
  /** Files being loaded, outermost first, with the imports that led to them. */
  readonly active: { readonly name: string; readonly origin: Origin | undefined }[];
}

function* load(
  loading: Loading,
  source: SourceText,
  importedAt: Origin | undefined,
): Generator<void, LoadedDocument> {
  const parsed = loading.options.parse(source);
  yield;
  loading.active.push({ name: source.name, origin: importedAt });
  const imports = new Map<ImportDeclaration, LoadedDocument>();
  for (const declaration of parsed.document.declarations) {
    if (declaration.kind !== "ImportDeclaration") continue;
    const found = yield* loadImport(loading, declaration, source.name);
    if (found !== undefined) imports.set(declaration, found);
  }
  loading.active.pop();
  const units = unitsOfDocument(parsed.document, parsed.units);
  const damage = syntaxDamageOf(source, parsed.document, parsed.diagnostics);
  const result: LoadedDocument = { source, ...parsed, damage, units, imports };
  loading.loaded.set(source.name, result);
  return result;
}

function* loadImport(
  loading: Loading,
  declaration: ImportDeclaration,
  importingFile: string,
): Generator<void, LoadedDocument | undefined> {
  const { options, loaded, active } = loading;
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
  const content = textOfImport(path, importingFile, options);
  if (content !== undefined) return yield* load(loading, createSourceText(name, content), origin);
  const isBuiltIn = path.startsWith("std/");
  const reason = isBuiltIn ? "the standard library has no such file" : "there is no such file";
  const candidates = isBuiltIn ? [...options.standardLibrary.keys()] : [];
  options.emit({ kind: "FailedImport", path, reason, origin, candidates, name: undefined });
  return undefined;
}

/** The name of an imported file: relative to the importing one, with `.ncrn`; `std/…` names built-in files. */
function pathOfImport(path: string, importingFile: string): string {
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

function textOfImport(path: string, importingFile: string, options: LoadOptions): string | undefined {
  const withExtension = path.endsWith(".ncrn") ? path : `${path}.ncrn`;
  if (path.startsWith("std/")) return options.standardLibrary.get(withExtension.slice(0, -".ncrn".length));
  return options.resolve(withExtension, importingFile);
}
