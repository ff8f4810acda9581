// What an ensemble of stochastic runs computes and keeps, as plain data that can be sent to another thread.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedReadout } from "@ncrn/language";
import { evenlySpacedTimes, type StochasticRunOptions } from "@ncrn/simulator";
import { columnsOf } from "../columns.js";
import { followedQuantities } from "../followed-quantities.js";
import type { SimulationSettings, StochasticKind } from "../simulation-settings.js";
import type { SimulationTask } from "../simulation-types.js";

/** Consecutive runs, made one after the other by one thread. */
export interface RunBlock {
  /** Number of the first run, from 0. */
  readonly first: number;
  readonly count: number;
}

/** Everything that whoever makes a block has to know; plain data. */
export interface EnsemblePlan {
  readonly network: ReactionNetwork;
  /** Names of the columns. */
  readonly names: readonly string[];
  readonly plot: readonly CheckedReadout[];
  readonly report: readonly CheckedReadout[];
  readonly options: StochasticRunOptions & { readonly times: Float64Array };
  /** Most reaction events, or steps, of one run; undefined for the simulator's own limit. */
  readonly maxEvents: number | undefined;
  readonly runs: number;
  /** Runs of a block. It follows from `runs` alone, so that results do not depend on who makes which block. */
  readonly blockRuns: number;
  /** The values of so many runs, the first ones, are kept at all times; quantiles are taken over them. */
  readonly keptRuns: number;
  /** Columns and plotted expressions. */
  readonly quantities: number;
}

/** Room for what runs leave behind; threads may share it. */
export interface RunStore {
  /** Of each kept run, quantity by quantity, its values over time. */
  readonly values: Float64Array;
  /** Of each run, the values of all quantities at the end. */
  readonly finals: Float64Array;
}

/** 256 MB for the values of runs. */
const MOST_KEPT_VALUES = 2 ** 25;
/** 1 GB for everything that grows with the number of runs or samples and cannot be left out. */
const MOST_NUMBERS = 2 ** 27;
/** Blocks are begun only so far ahead of the first one that is missing: their sums wait, with two numbers for each value. */
export const LARGEST_LEAD = 16;
/** What the bookkeeping of one reported number takes, in numbers. */
const NUMBERS_OF_A_REPORT = 8;
const BLOCKS = 64;
const MOST_BLOCK_RUNS = 64;

/** Undefined if the sums alone do not fit into memory. */
export function planEnsemble(task: SimulationTask, settings: SimulationSettings): EnsemblePlan | undefined {
  const { network, record } = task;
  const { runs, until, intervals, maxSteps } = settings;
  const names = columnsOf(task).map(({ name }) => name);
  const [plot, report] = [record?.plot ?? [], record?.report ?? []];
  const quantities = followedQuantities(names, plot).all.length;
  const values = Math.max(1, quantities * (intervals + 1));
  const reported = report.length * NUMBERS_OF_A_REPORT;
  if (runs * (quantities + reported) + 2 * LARGEST_LEAD * values > MOST_NUMBERS) return undefined;
  return {
    network,
    names,
    plot,
    report,
    options: { ...methodOptions(settings), times: evenlySpacedTimes(until, intervals + 1) },
    maxEvents: maxSteps,
    runs,
    blockRuns: Math.min(MOST_BLOCK_RUNS, Math.ceil(runs / BLOCKS)),
    keptRuns: Math.min(runs, Math.floor(MOST_KEPT_VALUES / values)),
    quantities,
  };
}

/** The blocks in the order in which their sums are added up. */
export function blocksOf({ runs, blockRuns }: EnsemblePlan): readonly RunBlock[] {
  return Array.from({ length: Math.ceil(runs / blockRuns) }, (_, index) => {
    const first = index * blockRuns;
    return { first, count: Math.min(blockRuns, runs - first) };
  });
}

/** @param allocate memory of so many bytes, all zero */
export function createRunStore(plan: EnsemblePlan, allocate: (bytes: number) => ArrayBufferLike): RunStore {
  const { keptRuns, quantities, runs, options } = plan;
  const numbers = (count: number) => new Float64Array(allocate(8 * count));
  return {
    values: numbers(keptRuns * quantities * options.times.length),
    finals: numbers(runs * quantities),
  };
}

/** How the simulator is asked for a run with these settings. */
export function methodOptions(settings: SimulationSettings): StochasticRunOptions {
  const { method, until, volume, seed, epsilon, step } = settings;
  return {
    method: SIMULATOR_METHODS[method as StochasticKind],
    epsilon,
    ...(step === undefined ? {} : { step }),
    until,
    volume,
    seed,
  };
}

const SIMULATOR_METHODS = {
  ssa: "exact",
  tau_leaping: "tau-leaping",
  langevin: "langevin",
} as const;
