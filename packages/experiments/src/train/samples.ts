// Tables → what the host sets and compares with, one sample a row.

import type { ScalarExpression } from "@ncrn/language";
import type { DataTable } from "../data/data-set.js";
import { evaluateNumber, type ScalarEnvironment } from "../scalar/evaluate-scalar.js";

/** One row, ready to be fed. */
export interface Sample {
  readonly inputs: readonly number[];
  /** What the network is given as target. */
  readonly targets: readonly number[];
  /** What its outputs are compared with; the same as `targets` for a learner. */
  readonly compared: readonly number[];
}

/** The expressions of a feed. */
export interface SampleExpressions {
  readonly inputs: readonly ScalarExpression[];
  readonly targets: readonly ScalarExpression[];
  readonly compared: readonly ScalarExpression[];
}

/** Evaluates the feed for every row; cells that are fed were checked to be numbers when the rows were made. */
export function samplesFromTable(table: DataTable, feed: SampleExpressions): readonly Sample[] {
  const positions = new Map(table.columns.map((column, index) => [column, index]));
  return table.rows.map((row) => {
    const environment: ScalarEnvironment = {
      component: (name) => row[positions.get(name) ?? -1] ?? Number.NaN,
      draw: () => Number.NaN,
      textAsNumber: () => Number.NaN,
      time: 0,
    };
    const values = (expressions: readonly ScalarExpression[]) =>
      expressions.map((expression) => evaluateNumber(expression, environment));
    return { inputs: values(feed.inputs), targets: values(feed.targets), compared: values(feed.compared) };
  });
}
