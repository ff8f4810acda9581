// ncrn predict: a training folder and rows → outputs of the trained network.

import path from "node:path";
import { csvFromPredictions, type Predictions, predictFromCsv, type TrainedModel } from "@ncrn/experiments";
import { createSourceText, hasErrors } from "@ncrn/language";
import { noteInterpreter } from "../code-generation.js";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments, showDiagnostics } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { CommandFailure, DiagnosedFailure } from "../failure.js";
import { fileUnlessDash, isFile, isFolder, readText, writeAtomically } from "../files.js";
import { readJson } from "../json-file.js";
import { progressDisplay, runControl } from "../progress.js";
import { reportRunEnd } from "../run-end.js";
import { TRAINED_MODEL_FILE } from "../training/training-files.js";
import { failuresDocument, reportWriting, writeEach } from "../write-each.js";

export interface PredictFlags {
  /** The CSV file with the rows. */
  readonly data: string;
  /** Where to write the result; standard output if not given or `-`. */
  readonly csv?: string;
}

/** Prints or writes the rows with one column an output. */
export async function predict(
  context: CommandContext,
  request: PredictFlags & { readonly folder: string },
): Promise<ExitCode> {
  const { folder, data } = request;
  const csv = fileUnlessDash(request.csv, context.output);
  const model = readTrainedModel(folder);
  const text = readText(data);
  const sources = new Map([[data, createSourceText(data, text)]]);
  noteInterpreter(context.output);
  const display = progressDisplay(context.output);
  const { predictions, diagnostics } = await predictFromCsv(
    model,
    { path: data, text },
    runControl(display, context.interruption),
    context.maxSteps === undefined ? {} : { maxSteps: context.maxSteps },
  ).finally(() => display.stop());
  if (predictions === undefined || hasErrors(diagnostics)) throw new DiagnosedFailure(diagnostics, sources);
  showDiagnostics(context, diagnostics, sources);
  const table = csvFromPredictions(predictions);
  const toWrite = csv === undefined ? [] : [{ file: csv, write: () => writeAtomically(csv, table) }];
  const writing = await writeEach(toWrite);
  if (context.output.json) {
    context.output.document({
      ...failuresDocument(writing),
      ...documentFrom(predictions),
      diagnostics: diagnosticDocuments(diagnostics, sources),
    });
  } else if (csv === undefined || writing.failures.length > 0) {
    context.output.artefact(table);
  } else {
    context.output.message(`wrote ${csv}: ${predictions.rows.length} rows`);
  }
  const end = reportRunEnd(context, predictions, {
    origin: { file: data, span: { start: 0, end: 0 } },
    sources: new Map(),
  });
  return reportWriting(context, writing, end);
}

function documentFrom({ status, failure, columns, outputs, rows }: Predictions): Record<string, unknown> {
  return {
    status,
    failure,
    columns,
    outputs,
    rows: rows.map(({ row }) => row),
    predictions: rows.map((row) => row.outputs),
  };
}

function readTrainedModel(folder: string): TrainedModel {
  const file = path.join(folder, TRAINED_MODEL_FILE);
  if (!isFolder(folder) || !isFile(file)) {
    throw new CommandFailure(
      "file-not-found",
      `there is no trained model here (\`${TRAINED_MODEL_FILE}\` is missing)`,
      {
        file: folder,
        hint: `Make one with \`ncrn train MODEL.ncrn --out ${folder}\`.`,
        exitCode: exitCodes.inputHasErrors,
      },
    );
  }
  return readJson(file, isTrainedModel, "a model that `ncrn train --out` wrote");
}

function isTrainedModel(value: unknown): value is TrainedModel {
  const { format, version, network, weights, feed } = (value ?? {}) as Partial<TrainedModel>;
  return (
    format === "ncrn-trained-model" &&
    version === 1 &&
    Array.isArray(network?.species) &&
    typeof weights === "object" &&
    Array.isArray(feed)
  );
}
