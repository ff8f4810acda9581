// A block of runs → their part of the statistics; the values of single runs go into the store.

import { programFromReactions } from "@ncrn/compiler";
import {
  addToMoments,
  type Moments,
  prepareStochasticRuns,
  type RunFailure,
  startMoments,
  type Trajectory,
} from "@ncrn/simulator";
import { courseOf } from "../course.js";
import { followedQuantities } from "../followed-quantities.js";
import { reportReadouts } from "../readouts.js";
import type { EnsemblePlan, RunBlock, RunStore } from "./ensemble-plan.js";

/** What a block adds to the ensemble; plain data. */
export interface BlockOutcome {
  readonly block: RunBlock;
  /** Of all quantities over time. Its runs are those that were finished, the first ones of the block. */
  readonly moments: Moments;
  /** Of each finished run, for each reported read-out, its numbers. */
  readonly reports: readonly (readonly (readonly number[])[])[];
  /** Why the run after the finished ones ended early. */
  readonly failure: RunFailure | undefined;
  /** That run, up to where it came; only of a block without finished runs. */
  readonly unfinished: Trajectory | undefined;
}

/** Simulates a block; `shouldStop` is asked before each run and now and then in it. */
export type BlockSimulator = (block: RunBlock, shouldStop: () => boolean) => BlockOutcome;

/** Prepares what all runs of the plan share. */
export function createBlockSimulator(plan: EnsemblePlan, { values, finals }: RunStore): BlockSimulator {
  const { network, names, keptRuns, options, maxEvents = 1e9 } = plan;
  const prepared = prepareStochasticRuns(programFromReactions(network), options);
  const quantities = followedQuantities(names, plan.plot).all;
  const readouts = reportReadouts(plan.report, names);
  const samples = options.times.length;
  const size = quantities.length * samples;

  const simulateRun = (run: number, moments: Moments, shouldStop: () => boolean) => {
    const { trajectory, failure } = prepared.simulate(run, { maxEvents, shouldStop, events: 0 });
    if (failure !== undefined) return { trajectory, failure };
    const course = courseOf(network, trajectory);
    const row = new Float64Array(size);
    for (const [q, { over }] of quantities.entries()) {
      row.set(over(course), q * samples);
      finals[run * quantities.length + q] = row[(q + 1) * samples - 1]!;
    }
    if (run < keptRuns) values.set(row, run * size);
    addToMoments(moments, row);
    return { report: readouts.map(({ evaluate }) => evaluate(course)) };
  };

  return (block, shouldStop) => {
    const moments = startMoments(size);
    const reports: (readonly (readonly number[])[])[] = [];
    for (let run = block.first; run < block.first + block.count && !shouldStop(); run++) {
      const { report, trajectory, failure } = simulateRun(run, moments, shouldStop);
      if (report !== undefined) reports.push(report);
      else
        return { block, moments, reports, failure, unfinished: moments.runs === 0 ? trajectory : undefined };
    }
    return { block, moments, reports, failure: undefined, unfinished: undefined };
  };
}
