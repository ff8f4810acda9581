// A learner and data → a training, told while it goes on.

import { prepareTraining, type TrainingState, trainNetwork } from "@ncrn/experiments";
import { hasErrors } from "@ncrn/language";
import type { RunRequest } from "../messages/run-messages.js";
import { followBoundary } from "./follow-boundary.js";
import type { OpenModel } from "./open-model.js";
import { weightsOfPlot } from "./plotted.js";
import { controlBy, type Ending, sayFailure, sayProblems, type Telling } from "./telling.js";
import { thinnedHistory, wholeHistory } from "./thinned-history.js";

/** Charts need not be drawn more often. */
const COURSE_MILLISECONDS = 100;

/** Undefined if the text has errors, which have been told. */
export async function runTraining(
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
