// A compiled learner against its model: outputs of the forward phases, and the gradient that the chemistry accumulates.

import { programFromReactions, type ReactionNetwork } from "@ncrn/compiler";
import { type CheckedLearn, InternalError } from "@ncrn/language";
import { createPhaseRunner, type PhaseRunner } from "@ncrn/simulator";
import type { ExperimentFailure, RunControl } from "../control.js";
import { failureInWords } from "../failure.js";
import type { ModelPoint } from "../source/source-of-model.js";
import { positionsOf, type RailPositions, railDifference, railPositions } from "../train/circuit.js";
import { setRails } from "../train/host.js";
import { normOf } from "./finite-differences.js";
import { isExact } from "./is-exact.js";
import { referenceDraws } from "./reference-draws.js";
import type {
  ErrorSummary,
  ReferenceDraw,
  VerificationOptions,
  VerificationResult,
} from "./verification-types.js";

const DEFAULT_DRAWS = 24;
const CIRCUIT_TOLERANCE = { relativeTolerance: 1e-11, absoluteTolerance: 1e-14 };
/** Norms below this count as this: an error of a vanishing gradient is not relative to nothing. */
const SMALLEST_NORM = 1e-9;

/** Compares at random inputs, targets and weights. Draws without a reference are replaced, and counted. */
export async function verifyLearner(
  learn: CheckedLearn,
  network: ReactionNetwork,
  options: VerificationOptions,
  control: RunControl,
): Promise<VerificationResult> {
  const references = options.references ?? referenceDraws(learn, options);
  const wanted = options.draws ?? DEFAULT_DRAWS;
  const circuit = createLearnerProbe(network);
  const tally: Tally = { forward: [], gradient: [], escaped: 0, unresolved: 0, positive: 0, negative: 0 };
  let end: RunEnd = { status: "completed", failure: undefined };
  for (let index = 0; end.status === "completed" && isMoreWanted(tally, wanted); index++) {
    if (control.isCancelled?.()) end = { status: "cancelled", failure: undefined };
    else end = addDraw(tally, references.at(index), circuit);
    const done = tally.forward.length;
    await control.onProgress?.({ activity: "verification", done, total: wanted, detail: undefined });
  }
  return {
    ...end,
    network: network.name,
    seed: references.seed,
    trajectory: undefined,
    forward: summaryOf(tally.forward),
    gradient: summaryOf(tally.gradient),
    exact: isExact(learn),
    gradientMode: learn.gradient,
    draws: tally.forward.length,
    excludedDraws: tally.escaped + tally.unresolved,
    unresolvedDraws: tally.unresolved,
    signs: { positive: tally.positive, negative: tally.negative },
    note: end.status === "completed" && tally.forward.length === 0 ? noteWithoutDraws(tally) : undefined,
  };
}

type RunEnd = Pick<VerificationResult, "status" | "failure">;

/** Errors of the draws so far, draws left out, and draws with states above and below 0. */
interface Tally {
  readonly forward: number[];
  readonly gradient: number[];
  escaped: number;
  unresolved: number;
  positive: number;
  negative: number;
}

/** A model that nearly always escapes is given up. */
function isMoreWanted({ forward, escaped, unresolved }: Tally, wanted: number): boolean {
  return forward.length < wanted && escaped + unresolved < 10 * wanted;
}

function noteWithoutDraws({ escaped, unresolved }: Tally): string {
  return `no random draw has a reference: the source escapes in ${escaped}, its finite differences do not settle in ${unresolved}`;
}

function addDraw(tally: Tally, reference: ReferenceDraw, circuit: LearnerProbe): RunEnd {
  if (reference.kind === "known") {
    const found = circuit(reference.point);
    if ("message" in found) return { status: "failed", failure: found };
    tally.forward.push(relativeError(found.outputs, reference.outputs));
    tally.gradient.push(relativeError(found.gradient, reference.gradient));
    if (reference.states.some((state) => state > 0)) tally.positive++;
    if (reference.states.some((state) => state < 0)) tally.negative++;
  } else tally[reference.kind]++;
  return { status: "completed", failure: undefined };
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
    if (failure === undefined) continue;
    const words = failureInWords(failure, network);
    const where = ` in the phase \`${network.phases[phase]?.name}\`.`;
    return { ...words, message: words.message.replace(/\.$/, where) };
  }
  return undefined;
}

/** ‖found − expected‖ / ‖expected‖ in the Euclidean norm. */
function relativeError(found: readonly number[], expected: readonly number[]): number {
  const difference = normOf(found.map((value, index) => value - expected[index]!));
  return difference / Math.max(normOf(expected), SMALLEST_NORM);
}

function summaryOf(values: readonly number[]): ErrorSummary | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, largest: sorted.at(-1)!, values };
}
