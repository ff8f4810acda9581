// A compiled network in its file → the network as a run or an export starts: with its first sample and drawn weights.

import type { ReactionNetwork, TargetOptions } from "@ncrn/compiler";
import { type CheckedProgram, type Diagnostic, hasErrors } from "@ncrn/language";
import type { ReadText } from "../control.js";
import type { Subject } from "../subject.js";
import { networkAtFirstSample, networkFedWithSamples } from "./network-at-first-sample.js";
import { prepareTraining } from "./prepare-training.js";

/** What is asked for besides the file. */
export interface StartOptions {
  readonly readText: ReadText;
  /** With how many samples a network with a clock of its own is dosed, in the order of training; only the first if not given. */
  readonly samples?: number | undefined;
}

/** A network with its start, or why there is none. */
export interface StartingNetwork {
  /** Undefined if the diagnostics have errors: the data of its training cannot be used. */
  readonly network: ReactionNetwork | undefined;
  /** Name of the data set whose first sample was set; undefined if none was, and inputs and weights stay 0. */
  readonly data: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Sets the first sample and the initial weights where a `train` record of the file says what they are. */
export function startingNetwork(
  program: CheckedProgram,
  subject: Subject,
  { readText, samples }: StartOptions,
): StartingNetwork {
  const { network } = subject;
  const training = program.trainings.find((record) => record.subject === network.name);
  if (training === undefined || network.learning === undefined)
    return { network, data: undefined, diagnostics: [] };
  const trained = { ...subject, kind: "train", training } as const;
  const { task, diagnostics } = prepareTraining(program, trained, { readText });
  if (task === undefined || hasErrors(diagnostics))
    return { network: undefined, data: undefined, diagnostics };
  const started = samples === undefined ? networkAtFirstSample(task) : networkFedWithSamples(task, samples);
  return { network: started, data: training.data, diagnostics };
}

/** What the first `simulate` record of a network says to the targets. */
export function targetOptionsFromRecord(
  program: CheckedProgram,
  network: string,
): Pick<TargetOptions, "volume" | "until"> {
  const record = program.simulations.find(({ subject }) => subject === network);
  return { volume: record?.volume, until: record?.until };
}
