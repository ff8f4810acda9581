// What records ask to be drawn → the weights of a chart, and what its values are.

import type { SimulationResult } from "@ncrn/experiments";
import { type CheckedReadout, componentNames } from "@ncrn/language";

/** The weights that `plot` names; all if there is no `plot`. */
export function weightsOfPlot(
  plot: readonly CheckedReadout[],
  weights: readonly string[],
): readonly string[] {
  if (plot.length === 0) return weights;
  const asked = plot
    .filter((readout) => readout.function === undefined)
    .flatMap((readout) => [
      ...readout.names,
      ...readout.arguments.flatMap((argument) => [...componentNames(argument)]),
    ]);
  return weights.filter((weight) => asked.some((name) => weight === name || weight.startsWith(`${name}[`)));
}

/** Species have concentrations; what is computed from them may be anything. */
export function plottedQuantity({ plotted, columns }: Pick<SimulationResult, "plotted" | "columns">): string {
  const kinds = new Set(
    plotted.map(({ name }) => {
      const read = /^[a-z]+\((.*)\)$/.exec(name)?.[1];
      return columns.find((column) => column.name === name || column.name === read)?.kind;
    }),
  );
  const isOf = (...allowed: readonly (string | undefined)[]) =>
    [...kinds].every((kind) => allowed.includes(kind));
  if (isOf("species")) return "concentration";
  if (isOf("signal")) return "signals";
  return isOf("species", "signal") ? "concentration, signals" : "value";
}
