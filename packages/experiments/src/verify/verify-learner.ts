// A compiled learner against its model: outputs of the forward phases, and the gradient that the chemistry accumulates.

import { programFromReactions, type ReactionNetwork } from "@ncrn/compiler";
import { type CheckedLearn, type CheckedModelQuantity, InternalError } from "@ncrn/language";
import { createPhaseRunner, createRandom, type PhaseRunner, type Random } from "@ncrn/simulator";
import type { ExperimentFailure, RunControl } from "../control.js";
import { failureInWords } from "../failure.js";
import { type ModelPoint, type SourceModel, sourceOfModel } from "../source/source-of-model.js";
import { positionsOf, type RailPositions, railDifference, railPositions } from "../train/circuit.js";
import { setRails } from "../train/host.js";
import { gradientByDifferences } from "./finite-differences.js";
import { isExact } from "./is-exact.js";
import type { ErrorSummary, VerificationOptions, VerificationResult } from "./verification-types.js";

const DEFAULT_DRAWS = 24;
const SOURCE_TOLERANCE = { relative: 1e-12, maxSteps: 20_000 };
const CIRCUIT_TOLERANCE = { relativeTolerance: 1e-11, absoluteTolerance: 1e-14 };
/** Norms below this count as this: an error of a vanishing gradient is not relative to nothing. */
const SMALLEST_NORM = 1e-9;

/** Compares at random inputs, targets and weights. Draws without a solution are replaced, and counted. */
export async function verifyLearner(
  learn: CheckedLearn,
  network: ReactionNetwork,
  options: VerificationOptions,
  control: RunControl,
): Promise<VerificationResult> {
  const seed = options.seed ?? 1;
  const wanted = options.draws ?? DEFAULT_DRAWS;
  const model = sourceOfModel(learn.model, learn.forwardDuration, SOURCE_TOLERANCE);
  const circuit = createLearnerProbe(network);
  const random = createRandom(seed, "verification");
  const tally: Tally = { forward: [], gradient: [], excluded: 0, positive: 0, negative: 0 };
  let end: RunEnd = { status: "completed", failure: undefined };
  while (end.status === "completed" && tally.forward.length < wanted && tally.excluded < 10 * wanted) {
    if (control.isCancelled?.()) end = { status: "cancelled", failure: undefined };
    else end = addDraw(tally, compareAt(drawPoint(learn, random, options.range), model, circuit));
    const done = tally.forward.length;
    await control.onProgress?.({ activity: "verification", done, total: wanted, detail: undefined });
  }
  return {
    ...end,
    network: network.name,
    seed,
    trajectory: undefined,
    forward: summaryOf(tally.forward),
    gradient: summaryOf(tally.gradient),
    exact: isExact(learn),
    gradientMode: learn.gradient,
    draws: tally.forward.length,
    excludedDraws: tally.excluded,
    signs: { positive: tally.positive, negative: tally.negative },
    note: undefined,
  };
}

type RunEnd = Pick<VerificationResult, "status" | "failure">;

/** Errors of the draws so far, draws left out, and draws with states above and below 0. */
interface Tally {
  readonly forward: number[];
  readonly gradient: number[];
  excluded: number;
  positive: number;
  negative: number;
}

function addDraw(tally: Tally, outcome: Comparison | ExperimentFailure | undefined): RunEnd {
  if (outcome === undefined) tally.excluded++;
  else if ("message" in outcome) return { status: "failed", failure: outcome };
  else {
    tally.forward.push(outcome.forward);
    tally.gradient.push(outcome.gradient);
    if (outcome.states.some((state) => state > 0)) tally.positive++;
    if (outcome.states.some((state) => state < 0)) tally.negative++;
  }
  return { status: "completed", failure: undefined };
}

/** Evenly distributed on −1…1, or 0…1 for quantities declared non-negative. */
function drawPoint(learn: CheckedLearn, random: Random, range = { from: -1, to: 1 }): ModelPoint {
  const draw = (quantities: readonly CheckedModelQuantity[]) =>
    quantities.flatMap(({ components, nonNegative }) =>
      components.map(() =>
        random.uniformBetween(nonNegative ? Math.max(range.from, 0) : range.from, range.to),
      ),
    );
  const { inputs, weights, targets } = learn.model;
  return { inputs: draw(inputs), weights: draw(weights), targets: draw(targets) };
}

interface Comparison {
  readonly forward: number;
  readonly gradient: number;
  readonly states: readonly number[];
}

/** Undefined if the source equations escape. */
function compareAt(
  point: ModelPoint,
  model: SourceModel,
  circuit: LearnerProbe,
): Comparison | ExperimentFailure | undefined {
  const expected = model.evaluate(point);
  if (expected === undefined) return undefined;
  const differences = gradientByDifferences(
    (weights) => model.evaluate({ ...point, weights })?.loss ?? Number.NaN,
    point.weights,
  );
  const expectedGradient = differences.map(({ value }) => value);
  if (!expectedGradient.every(Number.isFinite)) return undefined;
  const found = circuit(point);
  if ("message" in found) return found;
  return {
    forward: relativeError(found.outputs, expected.outputs),
    gradient: relativeError(found.gradient, expectedGradient),
    states: expected.states,
  };
}

/** Runs one sample and reads outputs and gradient; the update phase is left out. */
type LearnerProbe = (
  point: ModelPoint,
) => { readonly outputs: readonly number[]; readonly gradient: readonly number[] } | ExperimentFailure;

function createLearnerProbe(network: ReactionNetwork): LearnerProbe {
  const { learning } = network;
  if (learning === undefined) throw new InternalError(`${network.name} has no learning interface`);
  const runner = createPhaseRunner(programFromReactions(network), CIRCUIT_TOLERANCE);
  const positions = positionsOf(network);
  const placed = (rails: typeof learning.inputs) => rails.map((entry) => railPositions(entry, positions));
  const inputs = placed(learning.inputs);
  const weights = placed(learning.weights);
  const targets = placed(learning.targets);
  const outputs = placed(learning.outputs);
  const gradients = placed(learning.gradients);
  const phase = (name: string) => network.phases.findIndex((entry) => entry.name === name);
  const run = (names: readonly string[]) => runPhases(runner, names.map(phase), network);
  const read = (rails: readonly RailPositions[]) => rails.map((entry) => railDifference(runner.state, entry));
  return (point) => {
    runner.resetToInitial();
    setRails(runner.state, inputs, point.inputs);
    setRails(runner.state, weights, point.weights);
    setRails(runner.state, targets, point.targets);
    const inferenceFailure = run(learning.inferencePhases);
    if (inferenceFailure !== undefined) return inferenceFailure;
    const found = read(outputs);
    return run(learning.learningPhases.slice(0, -1)) ?? { outputs: found, gradient: read(gradients) };
  };
}

function runPhases(
  runner: PhaseRunner,
  phases: readonly number[],
  network: ReactionNetwork,
): ExperimentFailure | undefined {
  for (const phase of phases) {
    const failure = runner.runPhase(phase);
    if (failure !== undefined) return failureInWords(failure, network);
  }
  return undefined;
}

/** ‖found − expected‖ / ‖expected‖ in the Euclidean norm. */
function relativeError(found: readonly number[], expected: readonly number[]): number {
  const norm = (values: readonly number[]) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return (
    norm(found.map((value, index) => value - expected[index]!)) / Math.max(norm(expected), SMALLEST_NORM)
  );
}

function summaryOf(values: readonly number[]): ErrorSummary | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, largest: sorted.at(-1)!, values };
}
