// Trains a network by its own chemistry: the host feeds, switches phases, clears, cancels rails and reads.

import type { RunControl } from "../control.js";
import { failureInWords } from "../failure.js";
import { railDifference } from "./circuit.js";
import { divergenceOf, EXPLODED, type Extent, extentAtStart, GROWN, largestOf } from "./divergence.js";
import type { FailedRun } from "./fed-host.js";
import type { Host } from "./host.js";
import { inferSamples, learnFromSamples, type SampleRun } from "./learning-step.js";
import { collectReadings, type ReadingCollector, type Readings } from "./readings.js";
import { sampleOrder } from "./sample-order.js";
import {
  extendedHistory,
  meanLoss,
  type Outcome,
  type Run,
  resultOf,
  snapshotOf,
  startRun,
  stateOf,
  warnOfNegativeWeights,
} from "./training-run.js";
import type { TrainingFailure, TrainingOptions, TrainingResult, TrainingTask } from "./training-types.js";

const COMPLETED: Outcome = { status: "completed", failure: undefined };
const CANCELLED: Outcome = { status: "cancelled", failure: undefined };

/** Trains as the record says. Never throws for what the network does: a run that escapes is a result with a failure. */
export async function trainNetwork(
  task: TrainingTask,
  options: TrainingOptions = {},
  control: RunControl = {},
): Promise<TrainingResult> {
  const run = startRun(task, options, control);
  const epochs = options.epochs ?? task.record.epochs;
  const measuresFirst = run.history.initialValidationLoss === undefined && run.validation.length > 0;
  let outcome = measuresFirst ? await measureInitialLoss(run) : COMPLETED;
  while (outcome.status === "completed" && run.history.trainLoss.length < epochs) {
    outcome = await runEpoch(run, epochs);
    if (outcome.status === "completed") await options.onCheckpoint?.(stateOf(run));
  }
  return resultOf(run, outcome);
}

async function measureInitialLoss(run: Run): Promise<Outcome> {
  const measured = await validate(run, 0);
  if ("status" in measured) return measured;
  run.history = { ...run.history, initialValidationLoss: meanLoss(measured) };
  return COMPLETED;
}

async function runEpoch(run: Run, epochs: number): Promise<Outcome> {
  const epoch = run.history.trainLoss.length + 1;
  const learned = await learn(run, epoch, epochs);
  if ("status" in learned) return learned;
  warnOfNegativeWeights(run, epoch, run.host.readWeights());
  const weightRails = run.host.readWeightRails();
  const runner = snapshotOf(run.host);
  const measured = await validate(run, epoch);
  if ("status" in measured) return measured;
  // Only a whole epoch with its validation counts as finished.
  run.weightRails = weightRails;
  run.runner = runner;
  run.history = extendedHistory(run, learned, measured);
  return COMPLETED;
}

/** One pass over the training samples; the outcome if the training ends in it. */
async function learn(run: Run, epoch: number, epochs: number): Promise<Readings | Outcome> {
  const order = sampleOrder(run.task, epoch);
  const { readings, add } = collectReadings(run.context, order.length);
  const watch = watchGrowth(run, readings, epoch);
  const sampleRun = { ...sampleRunOf(run, run.host), read: readingBy(run, { add, after: watch.look }) };
  const detail = [`epoch ${epoch} of ${epochs}`, ...lastLoss(run)].join(", ");
  while (readings.count < order.length) {
    if (run.control.isCancelled?.()) return CANCELLED;
    const chosen = order.slice(readings.count, readings.count + samplesAtOnce(run.host));
    const failure = learnFromSamples(sampleRun, chosen);
    const diverging = watch.diverging();
    if (diverging !== undefined) {
      const { what, sample } = diverging;
      return diverged(run, what, { epoch, sample, phase: lastPhase(run) });
    }
    await run.control.onProgress?.({
      activity: "training",
      done: (epoch - 1) * order.length + readings.count,
      total: epochs * order.length,
      detail,
    });
    if (failure !== undefined) return failed(run, failure, { epoch, sample: readings.count + 1, readings });
  }
  return readings;
}

/** Looks at each sample after it was read: does training run away, is a weight negative that must not be? */
function watchGrowth(run: Run, readings: Readings, epoch: number) {
  const { weights } = run.circuit;
  const isRestricted = weights.some(({ restricted }) => restricted);
  let start: Extent | undefined;
  let found: { readonly what: string; readonly sample: number } | undefined;
  const look = (state: Float64Array): void => {
    if (found !== undefined) return;
    start ??= extentAtStart(run, readings);
    const what = divergenceOf(lastExtent(readings), start, EXPLODED);
    if (what !== undefined) found = { what, sample: readings.count };
    else if (isRestricted)
      warnOfNegativeWeights(
        run,
        epoch,
        weights.map((weight) => railDifference(state, weight)),
      );
  };
  return { look, diverging: () => found };
}

