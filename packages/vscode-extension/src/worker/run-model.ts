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
import { type Diagnostic, hasErrors, type Origin } from "@ncrn/language";
import type {
  DroppedValue,
  RunDescription,
  RunEnd,
  RunNews,
  RunProblem,
  RunRequest,
  SimulationCourse,
  SourceDifference,
} from "../messages/run-messages.js";
import { adjustableQuantities, changedValues, droppedValues } from "./adjustable-quantities.js";
import { followBoundary } from "./follow-boundary.js";
import { type Opening, type OpenModel, openModel } from "./open-model.js";
import { plottedQuantity, weightsOfPlot } from "./plotted.js";
import { problemFrom } from "./problem-from-diagnostic.js";
import type { QuantityReader, TextQuantities } from "./text-quantities.js";
import { thinnedHistory, wholeHistory } from "./thinned-history.js";

/** The worker's surroundings. */
export interface RunSurroundings {
  readonly tell: (news: RunNews) => void;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  readonly quantitiesOf: QuantityReader;
}

interface Telling extends Pick<RunSurroundings, "tell" | "now"> {
  /** Whether what goes wrong from now on is due to values that sliders have set. */
  readonly isOfSliders: boolean;
}

/** Runs what is asked for; ends with `files-needed`, fatal `problems`, or `ended`. */
export async function runModel(asked: RunRequest, surroundings: RunSurroundings): Promise<void> {
  const { tell, now, quantitiesOf } = surroundings;
  const written = quantitiesOf(asked);
  const dropped = written.model === undefined ? [] : droppedValues(written.quantities, asked);
  const request = { ...asked, overrides: without(asked.overrides, dropped) };
  const isChanged = Object.keys(request.overrides).length > 0;
  const isOfSliders = isChanged && written.model !== undefined;
  const telling: Telling = { tell, now, isOfSliders };
  const opening: Opening =
    isChanged || written.model === undefined ? openModel(request) : { kind: "open", model: written.model };
  switch (opening.kind) {
    case "files-needed":
      tell({ kind: "files-needed", addresses: opening.addresses });
      return;
    case "faulty":
      sayProblems(opening.diagnostics, true, telling);
      return;
    case "open": {
      const start = now();
      const { model } = opening;
      const own = written.model?.diagnostics.map(identityOf) ?? [];
      const isAsWritten = model.diagnostics.every((diagnostic) => own.includes(identityOf(diagnostic)));
      sayProblems(model.diagnostics, false, { ...telling, isOfSliders: isOfSliders && !isAsWritten });
      tell({ kind: "described", description: descriptionOf(model, request, { written, dropped }) });
      const end = await (request.kind === "train"
        ? trained(model, request, telling)
        : simulated(model, telling));
      if (end !== undefined) tell({ kind: "ended", end: { ...end, milliseconds: now() - start } });
    }
  }
}

/** Values of sliders, except those that are meant for another text. */
function without(overrides: RunRequest["overrides"], dropped: readonly DroppedValue[]) {
  const gone = new Set(dropped.map(({ name }) => name));
  return Object.fromEntries(Object.entries(overrides).filter(([name]) => !gone.has(name)));
}

function identityOf({ code, message, origin }: Diagnostic): string {
  return JSON.stringify([code, message, origin.file, origin.span.start]);
}

function sayProblems(
  diagnostics: readonly Diagnostic[],
  isFatal: boolean,
  { tell, isOfSliders }: Telling,
): void {
  tell({ kind: "problems", problems: diagnostics.map(problemFrom), isFatal, isOfSliders });
}

function descriptionOf(
  model: OpenModel,
  request: RunRequest,
  { written, dropped }: { readonly written: TextQuantities; readonly dropped: readonly DroppedValue[] },
): RunDescription {
  const { network, training, simulation } = model.subject;
  // A text may be sound with the values of the sliders only.
  const quantities =
    written.model === undefined ? adjustableQuantities(model.subject, model.analysis) : written.quantities;
  return {
    title: training?.name ?? simulation?.name ?? network.name,
    kind: request.kind,
    species: network.species.length,
    reactions: network.reactions.length,
    quantities,
    changed: changedValues(quantities, request.overrides),
    dropped,
  };
}

