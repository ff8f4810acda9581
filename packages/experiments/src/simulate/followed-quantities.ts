// Columns and plotted read-outs → every quantity that is followed over time, once.

import type { CheckedReadout } from "@ncrn/language";
import { type FollowedQuantity, namedQuantity, type PlottedReadout, plottedReadouts } from "./readouts.js";

/** What a run has to follow over time, and what is drawn of it. */
export interface FollowedQuantities {
  /** The columns, then what is plotted and is no column. */
  readonly all: readonly FollowedQuantity[];
  /** The read-outs of `plot`, or all columns if there are none. */
  readonly plotted: readonly PlottedReadout[];
  /** Where a plotted read-out stands in `all`. */
  readonly indexOf: (readout: FollowedQuantity) => number;
}

/** `names` are those of the columns. */
export function followedQuantities(
  names: readonly string[],
  plot: readonly CheckedReadout[],
): FollowedQuantities {
  const columns = names.map(namedQuantity);
  const readouts = plottedReadouts(plot, names);
  const plain = columns.map((quantity) => ({ ...quantity, statistic: "value" as const }));
  const plotted = readouts.length > 0 ? readouts : plain;
  const byKey = new Map<string, FollowedQuantity>(columns.map((quantity) => [quantity.key, quantity]));
  for (const quantity of plotted) if (!byKey.has(quantity.key)) byKey.set(quantity.key, quantity);
  const keys = [...byKey.keys()];
  return { all: [...byKey.values()], plotted, indexOf: ({ key }) => keys.indexOf(key) };
}
