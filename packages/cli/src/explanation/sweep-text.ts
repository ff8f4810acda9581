// Counts over the values of a constant → tables, with formulas where the counts follow one exactly.

import { type CountLine, countTable, type Explanation, formulaOf } from "@ncrn/compiler";
import { countLinesText } from "./count-text.js";

/** The values of a constant and the networks that they give. */
export interface SweptExplanations {
  readonly name: string;
  readonly values: readonly number[];
  readonly explanations: readonly Explanation[];
}

export function sweepText({ name, values, explanations }: SweptExplanations): string {
  const lines = countTable(explanations);
  const formulas = lines.map((line) => formulaOf(line, name, values[0]!));
  const headings = [
    ...values.map((value) => `${name}=${value}`),
    ...(formulas.some(Boolean) ? ["formula"] : []),
  ];
  return countLinesText(headings, lines, (line) => [
    ...line.counts.map(String),
    formulas[lines.indexOf(line)] ?? "",
  ]);
}

/** One document for each thing that is counted. */
export function sweepDocument({ name, values, explanations }: SweptExplanations): readonly (CountLine & {
  readonly formula: string | undefined;
})[] {
  return countTable(explanations).map((line) => ({ ...line, formula: formulaOf(line, name, values[0]!) }));
}
