// The columns of a scan → the rows of its table.

import { combinationAt, type MeasuredScan } from "@ncrn/experiments";
import type { ScanCourse } from "../../messages/run-messages.js";

/** Finished points with what was measured at them. */
export function pointsOfScan({ axes, points, measures }: ScanCourse): MeasuredScan {
  return {
    axes,
    measures,
    points: points.map((index, row) => ({
      values: combinationAt(axes, index),
      measures: measures.map(({ name, unit, values, deviations }) => {
        const [value, deviation] = [values[row] ?? Number.NaN, deviations?.[row] ?? Number.NaN];
        const spread = Number.isNaN(deviation) ? {} : { deviation };
        return { label: name, value, unit, note: undefined, ...spread };
      }),
    })),
  };
}
