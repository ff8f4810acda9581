// The sums of an ensemble and the values of its runs → columns with their statistics, plotted read-outs and report.

import { histogramOf, standardDeviations } from "@ncrn/simulator";
import { columnsOf } from "../columns.js";
import { followedQuantities } from "../followed-quantities.js";
import { type PlottedReadout, reportEntries, reportReadouts, statisticFrom } from "../readouts.js";
import type {
  PlottedColumn,
  Quantile,
  SimulationColumn,
  SimulationTask,
  SingleRuns,
} from "../simulation-types.js";
import { type Summary, unitOfConcentration } from "../summarise.js";
import type { EnsembleSums } from "./ensemble-ledger.js";
import type { EnsemblePlan, RunStore } from "./ensemble-plan.js";
import { quantilesOverRuns } from "./quantiles-over-runs.js";

/** Drawn behind the mean. */
const DRAWN_RUNS = 3;

/** Statistics over the finished runs, of which there is at least one. */
export function summariseEnsemble(
  task: SimulationTask,
  plan: EnsemblePlan,
  store: RunStore,
  sums: EnsembleSums,
): Omit<Summary, "method"> {
  const unit = unitOfConcentration(task);
  const time = task.network.units.time;
  const followed = followedQuantities(plan.names, plan.plot);
  const ensemble = ensembleOf(plan, store, sums);
  const times = [...plan.options.times];
  const withMean = new Set(
    followed.plotted.flatMap(({ key, statistic }) => (statistic === "mean" ? key : [])),
  );
  return {
    network: task.network.name,
    runs: sums.moments.runs,
    quantileRuns: ensemble.kept.length,
    singleRuns: singleRuns(ensemble),
    timeUnit: time,
    times,
    columns: columnsOf(task).map(({ name, kind }, q) => ({
      name,
      kind,
      unit,
      ...columnStatistics(ensemble, q, kind),
    })),
    plottedTimes: times,
    plotted: followed.plotted.map((readout) => ({
      name: readout.label,
      unit,
      ...plottedStatistics(ensemble, followed.indexOf(readout), readout.statistic, withMean.has(readout.key)),
    })),
    report: reportReadouts(plan.report, plan.names).flatMap((readout, index) => {
      const numbers = sums.reports.map((report) => report[index]!);
      return reportEntries(readout, numbers, { concentration: unit, time, volume: plan.options.volume });
    }),
  };
}

interface Ensemble {
  readonly plan: EnsemblePlan;
  readonly store: RunStore;
  readonly sums: EnsembleSums;
  readonly deviation: Float64Array;
  /** Numbers of the finished runs whose values were kept. */
  readonly kept: readonly number[];
  /** Of each quantity; empty if no run was kept. */
  readonly quantiles: readonly (readonly Quantile[])[];
}

function ensembleOf(plan: EnsemblePlan, store: RunStore, sums: EnsembleSums): Ensemble {
  const samples = plan.options.times.length;
  const stride = plan.quantities * samples;
  const kept = sums.finished.filter((run) => run < plan.keptRuns);
  const quantiles = Array.from({ length: plan.quantities }, (_, q) =>
    kept.length === 0
      ? []
      : quantilesOverRuns(store.values, { runs: kept, stride, first: q * samples, count: samples }),
  );
  return { plan, store, sums, deviation: standardDeviations(sums.moments), kept, quantiles };
}

function columnStatistics(
  ensemble: Ensemble,
  q: number,
  kind: SimulationColumn["kind"],
): Pick<SimulationColumn, "values" | "deviation" | "quantiles" | "histogram"> {
  const { plan, store, sums, deviation, quantiles } = ensemble;
  const finals = sums.finished.map((run) => store.finals[run * plan.quantities + q]!);
  const countsMolecules = plan.options.method !== "langevin" && kind !== "definition";
  const unit = countsMolecules ? 1 / plan.options.volume : undefined;
  return {
    values: overTime(ensemble, sums.moments.mean, q),
    deviation: overTime(ensemble, deviation, q),
    quantiles: quantiles[q]!,
    ...(finals.every(Number.isFinite) ? { histogram: histogramOf(finals, unit) } : {}),
  };
}

/** `hasMean`: the mean of the same quantity is plotted by itself. */
function plottedStatistics(
  ensemble: Ensemble,
  q: number,
  statistic: PlottedReadout["statistic"],
  hasMean: boolean,
): Omit<PlottedColumn, "name" | "unit"> {
  const { plan, sums, deviation, kept, quantiles } = ensemble;
  const means = overTime(ensemble, sums.moments.mean, q);
  if (statistic !== "value") {
    const deviations = overTime(ensemble, deviation, q);
    const { volume } = plan.options;
    const values = means.map((mean, index) =>
      statisticFrom(statistic, { mean, deviation: deviations[index]!, volume }),
    );
    return { isOneRun: false, values, band: undefined };
  }
  const bounds = quantiles[q]!;
  const band = bounds.length === 0 ? undefined : { low: bounds[0]!.values, high: bounds.at(-1)!.values };
  if (hasMean && kept.length > 0) return { isOneRun: true, values: runOverTime(ensemble, kept[0]!, q), band };
  const drawn = kept.slice(0, DRAWN_RUNS).map((run) => runOverTime(ensemble, run, q));
  return { isOneRun: false, values: means, band, singleRuns: drawn };
}

/** The part of one quantity. */
function overTime({ plan }: Ensemble, all: Float64Array, q: number): readonly number[] {
  const samples = plan.options.times.length;
  return [...all.subarray(q * samples, (q + 1) * samples)];
}

function runOverTime(ensemble: Ensemble, run: number, q: number): readonly number[] {
  const size = ensemble.plan.quantities * ensemble.plan.options.times.length;
  return overTime(ensemble, ensemble.store.values.subarray(run * size, (run + 1) * size), q);
}

function singleRuns({ plan, store, kept }: Ensemble): SingleRuns {
  const samples = plan.options.times.length;
  return {
    numbers: kept,
    value: (n, column, time) => store.values[(kept[n]! * plan.quantities + column) * samples + time]!,
  };
}
