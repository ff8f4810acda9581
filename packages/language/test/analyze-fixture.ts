// Analyses a fixture with the files beside it, for tests of rules, fixes and the model.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  type Analysis,
  analyze,
  createSourceText,
  renderDiagnostics,
  type SourceText,
} from "../src/index.js";

export interface AnalysedFixture {
  readonly source: SourceText;
  readonly analysis: Analysis;
  /** What the command line would print. */
  readonly report: string;
}

/** Analyses a file of a folder; imports and data files are looked up relative to it. */
export function analyzeFixture(folder: string, name: string): AnalysedFixture {
  return analyzeText(readFileSync(path.join(folder, name), "utf8"), name, folder);
}

/** Analyses a text as if it stood in a folder. */
export function analyzeText(
  text: string,
  name = "model.ncrn",
  folder: string | undefined = undefined,
): AnalysedFixture {
  const source = createSourceText(name, text);
  const analysis = analyze(source, { resolve: (wanted, from) => readBeside(folder, wanted, from) });
  const sourceOf = (file: string): SourceText | undefined =>
    analysis.documents.find((document) => document.source.name === file)?.source;
  return { source, analysis, report: renderDiagnostics(analysis.diagnostics, sourceOf) };
}

function readBeside(folder: string | undefined, wanted: string, from: string): string | undefined {
  if (folder === undefined) return undefined;
  const file = path.join(folder, path.dirname(from), wanted);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
