// Predictions → CSV.

import { csvFromRows } from "../csv-from-rows.js";
import type { Predictions } from "./prediction-types.js";

/** The columns of the rows, then one column an output and one a condition. */
export function csvFromPredictions({ columns, outputs, conditions, rows }: Predictions): string {
  return csvFromRows(
    [...columns, ...outputs, ...conditions],
    rows.map((prediction) => [...prediction.row, ...prediction.outputs, ...prediction.conditions]),
  );
}
