// A request → a run of the model, told as it goes on. The same functions run it that the command line uses.

import {
  type ExperimentFailure,
  type Progress,
  prepareTraining,
  type RunControl,
  type SimulationResult,
  simulateNetwork,
  type TrainingState,
  trainNetwork,
} from "@ncrn/experiments";
import { hasErrors, type Origin } from "@ncrn/language";
import type { RunEnd, RunNews, RunProblem, RunRequest, SimulationCourse } from "../messages/run-messages.js";
import { adjustableQuantities } from "./adjustable-quantities.js";
import { followBoundary } from "./follow-boundary.js";
import { type OpenModel, openModel } from "./open-model.js";
import { problemFrom } from "./problem-from-diagnostic.js";

/** The worker's surroundings. */
export interface RunSurroundings {
  readonly tell: (news: RunNews) => void;
  /** Milliseconds of any clock. */
  readonly now: () => number;
}

/** Runs what is asked for; ends with `files-needed`, fatal `problems`, or `ended`. */
export async function runModel(request: RunRequest, { tell, now }: RunSurroundings): Promise<void> {
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
      tell({ kind: "described", description: descriptionOf(model, request) });
      const end = await (request.kind === "train"
        ? trained(model, request, { tell, now })
        : simulated(model, { tell, now }));
      if (end !== undefined) tell({ kind: "ended", end: { ...end, milliseconds: now() - start } });
    }
  }
}

function descriptionOf({ subject, analysis }: OpenModel, { kind }: RunRequest) {
  const { network } = subject;
  return {
    title: subject.training?.name ?? subject.simulation?.name ?? network.name,
    kind,
    species: network.species.length,
    reactions: network.reactions.length,
    quantities: adjustableQuantities(subject, analysis),
  };
}

type Ending = Omit<RunEnd, "milliseconds">;

/** A network without a record is run for so many units of its own time. */
const DEFAULT_LENGTH = 10;

async function simulated({ subject }: OpenModel, { tell, now }: RunSurroundings): Promise<Ending> {
  const { source, network, simulation: record } = subject;
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

/** A course is sent as a whole, and charts need not be drawn more often. */
const COURSE_MILLISECONDS = 100;

async function trained(
  model: OpenModel,
  { liveBoundary }: RunRequest,
  { tell, now }: RunSurroundings,
): Promise<Ending | undefined> {
  const { program, subject, readText } = model;
  const { task, diagnostics } = prepareTraining(program, subject, { readText });
  const isFatal = task === undefined || hasErrors(diagnostics);
  if (diagnostics.length > 0) tell({ kind: "problems", problems: diagnostics.map(problemFrom), isFatal });
  if (isFatal) return undefined;
  const { initialWeights } = task;
  const { epochs } = task.record;
  const boundary = followBoundary(task, { tell, now });
  let nextCourse = Number.NEGATIVE_INFINITY;
  const onCheckpoint = async ({ history }: TrainingState): Promise<void> => {
    if (now() >= nextCourse) {
      tell({ kind: "trained", course: { epochs, history, initialWeights } });
      nextCourse = now() + COURSE_MILLISECONDS;
    }
    const weights = history.weights.at(-1);
    if (liveBoundary && weights !== undefined) await boundary.follow(weights);
  };
  const result = await trainNetwork(task, { onCheckpoint }, controlBy({ tell, now }));
  tell({ kind: "trained", course: { epochs, history: result.history, initialWeights } });
  const { status, failure, weights } = result;
  if (result.diagnostics.length > 0)
    tell({ kind: "problems", problems: result.diagnostics.map(problemFrom), isFatal: false });
  if (failure !== undefined) sayFailure(failure, task.record.origin, tell);
  else await boundary.finish(weights);
  return { status, failure: failure && sentenceOf(failure), weights };
}

/** People cannot read faster, and each message takes the page some time. */
const PROGRESS_MILLISECONDS = 50;

function controlBy({ tell, now }: RunSurroundings): RunControl {
  let next = Number.NEGATIVE_INFINITY;
  return {
    onProgress: ({ done, total, detail }: Progress) => {
      if (now() < next) return;
      next = now() + PROGRESS_MILLISECONDS;
      tell({ kind: "progress", done, total, detail });
    },
  };
}

function sayFailure(failure: ExperimentFailure, { file, span }: Origin, tell: (news: RunNews) => void): void {
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
