// A training result → the files of its folder. Same task and result, same bytes: no times, no absolute paths.

import { createHash } from "node:crypto";
import path from "node:path";
import { compileTo, type ReactionNetwork, type Target, targets } from "@ncrn/compiler";
import {
  csvFromHistory,
  networkAtFirstSample,
  type TrainingResult,
  type TrainingTask,
  trainedModel,
  trainingFigures,
} from "@ncrn/experiments";
import { mapPlaces } from "@ncrn/language";
import { writeBothPictures } from "../figures.js";
import { makeFolder, writeAtomically } from "../files.js";
import type { Analysis } from "../load-program.js";
import { relativeToModel } from "../places.js";
import { version } from "../version.js";

/** Where `predict` finds what it needs. */
export const TRAINED_MODEL_FILE = "trained-model.json";

/** Targets of the exports beside the results, each named as `ncrn targets` says. */
const EXPORTS = ["ncrn", "sbml", "crn", "bytecode"];

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

/** What was written, and the formats that cannot express the network. */
export interface WrittenFiles {
  /** Names in the folder, sorted. */
  readonly files: readonly string[];
  /** Targets without a file. */
  readonly leftOut: readonly string[];
}

/** Writes everything that a result of a model file holds. */
export async function writeTrainingFiles(
  folder: string,
  model: string,
  { task, result }: { readonly task: TrainingTask; readonly result: TrainingResult },
): Promise<WrittenFiles> {
  const rename = relativeToModel(model);
  const network = mapPlaces(networkAtFirstSample(task), rename);
  const write = (name: string, content: string | Uint8Array): string => {
    writeAtomically(path.join(folder, name), content);
    return name;
  };
  const wanted = targets.filter(({ name }) => EXPORTS.includes(name));
  const exports = await Promise.all(wanted.map((target) => exportOf(network, target)));
  const files = [
    write("weights.json", jsonText({ epoch: result.epochs, weights: result.weights })),
    write("history.csv", csvFromHistory(result)),
    write(TRAINED_MODEL_FILE, jsonText(mapPlaces(trainedModel(task, result), rename))),
    ...exports.flatMap(({ name, artefact }) => (artefact === undefined ? [] : write(name, artefact))),
    "options.json",
    "checkpoint.json",
  ];
  for (const figure of await trainingFigures(task, result)) {
    const written = await writeBothPictures(path.join(folder, figure.name), figure);
    files.push(...written.map((file) => path.basename(file)));
  }
  const leftOut = exports.flatMap(({ target, artefact }) => (artefact === undefined ? target : []));
  return { files: files.sort(), leftOut };
}

/** The network in one format; the artefact is undefined if the format cannot express it. */
interface Export {
  readonly target: string;
  readonly name: string;
  readonly artefact: string | Uint8Array | undefined;
}

async function exportOf(network: ReactionNetwork, { name: target, fileExtension }: Target): Promise<Export> {
  const { artefact } = await compileTo(network, target, {});
  return { target, name: `network${fileExtension}`, artefact };
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
