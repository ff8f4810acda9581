// The front half on one screen: text → documents → names → checked program, with everything found on the way.

import type { NameNode } from "./ast/nodes.js";
import { atOnce } from "./at-once.js";
import { type Diagnostic, hasErrors, sortDiagnostics } from "./diagnostics/diagnostic.js";
import type { ConstantValue, Overrides } from "./model/evaluation.js";
import { type LoadedDocument, loadDocuments } from "./model/load-documents.js";
import type { CheckedProgram } from "./model/model.js";
import { modelFromAst } from "./model/model-from-ast.js";
import type { NameTable } from "./model/name-table.js";
import { createFactSink } from "./model/rule.js";
import { rules } from "./model/rules/index.js";
import { withoutSuppressed } from "./model/suppressions.js";
import { followsFromSyntax } from "./model/syntax-faults.js";
import { type ParsedFile, parse as parseAnew } from "./parse.js";
import { standardLibrary } from "./std/standard-library.js";
import type { SourceText } from "./text/source-text.js";

/** What `analyze` may be given beside the text. */
export interface AnalyzeOptions {
  /**
   * Text of a path as written in a file (`import "parts"` asks for `parts.ncrn`; a data set for its CSV file), undefined
   * if there is none. Without this function imports fail and the columns of data files are not checked.
   */
  readonly resolve?: (path: string, importingFile: string) => string | undefined;
  /** Values for constants, rates and initial values by name, as given by `--set name=value`. */
  readonly overrides?: ReadonlyMap<string, number>;
  /** For callers that keep the trees of files; it must give what `parse` gives. */
  readonly parse?: (source: SourceText) => ParsedFile;
  /**
   * Components, statements and terms that loops and shapes of the file may make, for callers who have to answer soon. What
   * makes more is left out, with an information that says so. Without this it is an error beyond what the language allows.
   */
  readonly mostWork?: number;
}

/** Everything known about a file and what it imports. */
export interface Analysis {
  /** What can be compiled or run. Networks, models and records with errors are left out; the rest stays usable. */
  readonly program: CheckedProgram;
  /** The root file, then imported ones. */
  readonly documents: readonly LoadedDocument[];
  /** Name ↔ declaration, both directions, over all documents. */
  readonly references: NameTable;
  /** Ordered by file, position and code. */
  readonly diagnostics: readonly Diagnostic[];
  /** Names of overrides that the text does not have. */
  readonly unknownOverrides: readonly string[];
  /**
   * Where constants of networks and models are declared, by the full name with which an override reaches them:
   * `Network.pump.gain`. Those of a branch of `if` that is not taken are left out; several share a name where different
   * branches or loops declare it.
   */
  readonly constantsByName: ReadonlyMap<string, ReadonlySet<NameNode>>;
  /** What constants have become, by where they are declared; of a loop that has very many, the first. */
  readonly constantValues: ReadonlyMap<NameNode, readonly ConstantValue[]>;
}

/** Analyses a file. Total: any text gives an analysis; mistakes are diagnostics. */
export function analyze(root: SourceText, options: AnalyzeOptions = {}): Analysis {
  return atOnce(analyzeInPieces(root, options));
}

/**
 * The same piece by piece, for callers that have something else to do in between: parsing one text after another, then one declaration
 * after another.
 */
export function* analyzeInPieces(root: SourceText, options: AnalyzeOptions = {}): Generator<void, Analysis> {
  const facts = createFactSink(rules);
  const textOfFile = options.resolve ?? (() => undefined);
  const overrides: Overrides = {
    values: options.overrides ?? new Map<string, number>(),
    used: new Set(),
    constants: new Map(),
    constantValues: new Map(),
  };
  const parse = options.parse ?? parseAnew;
  const loading = { parse, resolve: textOfFile, standardLibrary, emit: facts.emit };
  const documents = yield* loadDocuments(root, loading);
  const filesAreReadable = options.resolve !== undefined;
  yield;
  const { program, names } = yield* modelFromAst({
    documents,
    emit: facts.emit,
    overrides,
    textOfFile,
    filesAreReadable,
    mostWork: options.mostWork,
  });
  yield;
  const own = facts.diagnostics().filter((diagnostic) => !followsFromSyntax(documents, diagnostic));
  const found = [...documents.flatMap((loaded) => loaded.diagnostics), ...own];
  return {
    program,
    documents: [...documents].reverse(),
    references: names,
    diagnostics: withoutSuppressed(sortDiagnostics(found), documents),
    unknownOverrides: [...overrides.values.keys()].filter((name) => !overrides.used.has(name)),
    constantsByName: overrides.constants,
    constantValues: overrides.constantValues,
  };
}

/** The program if nothing in the file and its imports is wrong, otherwise nothing. */
export function validProgram(analysis: Analysis): CheckedProgram | undefined {
  return hasErrors(analysis.diagnostics) ? undefined : analysis.program;
}
