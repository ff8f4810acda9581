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
  // A stack of our own: chains of imports may be longer than calls can be deep.
  const loading: Loading = { options, loaded: new Map(), active: [] };
  let next: Found | undefined = { kind: "text", source: root, importedAt: undefined };
  for (;;) {
    if (next?.kind === "text") {
      loading.active.push(opened(next, options));
      yield;
    }
    const innermost = loading.active.at(-1);
    if (innermost === undefined) return [...loading.loaded.values()];
    const declaration: ImportDeclaration | undefined = innermost.waiting.shift();
    if (declaration === undefined) {
      close(loading, innermost);
      next = undefined;
    } else {
      next = findImport(loading, declaration, innermost);
      if (next?.kind === "document") innermost.imports.set(declaration, next.document);
    }
  }
}

interface Loading {
  readonly options: LoadOptions;
  readonly loaded: Map<string, LoadedDocument>;
  /** Files being loaded, outermost first. */
  readonly active: ActiveFile[];
}

/** A file whose imports are being loaded. */
interface ActiveFile {
  readonly source: SourceText;
  readonly parsed: ParsedText;
  /** The import that led to it; undefined for the root. */
  readonly importedAt: Origin | undefined;
  /** Imports that have not been looked at yet. */
  readonly waiting: ImportDeclaration[];
  readonly imports: Map<ImportDeclaration, LoadedDocument>;
  /** The import for which another file is being loaded. */
  importing: ImportDeclaration | undefined;
}

/** What an import leads to: a file that has been loaded, or a text that has to be. */
type Found =
  | { readonly kind: "document"; readonly document: LoadedDocument }
  | { readonly kind: "text"; readonly source: SourceText; readonly importedAt: Origin | undefined };

function opened(
  { source, importedAt }: Extract<Found, { readonly kind: "text" }>,
  { parse }: LoadOptions,
): ActiveFile {
  const parsed = parse(source);
  const waiting = parsed.document.declarations.filter(
    (declaration) => declaration.kind === "ImportDeclaration",
  );
  return { source, parsed, importedAt, waiting, imports: new Map(), importing: undefined };
}

/** The innermost file has all its imports. */
function close({ active, loaded }: Loading, { source, parsed, imports }: ActiveFile): void {
  active.pop();
  const units = unitsOfDocument(parsed.document, parsed.units);
  const damage = syntaxDamageOf(source, parsed.document, parsed.diagnostics);
  const result: LoadedDocument = { source, ...parsed, damage, units, imports };
  loaded.set(source.name, result);
  const importer = active.at(-1);
  if (importer?.importing !== undefined) importer.imports.set(importer.importing, result);
}

/** Undefined if there is no such file, or if it is one of those being loaded. */
function findImport(
  { options, loaded, active }: Loading,
  declaration: ImportDeclaration,
  importer: ActiveFile,
): Found | undefined {
  if (declaration.path.kind !== "StringLiteral") return undefined;
  const path = declaration.path.value;
  const origin: Origin = { file: importer.source.name, span: declaration.path.span };
  const name = pathOfImport(path, importer.source.name);
  const cycleStart = active.findIndex(({ source }) => source.name === name);
  if (cycleStart >= 0) {
    const chain = active.slice(cycleStart + 1).flatMap(({ importedAt }) => importedAt ?? []);
    options.emit({ kind: "ImportCycle", path, origin, chain });
    return undefined;
  }
  const known = loaded.get(name);
  if (known !== undefined) return { kind: "document", document: known };
  const content = textOfImport(path, importer.source.name, options);
  if (content !== undefined) {
    importer.importing = declaration;
    return { kind: "text", source: createSourceText(name, content), importedAt: origin };
  }
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
