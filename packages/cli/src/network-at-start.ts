// A learner in a file that says how it is trained → its network with the first sample and the drawn weights.

import type { ReactionNetwork } from "@ncrn/compiler";
import { networkAtFirstSample, networkFedWithSamples, prepareTraining } from "@ncrn/experiments";
import { type Diagnostic, hasErrors } from "@ncrn/language";
import { DiagnosedFailure, wrongUsage } from "./failure.js";
import type { OpenSubject } from "./subject.js";

/** The network as a run or an export starts; without a `train` record inputs and weights stay 0. */
export interface StartingNetwork {
  readonly network: ReactionNetwork;
  /** Name of the data set whose first sample was set, undefined if none was. */
  readonly data: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Sets the first sample where there is one; data with errors end the command. If `samples` are asked for, a network with
 * a clock of its own is dosed with so many, in the order of training.
 */
export function networkAtStart(
  { program, subject, analysis }: OpenSubject,
  samples?: number,
): StartingNetwork {
  const { network } = subject;
  const training = program.trainings.find((record) => record.subject === network.name);
  if (samples !== undefined) requireFeed(network, training !== undefined);
  if (training === undefined || network.learning === undefined)
    return { network, data: undefined, diagnostics: [] };
  const trained = { ...subject, kind: "train", training } as const;
  const { task, diagnostics } = prepareTraining(program, trained, { readText: analysis.readData });
  if (task === undefined || hasErrors(diagnostics)) throw new DiagnosedFailure(diagnostics, analysis.sources);
  const started = samples === undefined ? networkAtFirstSample(task) : networkFedWithSamples(task, samples);
  return { network: started, data: training.data, diagnostics };
}

/** Samples can be dosed where a network switches its own phases, and where the file says with what it is fed. */
function requireFeed({ name, learning }: ReactionNetwork, isTrained: boolean): void {
  if (learning?.feed !== undefined && isTrained) return;
  const why = isTrained ? "has no clock of its own" : "is not trained in this file";
  throw wrongUsage(
    "wrong-usage",
    `\`--samples\` has no effect: \`${name}\` ${why}`,
    isTrained ? "Write `clock: events` in its `learn`, or leave out --samples." : "Leave out --samples.",
  );
}
