// A symbol → every place where it is named: in the files at hand and in all files that may import its own.

import type { Analysis, DeclaredSymbol } from "@ncrn/language";
import type { Location } from "vscode-languageserver";
import type { FeatureContext } from "../feature.js";
import type { Pieces } from "../pieces.js";
import { rangeFromSpan } from "../to-lsp.js";
import { isStandardFile, standardLocation } from "../views/standard-file.js";
import type { Workspace } from "../workspace.js";
import { findOccurrences, identityOf, isBroughtIn, type Occurrence } from "./occurrences.js";

/** The files whose analyses together know all names of a symbol, the one that declares it first. */
export function filesAbout(symbol: DeclaredSymbol, at: string, workspace: Workspace): readonly string[] {
  // What may be a column of a file that cannot be read is known where it stands only.
  if (symbol.file === "") return [at];
  const home = workspace.fileOf(symbol.file);
  const mentions = (file: string): boolean =>
    workspace.sourceOf(file)?.content.includes(symbol.name) === true;
  const importers = isStandardFile(symbol.file)
    ? workspace.files()
    : workspace.importersOf(home).filter(mentions);
  const homes = isStandardFile(symbol.file) ? [] : [home];
  return [...new Set([...homes, at, ...importers.filter(mentions)])];
}

/** A symbol with where it was asked about. */
export interface SoughtSymbol {
  readonly symbol: DeclaredSymbol;
  readonly analysis: Analysis;
  /** The file of the question. */
  readonly at: string;
}

/** All occurrences of a symbol, by file and place; each once, in files under the name that the workspace gives them. */
export function* allOccurrences(sought: SoughtSymbol, workspace: Workspace): Pieces<readonly Occurrence[]> {
  const { symbol, analysis, at } = sought;
  const identity = canonical(identityOf(analysis, symbol), symbol.file, workspace);
  const found = new Map<string, Occurrence>();
  for (const next of yield* analysesAbout(sought, filesAbout(symbol, at, workspace), workspace)) {
    const { byFile } = yield* findOccurrences(next);
    for (const occurrences of byFile.values()) {
      yield;
      for (const one of occurrences) {
        if (canonical(identityOf(next, one.symbol), one.symbol.file, workspace) !== identity) continue;
        const ownFile = workspace.fileOf(one.file);
        found.set(`${ownFile}:${one.name.span.start}`, { ...one, file: ownFile });
      }
    }
  }
  return [...found.values()].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.name.span.start - b.name.span.start,
  );
}

/** Analyses in which these files occur, with the one at hand if it is enough. */
function* analysesAbout(
  { analysis, at }: SoughtSymbol,
  files: readonly string[],
  workspace: Workspace,
): Pieces<readonly Analysis[]> {
  const others = files.filter((file) => file !== at);
  const known = new Set(analysis.documents.map(({ source }) => workspace.fileOf(source.name)));
  // Where files import one another, one of the imports does not count.
  const isCircular = analysis.diagnostics.some(({ code }) => code === "import-cycle");
  if (others.length === 0 || (!isCircular && others.every((file) => known.has(file)))) return [analysis];
  const found = yield* workspace.analysesOf(files);
  return found.length === 1 ? found : [analysis, ...found];
}

function canonical(identity: string, file: string, workspace: Workspace): string {
  return workspace.fileOf(file) + identity.slice(file.length);
}

/** Where an occurrence is; undefined for one in a built-in file. */
export function locationOf({ file, name }: Occurrence, workspace: Workspace): Location | undefined {
  if (isStandardFile(file)) return undefined;
  const source = workspace.sourceOf(file);
  return source && { uri: workspace.uriOf(file), range: rangeFromSpan(source, name.span) };
}

/** Where a symbol is declared; undefined for one that a data file brings, and for one that the client could not show. */
export function declarationOf(
  { symbol }: Occurrence,
  context: Pick<FeatureContext, "workspace" | "client">,
): Location | undefined {
  const { workspace } = context;
  if (isBroughtIn(symbol)) return undefined;
  if (isStandardFile(symbol.file)) return standardLocation(symbol.file, context, symbol.nameNode.span);
  const source = workspace.sourceOf(workspace.fileOf(symbol.file));
  return (
    source && {
      uri: workspace.uriOf(workspace.fileOf(symbol.file)),
      range: rangeFromSpan(source, symbol.nameNode.span),
    }
  );
}
