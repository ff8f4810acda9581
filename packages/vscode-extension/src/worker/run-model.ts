// A request → a run of the model, told as it goes on. The same functions run it that the command line uses.

import {
  type ExperimentFailure,
  type Progress,
  prepareTraining,
  type RunControl,
  type SimulationResult,
  simulateNetwork,
  startingNetwork,
  type TrainingState,
  trainNetwork,
} from "@ncrn/experiments";
import { hasErrors, type Origin } from "@ncrn/language";
import type {
  RunDescription,
  RunEnd,
  RunNews,
  RunProblem,
  RunRequest,
  SimulationCourse,
} from "../messages/run-messages.js";
import { changedValues } from "./adjustable-quantities.js";
import { followBoundary } from "./follow-boundary.js";
import { type OpenModel, openModel } from "./open-model.js";
import { problemFrom } from "./problem-from-diagnostic.js";
import type { QuantityReader } from "./text-quantities.js";
import { thinnedHistory, wholeHistory } from "./thinned-history.js";

/** The worker's surroundings. */
export interface RunSurroundings {
  readonly tell: (news: RunNews) => void;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  readonly quantitiesOf: QuantityReader;
}

type Telling = Pick<RunSurroundings, "tell" | "now">;

/** Runs what is asked for; ends with `files-needed`, fatal `problems`, or `ended`. */
export async function runModel(request: RunRequest, surroundings: RunSurroundings): Promise<void> {
  const { tell, now, quantitiesOf } = surroundings;
  const opening = openModel(request);
  switch (opening.kind) {
    case "files-needed":
      tell({ kind: "files-needed", addresses: opening.addresses });
      return;
    case "faulty":
      tell({ kind: "problems", problems: opening.diagnostics.map(problemFrom), isFatal: true });
      return;
    case "open": {
      const start = now();
      const { model } = opening;
      tell({ kind: "problems", problems: model.diagnostics.map(problemFrom), isFatal: false });
      tell({ kind: "described", description: descriptionOf(model, request, quantitiesOf) });
      const end = await (request.kind === "train"
        ? trained(model, request, { tell, now })
        : simulated(model, { tell, now }));
      if (end !== undefined) tell({ kind: "ended", end: { ...end, milliseconds: now() - start } });
    }
  }
}

function descriptionOf(model: OpenModel, request: RunRequest, quantitiesOf: QuantityReader): RunDescription {
  const { network, training, simulation } = model.subject;
  const quantities = quantitiesOf(request, model);
  return {
    title: training?.name ?? simulation?.name ?? network.name,
    kind: request.kind,
    species: network.species.length,
    reactions: network.reactions.length,
    quantities,
    changed: changedValues(quantities, request.overrides),
  };
}

type Ending = Omit<RunEnd, "milliseconds">;

/** A network without a record is run for so many units of its own time. */
const DEFAULT_LENGTH = 10;

async function simulated(model: OpenModel, { tell, now }: Telling): Promise<Ending | undefined> {
  const { source, simulation: record } = model.subject;
  const { network, diagnostics } = startingNetwork(model.program, model.subject, model);
  const isFatal = network === undefined;
  if (diagnostics.length > 0) tell({ kind: "problems", problems: diagnostics.map(problemFrom), isFatal });
  if (isFatal) return undefined;
  const overrides = record === undefined ? { until: DEFAULT_LENGTH } : {};
  const result = await simulateNetwork({ source, network, record }, overrides, controlBy({ tell, now }));
  tell({ kind: "simulated", course: courseFrom(result, network.units.concentration) });
  const { status, failure } = result;
  if (failure !== undefined) sayFailure(failure, record?.origin ?? network.provenance.origin, tell);
  return { status, failure: failure && sentenceOf(failure), weights: undefined };
}

function courseFrom(result: SimulationResult, concentrationUnit: string | undefined): SimulationCourse {
  const { method, runs, timeUnit, plottedTimes, plotted, times, columns, report } = result;
  return { method, runs, timeUnit, concentrationUnit, plottedTimes, plotted, times, columns, report };
}

/** Charts need not be drawn more often. */
const COURSE_MILLISECONDS = 100;

async function trained(
  model: OpenModel,
  { liveBoundary }: RunRequest,
  { tell, now }: Telling,
): Promise<Ending | undefined> {
  const { program, subject, readText } = model;
  const { task, diagnostics } = prepareTraining(program, subject, { readText });
  const isFatal = task === undefined || hasErrors(diagnostics);
  if (diagnostics.length > 0) tell({ kind: "problems", problems: diagnostics.map(problemFrom), isFatal });
  if (isFatal) return undefined;
  const { initialWeights } = task;
  const boundary = followBoundary(task, { tell, now });
  let nextCourse = Number.NEGATIVE_INFINITY;
  const onCheckpoint = async ({ history }: TrainingState): Promise<void> => {
    if (now() >= nextCourse) {
      tell({ kind: "trained", course: { ...thinnedHistory(history), initialWeights } });
      nextCourse = now() + COURSE_MILLISECONDS;
    }
    const weights = history.weights.at(-1);
    if (liveBoundary && weights !== undefined) await boundary.follow(weights);
  };
  const result = await trainNetwork(task, { onCheckpoint }, controlBy({ tell, now }));
  tell({ kind: "trained", course: { ...wholeHistory(result.history), initialWeights } });
  const { status, failure, weights } = result;
  if (result.diagnostics.length > 0)
    tell({ kind: "problems", problems: result.diagnostics.map(problemFrom), isFatal: false });
  if (failure !== undefined) sayFailure(failure, task.record.origin, tell);
  else await boundary.finish(weights);
  return { status, failure: failure && sentenceOf(failure), weights };
}

/** People cannot read faster, and each message takes the page some time. */
const PROGRESS_MILLISECONDS = 50;

function controlBy({ tell, now }: Telling): RunControl {
  let next = Number.NEGATIVE_INFINITY;
  return {
    onProgress: ({ done, total, detail }: Progress) => {
      if (now() < next) return;
      next = now() + PROGRESS_MILLISECONDS;
      tell({ kind: "progress", done, total, detail });
    },
  };
}

/** At the reaction that went wrong; at the record if it is no single one, or stands in a built-in file. */
function sayFailure(failure: ExperimentFailure, record: Origin, tell: (news: RunNews) => void): void {
  const { origin = record } = failure;
  const { file, span } = origin.file.startsWith("std/") ? record : origin;
  const problem: RunProblem = {
    severity: "error",
    code: failure.code,
    message: sentenceOf(failure),
    file,
    span,
  };
  tell({ kind: "problems", problems: [problem], isFatal: false });
}

function sentenceOf({ message, hint }: ExperimentFailure): string {
  return hint === undefined ? message : `${message} ${hint}`;
}