function lastExtent({ losses, largestWeights, count }: Readings): Extent {
  return { loss: losses[count - 1]!, weight: largestWeights[count - 1]! };
}

function sampleRunOf({ circuit, samples }: Run, host: Host): Omit<SampleRun, "read"> {
  return { host, circuit, samples };
}

function readingBy(
  { samples }: Run,
  {
    add,
    after,
  }: { readonly add: ReadingCollector["add"]; readonly after: ((state: Float64Array) => void) | undefined },
): SampleRun["read"] {
  return (state, sample) => {
    add(state, samples[sample]!);
    after?.(state);
  };
}

function samplesAtOnce(host: Host): number {
  return host.kind === "phases" ? host.samplesAtOnce() : 1;
}

/** The loss of the last finished epoch, for the progress line. */
function lastLoss({ history }: Run): readonly string[] {
  const loss = history.trainLoss.at(-1);
  return loss === undefined ? [] : [`loss ${Number(loss.toPrecision(4))}`];
}

/** Inference over the validation part. */
async function validate(run: Run, epoch: number): Promise<Readings | Outcome> {
  const host = run.hostForValidation();
  const { length: total } = run.validation;
  const { readings, add } = collectReadings(run.context, total);
  const sampleRun = { ...sampleRunOf(run, host), read: readingBy(run, { add, after: undefined }) };
  const detail = epoch === 0 ? "before training" : `after epoch ${epoch}`;
  while (readings.count < total) {
    if (run.control.isCancelled?.()) return CANCELLED;
    const atOnce = Math.min(samplesAtOnce(host), total - readings.count);
    const first = run.training.length + readings.count;
    const chosen = Array.from({ length: atOnce }, (_, index) => first + index);
    const failure = inferSamples(sampleRun, chosen);
    await run.control.onProgress?.({ activity: "validation", done: readings.count, total, detail });
    if (failure !== undefined) return failed(run, failure, { epoch, sample: readings.count + 1, readings });
  }
  return readings;
}

type Place = Pick<TrainingFailure, "epoch" | "sample" | "phase">;

/** A step that does not come to its end after weights or losses have grown beyond measure is no matter of the solver. */
function failed(
  run: Run,
  step: FailedRun,
  { readings, ...position }: Omit<Place, "phase"> & { readonly readings: Readings },
): Outcome {
  if (step.failure.kind === "stopped") return CANCELLED;
  const place = { ...position, phase: step.phase };
  const now: Extent = { loss: lastLossOf(run, readings), weight: largestOf(run.host.readWeights()) };
  const diverging = divergenceOf(now, extentAtStart(run, readings), GROWN);
  if (diverging !== undefined) return diverged(run, diverging, place);
  const words = failureInWords(step.failure, run.task.network);
  const general = words.hint ?? "Shorten the forward phase, or start from smaller weights.";
  const wentThrough = place.epoch > 1 || readings.count > 0;
  const hint = wentThrough
    ? `Samples went through before the weights changed: ${remedyOf(run.task)} first. ${general}`
    : general;
  return { status: "failed", failure: { ...words, hint, ...place } };
}

function lastLossOf({ history }: Run, { losses, count }: Readings): number {
  return (count > 0 ? losses[count - 1] : history.trainLoss.at(-1)) ?? history.initialValidationLoss ?? 0;
}

/** In the middle of a sentence. */
function remedyOf({ source }: TrainingTask): string {
  return source.kind === "learn" ? "lower `eta`" : "lower the rates that change the weights";
}

function diverged({ task }: Run, what: string, place: Place): Outcome {
  const { epoch, sample } = place;
  const position = epoch === 0 ? "before training" : `in epoch ${epoch}, at sample ${sample}`;
  const remedy = remedyOf(task).replace("lower", "Lower");
  const failure: TrainingFailure = {
    code: "training-diverges",
    message: `Training diverges: ${what} ${position}.`,
    time: undefined,
    species: undefined,
    hint: `${remedy}, or scale the data.`,
    ...place,
  };
  return { status: "failed", failure };
}

function lastPhase({ circuit }: Run): string {
  const { feed } = circuit;
  if (feed !== undefined) return feed.windowAt(feed.period);
  return circuit.program.phases[circuit.learningPhases.at(-1) ?? -1]?.name ?? "";
}
