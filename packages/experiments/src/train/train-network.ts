// Trains a network by its own chemistry: the host feeds, switches phases, clears, cancels rails and reads.

import type { RunControl } from "../control.js";
import { failureInWords } from "../failure.js";
import { divergenceOf, EXPLODED, GROWN } from "./divergence.js";
import type { Host } from "./host.js";
import { inferSamples, learnFromSamples, type StepsResult, type SuccessfulStep } from "./learning-step.js";
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
  const order = sampleOrder(run.task, epoch);
  const steps: SuccessfulStep[] = [];
  while (steps.length < order.length) {
    if (run.control.isCancelled?.()) return CANCELLED;
    const chosen = order.slice(steps.length, steps.length + samplesAtOnce(run.host));
    const learned = learnFromSamples(
      run.host,
      chosen.map((index) => run.training[index]!),
      run.context,
    );
    const outcome = await takeSteps(run, steps, { learned, epoch, epochs });
    if (outcome !== undefined) return outcome;
  }
  warnOfNegativeWeights(run, epoch, run.host.readWeights());
  const weightRails = run.host.readWeightRails();
  const runner = snapshotOf(run.host);
  const measured = await validate(run, epoch);
  if ("status" in measured) return measured;
  // Only a whole epoch with its validation counts as finished.
  run.weightRails = weightRails;
  run.runner = runner;
  run.history = extendedHistory(run, steps, measured);
  return COMPLETED;
}

/** Adds steps that were taken to those of the epoch, each looked at on its own; the outcome if the training ends. */
async function takeSteps(
  run: Run,
  steps: SuccessfulStep[],
  {
    learned,
    epoch,
    epochs,
  }: { readonly learned: StepsResult; readonly epoch: number; readonly epochs: number },
): Promise<Outcome | undefined> {
  const place = () => ({ epoch, sample: steps.length });
  for (const step of learned.steps) {
    steps.push(step);
    const diverging = divergenceOf(run, steps, { factor: EXPLODED, weights: step.weights });
    if (diverging !== undefined) return diverged(run, diverging, { ...place(), phase: lastPhase(run) });
    warnOfNegativeWeights(run, epoch, step.weights);
    await run.control.onProgress?.({
      activity: "training",
      done: (epoch - 1) * run.training.length + steps.length,
      total: epochs * run.training.length,
      detail: [`epoch ${epoch} of ${epochs}`, ...lastLoss(run)].join(", "),
    });
  }
  if (learned.failed === undefined) return undefined;
  return failed(run, learned.failed, { ...place(), sample: steps.length + 1, earlier: steps });
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
async function validate(run: Run, epoch: number): Promise<readonly SuccessfulStep[] | Outcome> {
  const host = run.hostForValidation();
  const steps: SuccessfulStep[] = [];
  while (steps.length < run.validation.length) {
    if (run.control.isCancelled?.()) return CANCELLED;
    const chosen = run.validation.slice(steps.length, steps.length + samplesAtOnce(host));
    const inferred = inferSamples(host, chosen, run.context);
    for (const step of inferred.steps) {
      steps.push(step);
      await run.control.onProgress?.({
        activity: "validation",
        done: steps.length,
        total: run.validation.length,
        detail: epoch === 0 ? "before training" : `after epoch ${epoch}`,
      });
    }
    if (inferred.failed !== undefined)
      return failed(run, inferred.failed, { epoch, sample: steps.length + 1, earlier: steps });
  }
  return steps;
}

type Place = Pick<TrainingFailure, "epoch" | "sample" | "phase">;

/** A step that does not come to its end after weights or losses have grown beyond measure is no matter of the solver. */
function failed(
  run: Run,
  step: NonNullable<StepsResult["failed"]>,
  { earlier, ...position }: Omit<Place, "phase"> & { readonly earlier: readonly SuccessfulStep[] },
): Outcome {
  if (step.failure.kind === "stopped") return CANCELLED;
  const place = { ...position, phase: step.phase };
  const diverging = divergenceOf(run, earlier, {
    factor: GROWN,
    weights: run.host.readWeights(),
  });
  if (diverging !== undefined) return diverged(run, diverging, place);
  const words = failureInWords(step.failure, run.task.network);
  const general = words.hint ?? "Shorten the forward phase, or start from smaller weights.";
  const wentThrough = place.epoch > 1 || earlier.length > 0;
  const hint = wentThrough
    ? `Samples went through before the weights changed: ${remedyOf(run.task)} first. ${general}`
    : general;
  return { status: "failed", failure: { ...words, hint, ...place } };
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
