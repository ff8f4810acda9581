// A network → its course over time, told when it is finished.

import { type SimulationResult, simulateNetwork, startingNetwork } from "@ncrn/experiments";
import type { SimulationCourse, SourceDifference } from "../messages/run-messages.js";
import type { OpenModel } from "./open-model.js";
import { plottedQuantity } from "./plotted.js";
import { controlBy, type Ending, sayFailure, sayProblems, type Telling } from "./telling.js";

/** A network without a record is run for so many units of its own time. */
const DEFAULT_LENGTH = 10;

/** Undefined if the text has errors, which have been told. */
export async function runSimulation(model: OpenModel, telling: Telling): Promise<Ending | undefined> {
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
