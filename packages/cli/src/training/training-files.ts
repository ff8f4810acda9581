// A training result → the files of its folder. Same task and result, same bytes: no times, no absolute paths.

import { createHash } from "node:crypto";
import path from "node:path";
import { compileTo, type ReactionNetwork } from "@ncrn/compiler";
import {
  csvFromHistory,
  networkAtFirstSample,
  type TrainingResult,
  type TrainingTask,
  trainedModel,
  trainingFigures,
} from "@ncrn/experiments";
import { writeBothPictures } from "../figures.js";
import { makeFolder, writeAtomically } from "../files.js";
import type { Analysis } from "../load-program.js";
import { mapPlaces, relativeToModel } from "../places.js";
import { version } from "../version.js";

/** Where `predict` finds what it needs. */
export const TRAINED_MODEL_FILE = "trained-model.json";

/** Exports beside the results: target → file name. */
const EXPORTS = [
  ["ncrn", "network.ncrn"],
  ["sbml", "network.xml"],
  ["crn", "network.crn"],
  ["bytecode", "network.bytecode"],
] as const;

/** What fixes a run. */
export interface RunDescription {
  readonly task: TrainingTask;
  readonly epochs: number;
  readonly analysis: Analysis;
  readonly settings: Readonly<Record<string, number>>;
}

/** Writes `options.json`; called before training, so that a folder that cannot be written to fails at once. */
export function writeOptions(folder: string, { task, epochs, analysis, settings }: RunDescription): void {
  makeFolder(folder);
  const sources = [...analysis.sources.values()]
    .map(({ name, content }) => ({
      file: path.basename(name),
      sha256: createHash("sha256").update(content).digest("hex"),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const options = {
    ncrn: version(),
    sources,
    train: task.record.name,
    network: task.network.name,
    data: task.data.name,
    epochs,
    seed: task.seed,
    settings,
    relativeTolerance: task.record.relativeTolerance,
    absoluteTolerance: task.record.absoluteTolerance,
  };
  writeAtomically(path.join(folder, "options.json"), jsonText(options));
}

/** Writes everything that a result of a model file holds; returns the file names in the folder. */
export async function writeTrainingFiles(
  folder: string,
  model: string,
  { task, result }: { readonly task: TrainingTask; readonly result: TrainingResult },
): Promise<readonly string[]> {
  const rename = relativeToModel(model);
  const network = mapPlaces(networkAtFirstSample(task), rename);
  const write = (name: string, content: string | Uint8Array): string => {
    writeAtomically(path.join(folder, name), content);
    return name;
  };
  const files = [
    write("weights.json", jsonText({ epoch: result.epochs, weights: result.weights })),
    write("history.csv", csvFromHistory(result)),
    write(TRAINED_MODEL_FILE, jsonText(mapPlaces(trainedModel(task, result), rename))),
    ...exportsOf(network).map(([name, artefact]) => write(name, artefact)),
    "options.json",
    "checkpoint.json",
  ];
  for (const figure of await trainingFigures(task, result)) {
    const written = await writeBothPictures(path.join(folder, figure.name), figure);
    files.push(...written.map((file) => path.basename(file)));
  }
  return files.sort();
}

/** The network in every format that can express it; a format that cannot is left out. */
function exportsOf(network: ReactionNetwork): (readonly [string, string | Uint8Array])[] {
  return EXPORTS.flatMap(([target, name]) => {
    const { artefact } = compileTo(network, target, {});
    return artefact === undefined ? [] : [[name, artefact] as const];
  });
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
