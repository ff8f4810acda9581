// The lowered network beside the equations of the source, each solved by its own integrator.

import { programFromReactions, type ReactionNetwork } from "@ncrn/compiler";
import type { CheckedLearn, CheckedNetwork } from "@ncrn/language";
import { evenlySpacedTimes, simulateDeterministic } from "@ncrn/simulator";
import type { ExperimentFailure } from "../control.js";
import { failureInWords } from "../failure.js";
import { integrateSource, type SourceTrajectory } from "../source/integrate-source.js";
import { sourceOfNetwork } from "../source/source-of-network.js";
import { courseOf } from "./course.js";
import { largestOf } from "./course-functions.js";
import type { SourceComparison } from "./simulation-types.js";

/** A comparison, or why there is none. */
export type ComparisonOutcome =
  | { readonly kind: "compared"; readonly comparison: SourceComparison }
  | { readonly kind: "failed"; readonly failure: ExperimentFailure }
  | { readonly kind: "no-source"; readonly reason: string };

const SOURCE_TOLERANCE = { relative: 1e-12, maxSteps: 200_000 };
const LOWERED_TOLERANCE = { relativeTolerance: 1e-11, absoluteTolerance: 1e-14 };
const DEFAULT_INTERVALS = 200;
/** A quantity that stays below this share of the largest one is compared with that share. */
const NEGLIGIBLE = 1e-6;

/** How many evenly spaced times are compared, and limits of the integration of the lowered network. */
export interface ComparisonOptions {
  readonly intervals?: number;
  readonly maxSteps?: number;
  readonly shouldStop?: () => boolean;
}

/** Solves both from 0 to `until` and compares them at evenly spaced times. */
export function compareWithSource(
  source: CheckedNetwork | CheckedLearn,
  network: ReactionNetwork,
  until: number,
  { intervals = DEFAULT_INTERVALS, ...limits }: ComparisonOptions = {},
): ComparisonOutcome {
  const system = source.kind === "learn" ? undefined : sourceOfNetwork(source);
  if (system === undefined) {
    return {
      kind: "no-source",
      reason: `\`${source.name}\` uses rails, events or phases, so its text is no plain system of equations.`,
    };
  }
  const times = evenlySpacedTimes(until, intervals + 1);
  const lowered = simulateDeterministic(programFromReactions(network), {
    until,
    times,
    ...LOWERED_TOLERANCE,
    ...limits,
  });
  if (lowered.failure !== undefined)
    return { kind: "failed", failure: failureInWords(lowered.failure, network) };
  const trajectory = integrateSource(system, [...times], SOURCE_TOLERANCE);
  if (trajectory.escapedAt !== undefined) return { kind: "failed", failure: escapeFailure(trajectory) };
  const course = courseOf(network, lowered.trajectory);
  const columns = system.names.map((name, index) => ({
    name,
    expected: trajectory.values.map((values) => values[index]!),
    found: course.column(name),
  }));
  return { kind: "compared", comparison: comparisonOf(columns, times, network.units.concentration) };
}

function comparisonOf(
  columns: readonly ComparedColumn[],
  times: Float64Array,
  unit: string | undefined,
): SourceComparison {
  return {
    names: columns.map(({ name }) => name),
    ...largestDifference(columns, times),
    columns: columns.map(({ name, expected: values }) => ({
      name,
      kind: "species",
      unit,
      values,
      deviation: undefined,
    })),
  };
}

interface ComparedColumn {
  readonly name: string;
  readonly expected: readonly number[];
  readonly found: Float64Array;
}

function largestDifference(
  columns: readonly ComparedColumn[],
  times: Float64Array,
): Pick<SourceComparison, "largestRelativeDifference" | "at"> {
  const sizes = columns.map(({ expected }) => largestOf(expected.map(Math.abs)));
  const floor = NEGLIGIBLE * Math.max(...sizes, Number.MIN_VALUE);
  let largest = { largestRelativeDifference: 0, at: { name: columns[0]?.name ?? "", time: 0 } };
  for (const [index, { name, expected, found }] of columns.entries()) {
    const scale = Math.max(sizes[index]!, floor);
    for (const [row, value] of expected.entries()) {
      const difference = Math.abs(found[row]! - value) / scale;
      if (difference <= largest.largestRelativeDifference) continue;
      largest = { largestRelativeDifference: difference, at: { name, time: times[row]! } };
    }
  }
  return largest;
}

function escapeFailure({ escapedAt, escaped }: SourceTrajectory): ExperimentFailure {
  return {
    code: "solution-escapes",
    message: `The source equations could not be followed beyond time ${Number(escapedAt?.toPrecision(6))}.`,
    time: escapedAt,
    species: escaped,
    hint: "Shorten the run; a solution that escapes in finite time has no value after that.",
  };
}