type Ending = Omit<RunEnd, "milliseconds">;

/** A network without a record is run for so many units of its own time. */
const DEFAULT_LENGTH = 10;

async function simulated(model: OpenModel, telling: Telling): Promise<Ending | undefined> {
  const { tell } = telling;
  const { source, simulation: record } = model.subject;
  const { network, diagnostics } = startingNetwork(model.program, model.subject, model);
  const isFatal = network === undefined;
  if (diagnostics.length > 0) sayProblems(diagnostics, isFatal, telling);
  if (isFatal) return undefined;
  const overrides = record === undefined ? { until: DEFAULT_LENGTH } : {};
  const result = await simulateNetwork({ source, network, record }, overrides, controlBy(telling));
  tell({ kind: "simulated", course: courseFrom(result, network.units.concentration) });
  const { status, failure } = result;
  const place = record?.origin ?? network.provenance.origin;
  const said = failure && sayFailure(failure, place, telling);
  return { status, failure: undefined, ...said, weights: undefined };
}

function courseFrom(result: SimulationResult, concentrationUnit: string | undefined): SimulationCourse {
  const { method, runs, timeUnit, plottedTimes, plotted, times, columns, report } = result;
  return {
    method,
    runs,
    timeUnit,
    concentrationUnit,
    plottedTimes,
    plotted,
    quantity: plottedQuantity(result),
    times,
    columns,
    report,
    comparison: differenceFrom(result.comparison),
  };
}

function differenceFrom(comparison: SimulationResult["comparison"]): SourceDifference | undefined {
  return comparison && { value: comparison.largestRelativeDifference, ...comparison.at };
}

/** Charts need not be drawn more often. */
const COURSE_MILLISECONDS = 100;

async function trained(
  model: OpenModel,
  { liveBoundary }: RunRequest,
  telling: Telling,
): Promise<Ending | undefined> {
  const { tell, now } = telling;
  const { program, subject, readText } = model;
  const { task, diagnostics } = prepareTraining(program, subject, { readText });
  const isFatal = task === undefined || hasErrors(diagnostics);
  if (diagnostics.length > 0) sayProblems(diagnostics, isFatal, telling);
  if (isFatal) return undefined;
  const { initialWeights } = task;
  const plottedWeights = weightsOfPlot(task.record.plot, Object.keys(initialWeights));
  const boundary = followBoundary(task, { tell, now });
  let nextCourse = Number.NEGATIVE_INFINITY;
  const onCheckpoint = async ({ history }: TrainingState): Promise<void> => {
    if (now() >= nextCourse) {
      tell({ kind: "trained", course: { ...thinnedHistory(history), initialWeights, plottedWeights } });
      nextCourse = now() + COURSE_MILLISECONDS;
    }
    const weights = history.weights.at(-1);
    if (liveBoundary && weights !== undefined) await boundary.follow(weights);
  };
  const result = await trainNetwork(task, { onCheckpoint }, controlBy(telling));
  tell({ kind: "trained", course: { ...wholeHistory(result.history), initialWeights, plottedWeights } });
  const { status, failure, weights } = result;
  if (result.diagnostics.length > 0) sayProblems(result.diagnostics, false, telling);
  if (failure !== undefined) return { status, ...sayFailure(failure, task.record.origin, telling), weights };
  await boundary.finish(weights);
  return { status, failure: undefined, weights };
}

/** People cannot read faster, and each message takes the page some time. */
const PROGRESS_MILLISECONDS = 50;

function controlBy({ tell, now }: Pick<Telling, "tell" | "now">): RunControl {
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
function sayFailure(
  failure: ExperimentFailure,
  record: Origin,
  { tell, isOfSliders }: Telling,
): Pick<Ending, "failure" | "problem"> {
  const { origin = record } = failure;
  const { file, span } = origin.file.startsWith("std/") ? record : origin;
  const problem: RunProblem = {
    severity: "error",
    code: failure.code,
    message: sentenceOf(failure),
    file,
    span,
  };
  tell({ kind: "problems", problems: [problem], isFatal: false, isOfSliders, isFailure: true });
  return { failure: problem.message, problem };
}

function sentenceOf({ message, hint }: ExperimentFailure): string {
  return hint === undefined ? message : `${message} ${hint}`;
}
