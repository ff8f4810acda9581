// ncrn scan: a network over values of its quantities → a table of what was measured, a CSV file, a picture.

import { csvFromScan, type ScanResult, scanNetwork } from "@ncrn/experiments";
import { type CheckedScan, type Diagnostic, InternalError } from "@ncrn/language";
import { noteInterpreter } from "../code-generation.js";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments, showDiagnostics } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { wrongUsage } from "../failure.js";
import { networkAtStart, startText } from "../network-at-start.js";
import type { Output } from "../output.js";
import { progressDisplay, runControl } from "../progress.js";
import { recordTexts } from "../recorded-texts.js";
import { type RunPlace, reportRunEnd } from "../run-end.js";
import { scanDocument } from "../scan/scan-document.js";
import { type ScanFileFlags, scanFiles, writersOf } from "../scan/scan-files.js";
import { roundedTexts, scanText } from "../scan/scan-text.js";
import { axisWithoutPicture, refuseRunFlagsWithoutEffect } from "../simulation/flags-without-effect.js";
import { overridesFrom, type RunFlags } from "../simulation/run-flags.js";
import { statisticsOfOneRun } from "../simulation/statistics-of-one-run.js";
import { volumeAssumption } from "../simulation/volume-assumption.js";
import { type OpenSubject, openSubject } from "../subject.js";
import { scanExecutor } from "../workers/scan-executor.js";
import { failuresDocument, reportWriting, writeEach } from "../write-each.js";

/** Flags of `scan`; what is left out follows from the record. */
export interface ScanFlags extends RunFlags, ScanFileFlags {
  /** Threads that make points; undefined for as many as are worth it. */
  readonly workers?: number;
  readonly logY?: boolean;
}

/** Runs the scan that the file and the name mean; writes what was computed also when runs fail or it is stopped. */
export async function scan(
  context: CommandContext,
  request: ScanFlags & { readonly file: string; readonly name: string | undefined },
): Promise<ExitCode> {
  const { output } = context;
  const files = scanFiles(request, output);
  if (request.logY === true && files.every(({ content }) => content !== "picture"))
    throw axisWithoutPicture("--log-y", "--plot FILE");
  const opened = openSubject(context, request.file, request.name, "scan");
  const record = recordOf(opened);
  refuseFlags(context, request, record);
  noteInterpreter(output);
  const { result, data } = await run(context, request, opened);
  const { sources } = opened.analysis;
  const isVolumeGiven = (request.volume ?? record.volume) !== undefined;
  const assumption = isVolumeGiven ? [] : volumeAssumptionOf(result, opened);
  const doubts = [
    ...assumption,
    ...statisticsOfOneRun(record, { method: result.method, runs: mostRuns(result) }),
  ];
  const refused = refusedAt(result, record);
  const diagnostics = [...opened.analysis.diagnostics, ...doubts, ...refused];
  const document = () => ({
    ...scanDocument(result, sources),
    diagnostics: diagnosticDocuments(diagnostics, sources),
    files: files.map(({ file }) => file),
  });
  const logarithmic = request.logY === true;
  const writing = await writeEach(writersOf(files, result, { document, logarithmic }));
  showDiagnostics(context, doubts, sources);
  if (output.json) output.document({ ...failuresDocument(writing), ...document() });
  else if (request.csv === "-") output.artefact(csvFromScan(result));
  else output.result(scanText(result));
  const { network } = opened.subject;
  if (network.learning !== undefined) output.message(startText(network.name, data));
  showNotes(output, result, writing.written);
  const ended = reportEnd(context, { result, refused }, { origin: record.origin, sources });
  return reportWriting(context, writing, ended);
}

/** Ends the command with wrong usage if a flag would change nothing. */
function refuseFlags(context: CommandContext, request: ScanFlags, record: CheckedScan): void {
  refuseRunFlagsWithoutEffect(request, request.method ?? record.method.kind);
  refuseSettingsOfVaried(context, record);
}

function showNotes(output: Output, result: ScanResult, written: readonly string[]): void {
  for (const text of roundedTexts(result)) output.message(text);
  for (const file of written) output.message(`wrote ${file}`);
}

function recordOf({ subject: { scan: record } }: OpenSubject): CheckedScan {
  if (record === undefined) throw new InternalError("a scan without a record");
  return record;
}

/** What is varied has no other value: one that is given would have no effect, or hold for a part of it. */
function refuseSettingsOfVaried({ settings }: CommandContext, { vary }: CheckedScan): void {
  for (const given of Object.keys(settings)) {
    const whole = given.replace(/\[.*$/, "");
    const varied = vary.find(({ name, override }) => whole === name || whole === override);
    if (varied !== undefined)
      throw wrongUsage(
        "flag-without-effect",
        `\`--set ${given}=…\` has no effect: the scan varies \`${varied.name}\``,
        "Leave it out, or run one value with `ncrn simulate`.",
      );
  }
}

async function run(
  context: CommandContext,
  request: ScanFlags,
  { subject, program, analysis }: OpenSubject,
): Promise<{ readonly result: ScanResult; readonly data: string | undefined }> {
  const record = recordOf({ subject, program, analysis });
  const root = analysis.sources.get(program.file);
  if (root === undefined) throw new InternalError("the text of the file is missing");
  const { read, texts } = recordTexts(analysis.readData);
  const { data } = networkAtStart({ subject, program, analysis: { ...analysis, readData: read } });
  const display = progressDisplay(context.output);
  const result = await scanNetwork(
    { root, readText: read, overrides: new Map(Object.entries(context.settings)), record },
    overridesFrom(request, context),
    runControl(display, context.interruption),
    scanExecutor({ workers: request.workers, texts }),
  ).finally(() => display.stop());
  return { result, data };
}

function mostRuns({ points }: ScanResult): number {
  return points.reduce((most, { runs }) => Math.max(most, runs), 0);
}

function volumeAssumptionOf(
  { method, points }: ScanResult,
  { subject: { network, scan: record } }: OpenSubject,
): readonly Diagnostic[] {
  const rounded = points.flatMap((point) => point.rounded);
  return volumeAssumption({ method, rounded }, network, record?.origin ?? network.provenance.origin);
}

/** Why the text was refused with the first values with which it was, and which these are. */
function refusedAt(
  { diagnostics, points, axes }: ScanResult,
  { origin }: CheckedScan,
): readonly Diagnostic[] {
  const point = points.find((candidate) => candidate.diagnostics === diagnostics);
  if (point === undefined) return [];
  const values = axes.map(({ name }, axis) => `${name} = ${point.values[axis]}`).join(", ");
  return diagnostics.map((found) => ({
    ...found,
    related: [...found.related, { origin, message: `in this scan, with ${values}` }],
  }));
}

function reportEnd(
  context: CommandContext,
  { result, refused }: { readonly result: ScanResult; readonly refused: readonly Diagnostic[] },
  place: RunPlace,
): ExitCode {
  showDiagnostics(context, refused, place.sources);
  // Nothing was run with such values, and there is nothing more to say.
  if (result.status === "failed" && result.failure === undefined) return exitCodes.runFailed;
  return reportRunEnd(context, result, place);
}
