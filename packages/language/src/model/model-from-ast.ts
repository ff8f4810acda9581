// Documents → checked program: the order in which names are declared, resolved and elaborated.

import type { Declaration, ImportDeclaration } from "../ast/nodes.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { csvColumns } from "./csv-header.js";
import { declareDocument } from "./declare-names.js";
import { elaborateProgram } from "./elaborate-program.js";
import type { Overrides } from "./evaluation.js";
import type { Fact } from "./facts.js";
import type { LoadedDocument } from "./load-documents.js";
import type { CheckedProgram } from "./model.js";
import type { NameTable, Resolution } from "./name-table.js";
import { resolveNames } from "./resolve-names.js";
import { createScope, type Scope, scopeKey } from "./symbols.js";

/** What the steps need beside the documents. */
export interface ModelInput {
  /** Imported files first, the root last. */
  readonly documents: readonly LoadedDocument[];
  readonly emit: (fact: Fact) => boolean;
  readonly overrides: Overrides;
  /** Text of a data file as named in a source file, undefined if it cannot be read. */
  readonly textOfFile: (path: string, file: string) => string | undefined;
  /** True if data files can be looked up at all. */
  readonly filesAreReadable: boolean;
  /** Components, statements and terms that the root file may make; undefined for as many as the language allows. */
  readonly mostWork: number | undefined;
}

/** Names first, in all documents; then the values of the root file. Yields after each declaration. */
export function* modelFromAst(input: ModelInput): Generator<
  void,
  {
    readonly program: CheckedProgram;
    readonly names: NameTable;
  }
> {
  const { names, suggested } = yield* namesOfDocuments(input);
  const program = yield* elaborateProgram({ ...input, names });
  yield;
  emitDeclared(input, names, suggested);
  return { program, names };
}

function* namesOfDocuments(input: ModelInput): Generator<
  void,
  {
    readonly names: NameTable;
    readonly suggested: ReadonlySet<string>;
  }
> {
  const shared = {
    emit: input.emit,
    filesAreReadable: input.filesAreReadable,
    columnsOf: (path: string, file: string) => {
      const text = input.textOfFile(path, file);
      return text === undefined ? undefined : csvColumns(text);
    },
    symbolOf: new Map(),
    usesOf: new Map(),
    scopeOf: new Map(),
    symbols: [],
    reacting: new Set(),
    withEquation: new Set(),
    faulty: new Set(),
    unnamedLearners: new Map(),
    suggested: new Set<string>(),
    lost: new Map(),
    uncertain: new Set(),
  } satisfies Partial<Resolution>;
  const fileScopes = new Map<LoadedDocument, Scope>();
  for (const loaded of input.documents) {
    const fileScope = createScope(undefined);
    fileScopes.set(loaded, fileScope);
    const resolution: Resolution = {
      ...shared,
      loaded,
      file: loaded.source.name,
      fileScope,
      silentNames: new Set(),
      unknown: new Map(),
    };
    const scopeOfImport = (declaration: ImportDeclaration): Scope | undefined => {
      const imported = loaded.imports.get(declaration);
      return imported && fileScopes.get(imported);
    };
    shared.scopeOf.set(loaded.document, fileScope);
    const lostAtTop = loaded.damage.lostNames.get(loaded.document);
    if (lostAtTop !== undefined) resolution.lost.set(fileScope.names, [lostAtTop]);
    declareDocument(resolution, scopeOfImport);
    for (const [container, lost] of loaded.damage.lostNames) {
      if (container === loaded.document) continue;
      const names = resolution.scopeOf.get(container)?.names;
      // The block of a phase has the names of the block around it.
      if (names !== undefined) resolution.lost.set(names, [...(resolution.lost.get(names) ?? []), lost]);
    }
    yield* resolveNames(resolution);
  }
  return { names: shared, suggested: shared.suggested };
}

/** Tells the rules how often each name is used, after everything has been read. */
function emitDeclared(input: ModelInput, names: NameTable, suggested: ReadonlySet<string>): void {
  const root = input.documents.at(-1);
  if (root === undefined) return;
  // A text that is not understood as a whole may use more than was seen.
  const isBroken = hasErrors(root.diagnostics);
  const isLibrary = !root.document.declarations.some(({ kind }) => runnable.has(kind));
  const topScope = names.scopeOf.get(root.document);
  for (const symbol of names.symbols) {
    const isExported = isLibrary && topScope?.names.get(scopeKey(symbol.kind, symbol.name)) === symbol;
    const exempt = symbol.file !== root.source.name || isBroken || isExported || suggested.has(symbol.name);
    input.emit({ kind: "Declared", symbol, uses: names.usesOf.get(symbol)?.length ?? 0, exempt });
  }
}

const runnable: ReadonlySet<Declaration["kind"]> = new Set([
  "NetworkDeclaration",
  "ModelDeclaration",
  "DataDeclaration",
]);
