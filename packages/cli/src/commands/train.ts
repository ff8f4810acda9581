// ncrn train: a learner or a hand-written network with a train record → weights, history, figures, exports.

import path from "node:path";
import {
  prepareTraining,
  type TrainingResult,
  type TrainingState,
  type TrainingTask,
  trainNetwork,
} from "@ncrn/experiments";
import { type CheckedProgram, type Diagnostic, hasErrors } from "@ncrn/language";
import { noteInterpreter } from "../code-generation.js";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments, showDiagnostics } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { DiagnosedFailure, wrongUsage } from "../failure.js";
import type { Analysis } from "../load-program.js";
import { progressDisplay, runControl } from "../progress.js";
import { reportRunEnd } from "../run-end.js";
import { openSubject } from "../subject.js";
import { checkpointWriter, givenSeedOfCheckpoint, readCheckpoint } from "../training/checkpoint.js";
import { type WrittenFiles, writeOptions, writeTrainingFiles } from "../training/training-files.js";
import { nextStepsText, trainingText } from "../training/training-text.js";
import { failuresDocument, reportWriting, writeEach } from "../write-each.js";

export interface TrainFlags {
  readonly epochs?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly resume?: string;
}

/** What the command was asked for. */
export interface TrainRequest extends TrainFlags {
  readonly file: string;
  readonly name: string | undefined;
}

/** Trains and keeps everything that was computed, also when the run fails or is stopped. */
export async function train(context: CommandContext, request: TrainRequest): Promise<ExitCode> {
  const { task, seed, analysis, diagnostics, rows } = prepare(context, request);
  const folder = request.out ?? request.resume;
  const { settings } = context;
  const resumeFrom = request.resume === undefined ? undefined : readCheckpoint(request.resume, task);
  const epochs = request.epochs ?? Math.max(task.record.epochs, resumeFrom?.epoch ?? 0);
  refuseFewerEpochs(epochs, resumeFrom);
  if (folder !== undefined) writeOptions(folder, { task, epochs, analysis, settings });

  const checkpoints = folder === undefined ? undefined : checkpointWriter(folder, task, seed);
  noteInterpreter(context.output);
  const display = progressDisplay(context.output);
  const result = await trainNetwork(
    task,
    {
      epochs,
      ...(resumeFrom === undefined ? {} : { resumeFrom }),
      ...(checkpoints === undefined ? {} : { onCheckpoint: checkpoints.offer }),
      ...(context.maxSteps === undefined ? {} : { maxSteps: context.maxSteps }),
    },
    runControl(display, context.interruption),
  ).finally(() => {
    display.stop();
    checkpoints?.flush();
  });

  showDiagnostics(context, result.diagnostics, analysis.sources);
  let written: WrittenFiles | undefined;
  const write = async (): Promise<void> => {
    checkpoints?.save(result.state);
    if (folder !== undefined) written = await writeTrainingFiles(folder, request.file, { task, result });
  };
  const writing = await writeEach(folder === undefined ? [] : [{ file: folder, write }]);
  if (context.output.json) {
    const said = diagnosticDocuments([...diagnostics, ...result.diagnostics], analysis.sources);
    const files = written?.files ?? [];
    const done = { ...documentFrom(task, result), diagnostics: said, folder, files };
    context.output.document({ ...failuresDocument(writing), ...done });
  }
  context.output.result(trainingText(task, result));
  if (folder !== undefined && written !== undefined) sayWhatIsWritten(context, folder, written);
  const { origin } = task.record;
  const end = reportRunEnd(context, result, { origin, sources: analysis.sources });
  const exitCode = reportWriting(context, writing, end);
  const steps = { file: request.file, name: request.name, folder, rows, settings };
  if (end !== exitCodes.runFailed && writing.failures.length === 0)
    context.output.message(nextStepsText(steps, task, result));
  return exitCode;
}

function sayWhatIsWritten(
  { output }: CommandContext,
  folder: string,
  { files, leftOut }: WrittenFiles,
): void {
  output.message(`\nwrote ${files.length} files to ${folder}: ${files.join(", ")}`);
  if (leftOut.length > 0)
    output.message(`left out, because they cannot express the network: ${leftOut.join(", ")}`);
}

function refuseFewerEpochs(epochs: number, state: TrainingState | undefined): void {
  if (state === undefined || state.epoch <= epochs) return;
  throw wrongUsage(
    "too-few-epochs",
    `the checkpoint has ${state.epoch} epochs behind it, --epochs asks for ${epochs}`,
    "--epochs is the total number, not the number of further ones.",
  );
}

interface Prepared {
  readonly task: TrainingTask;
  /** What `--seed` says, or said when the training began. */
  readonly seed: number | undefined;
  readonly analysis: Analysis;
  readonly diagnostics: readonly Diagnostic[];
  /** A file with rows like those that are learnt. */
  readonly rows: string;
}

/** A resumed training keeps its seeds, given or not, unless another one is asked for, which is then refused. */
function prepare(context: CommandContext, request: TrainRequest): Prepared {
  const seed =
    request.seed ?? (request.resume === undefined ? undefined : givenSeedOfCheckpoint(request.resume));
  const { subject, program, analysis } = openSubject(context, request.file, request.name, "train");
  const { task, diagnostics } = prepareTraining(program, subject, {
    readText: analysis.readData,
    ...(seed === undefined ? {} : { seed }),
  });
  if (task === undefined || hasErrors(diagnostics)) throw new DiagnosedFailure(diagnostics, analysis.sources);
  showDiagnostics(context, diagnostics, analysis.sources);
  const all = [...analysis.diagnostics, ...diagnostics];
  return { task, seed, analysis, diagnostics: all, rows: rowsFile(program, task, request.file) };
}

function rowsFile(program: CheckedProgram, task: TrainingTask, model: string): string {
  const source = program.data.find(({ name }) => name === task.data.name)?.source;
  return source?.kind === "file" ? path.join(path.dirname(model), source.path) : "ROWS.csv";
}

function documentFrom(task: TrainingTask, result: TrainingResult): Record<string, unknown> {
  const { history } = result;
  return {
    status: result.status,
    failure: result.failure,
    network: task.network.name,
    data: task.data.name,
    seed: task.seed,
    trainingRows: task.data.training.rows.length,
    validationRows: task.data.validation.rows.length,
    epochs: result.epochs,
    initialValidationLoss: history.initialValidationLoss ?? null,
    trainLoss: history.trainLoss,
    validationLoss: history.validationLoss,
    metrics: result.metrics,
    metricHistory: history.metrics,
    initialWeights: result.initialWeights,
    weights: result.weights,
    hostActions: result.hostActions,
  };
}
