// The public surface of @ncrn/language: text → checked model, diagnostics, formatter entry in ./format.

export { type Analysis, type AnalyzeOptions, analyze, analyzeInPieces, validProgram } from "./analyze.js";
export { childKeys } from "./ast/child-keys.js";
export * from "./ast/nodes.js";
export { binaryPrecedence, isComparison, unaryPrecedence } from "./ast/operator-precedence.js";
export * from "./ast/walk.js";
export { atOnce } from "./at-once.js";
export { type CatalogueEntry, catalogue, type Stage } from "./diagnostics/catalogue.js";
export * from "./diagnostics/diagnostic.js";
export { applyFix, type Fix, type TextEdit } from "./diagnostics/fix.js";
export { fixesFor } from "./diagnostics/fixes/index.js";
export { mapPlaces } from "./diagnostics/map-places.js";
export * from "./diagnostics/report-text.js";
export {
  type ReportOptions,
  renderDiagnostic,
  renderDiagnostics,
  type SourceOf,
} from "./diagnostics/report-text.js";
export { diagnosticsAbout } from "./diagnostics-about.js";
export * from "./internal-error.js";
export * from "./model/builtin-functions.js";
export { importableKinds } from "./model/declare-names.js";
export * from "./model/dimensions.js";
export { documentationFinder } from "./model/documentation.js";
export type { ConstantValue } from "./model/evaluation.js";
export { type Expectation, expectations } from "./model/expectations.js";
export { baseDimensionOf } from "./model/file-units.js";
export type { LoadedDocument } from "./model/load-documents.js";
export * from "./model/model.js";
export { besideTime, type NameTable } from "./model/name-table.js";
export * from "./model/records.js";
export { componentNames, operandsOf, visitExpression } from "./model/scalar-expressions.js";
export { applyFunction, applyOperator } from "./model/scalar-operations.js";
export { type RunsMade, statisticsWithoutRuns } from "./model/statistics-without-runs.js";
export * from "./model/symbols.js";
export { textOfScalar } from "./model/text-of-expression.js";
export { assertionWords } from "./model/words.js";
export { type ParsedFile, parse } from "./parse.js";
export { soundPart } from "./sound-part.js";
export { standardLibrary } from "./std/standard-library.js";
export { closestName } from "./text/edit-distance.js";
export * from "./text/source-text.js";
export * from "./text/span.js";
export { type TokenCategory, type TokenDescription, tokenTable } from "./tokens/token-table.js";
export { type TextBefore, textBefore, type WrittenToken, writtenTokens } from "./tokens/tokens-before.js";
export { writtenName } from "./tokens/written-name.js";
