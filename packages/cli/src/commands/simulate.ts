// ncrn simulate: a network in time → its last values, its report, a CSV file, a picture.

import {
  csvFromSimulation,
  csvFromSingleRuns,
  isStochastic,
  notAboveZero,
  type SimulationResult,
  simulateNetwork,
  simulationFigure,
} from "@ncrn/experiments";
import { noteInterpreter } from "../code-generation.js";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments, showDiagnostics } from "../diagnostics-report.js";
import type { ExitCode } from "../exit-codes.js";
import { wrongUsage } from "../failure.js";
import { pictureFormat, writePicture } from "../figures.js";
import { type FileContent, fileUnlessDash, requireFiles, writeAtomically } from "../files.js";
import { networkAtStart, startText } from "../network-at-start.js";
import type { Output } from "../output.js";
import { progressDisplay, runControl } from "../progress.js";
import { reportRunEnd } from "../run-end.js";
import { refuseFlagsWithoutEffect } from "../simulation/flags-without-effect.js";
import { overridesFrom, type RunFlags } from "../simulation/run-flags.js";
import { noiseText, quantilesText, roundedText, summaryText } from "../simulation/simulation-text.js";
import { statisticsOfOneRun } from "../simulation/statistics-of-one-run.js";
import { volumeAssumption } from "../simulation/volume-assumption.js";
import { openSubject } from "../subject.js";
import { ensembleExecutor } from "../workers/ensemble-executor.js";
import { type FileToWrite, failuresDocument, reportWriting, writeEach } from "../write-each.js";

/** Flags of `simulate`; what is left out follows from the record. */
export interface SimulateFlags extends RunFlags {
  /** Threads that make stochastic runs; undefined for as many as are worth it. */
  readonly workers?: number;
  readonly csv?: string;
  readonly runsCsv?: string;
  readonly plot?: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
}

/** Runs the network that the file and the name mean; writes what was computed also when the run fails or is stopped. */
export async function simulate(
  context: CommandContext,
  request: SimulateFlags & { readonly file: string; readonly name: string | undefined },
): Promise<ExitCode> {
  const { plot } = request;
  const csv = fileUnlessDash(request.csv, context.output);
  if (plot !== undefined) pictureFormat(plot);
  if (request.runsCsv === "-")
    throw wrongUsage("wrong-usage", "`--runs-csv` does not write to standard output", "Name a file.");
  const opened = openSubject(context, request.file, request.name, "simulate");
  const { source, simulation } = opened.subject;
  const method = request.method ?? simulation?.method.kind ?? "ode";
  refuseFlagsWithoutEffect(request, method);
  const { network, data } = networkAtStart(opened);
  requireLength(network.name, simulation?.until ?? request.until);
  const files = { csv, runsCsv: request.runsCsv, plot };
  requireFiles([csv, request.runsCsv, plot]);
  noteInterpreter(context.output);
  const display = progressDisplay(context.output);
  const result = await simulateNetwork(
    { source, network, record: simulation },
    overridesFrom(request, context),
    runControl(display, context.interruption),
    ensembleExecutor(request.workers),
  ).finally(() => display.stop());
  const writing = await writeEach(filesOf(files, result, request));
  const origin = simulation?.origin ?? network.provenance.origin;
  const isVolumeGiven = (request.volume ?? simulation?.volume) !== undefined;
  const assumption = isVolumeGiven ? [] : volumeAssumption(result, network, origin);
  const doubts = [...assumption, ...statisticsOfOneRun(simulation, result)];
  const { diagnostics, sources } = opened.analysis;
  showDiagnostics(context, doubts, sources);
  if (context.output.json) {
    const found = diagnosticDocuments([...diagnostics, ...doubts], sources);
    const written = { ...documentFrom(result), diagnostics: found, files };
    context.output.document({ ...failuresDocument(writing), ...written });
  } else if (request.csv === "-") context.output.artefact(csvFromSimulation(result));
  else context.output.result(summaryText(result));
  if (network.learning !== undefined) context.output.message(startText(network.name, data));
  showNotes(context.output, result, writing.written);
  if (plot !== undefined && request.logY === true) noteLeftOut(context.output, result);
  return reportWriting(context, writing, reportRunEnd(context, result, { origin, sources }));
}

interface Files {
  readonly csv: string | undefined;
  readonly runsCsv: string | undefined;
  readonly plot: string | undefined;
}

function filesOf(
  { csv, runsCsv, plot }: Files,
  result: SimulationResult,
  { logX: logarithmicTime = false, logY: logarithmic = false }: SimulateFlags,
): readonly FileToWrite[] {
  const figure = () => simulationFigure(result, { logarithmic, logarithmicTime });
  const text = (file: string | undefined, content: () => FileContent): readonly FileToWrite[] =>
    file === undefined ? [] : [{ file, write: () => writeAtomically(file, content()) }];
  return [
    ...text(csv, () => csvFromSimulation(result)),
    ...text(runsCsv, () => csvFromSingleRuns(result)),
    ...(plot === undefined ? [] : [{ file: plot, write: () => writePicture(plot, figure()) }]),
  ];
}

function showNotes(output: Output, result: SimulationResult, written: readonly string[]): void {
  for (const rounded of result.rounded) output.message(roundedText(rounded, result.columns[0]?.unit));
  const noise = noiseText(result);
  if (noise !== undefined) output.message(noise);
  if ((result.quantileRuns ?? result.runs) < result.runs) output.message(quantilesText(result));
  for (const file of written) output.message(`wrote ${file}`);
}

/** A logarithmic axis has no place for what is not above 0. */
function noteLeftOut(output: Output, result: SimulationResult): void {
  const names = notAboveZero(result);
  if (names.length === 0) return;
  const shown =
    names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  output.message(`the picture leaves out values of 0 and below, which have no logarithm: ${shown}`);
}

function requireLength(network: string, until: number | undefined): void {
  if (until !== undefined) return;
  throw wrongUsage(
    "until-needed",
    `\`${network}\` has no simulate record that says how long to run`,
    "Add --until.",
  );
}

function documentFrom({ singleRuns: _, ...result }: SimulationResult): Record<string, unknown> {
  const report = result.report.map((entry) => ({ ...entry, value: orNull(entry.value) }));
  if (result.runs > 1 || !isStochastic(result.method)) return { ...result, report };
  // The spread of a single random run has no value.
  const columns = result.columns.map((column) => ({ ...column, deviation: column.deviation?.map(orNull) }));
  const plotted = result.plotted.map((column) =>
    column.isOneRun ? column : { ...column, values: column.values.map(orNull) },
  );
  return { ...result, columns, plotted, report };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
