// A learner in a file that says how it is trained → its network with the first sample and the drawn weights.

import type { ReactionNetwork } from "@ncrn/compiler";
import { networkAtFirstSample, prepareTraining } from "@ncrn/experiments";
import { type Diagnostic, hasErrors } from "@ncrn/language";
import { DiagnosedFailure } from "./failure.js";
import type { OpenSubject } from "./subject.js";

/** The network as a run or an export starts; without a `train` record inputs and weights stay 0. */
export interface StartingNetwork {
  readonly network: ReactionNetwork;
  /** Name of the data set whose first sample was set, undefined if none was. */
  readonly data: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Sets the first sample where there is one; data with errors end the command. */
export function networkAtStart({ program, subject, analysis }: OpenSubject): StartingNetwork {
  const { network } = subject;
  const training = program.trainings.find((record) => record.subject === network.name);
  if (training === undefined || network.learning === undefined)
    return { network, data: undefined, diagnostics: [] };
  const trained = { ...subject, kind: "train", training } as const;
  const { task, diagnostics } = prepareTraining(program, trained, { readText: analysis.readData });
  if (task === undefined || hasErrors(diagnostics)) throw new DiagnosedFailure(diagnostics, analysis.sources);
  return { network: networkAtFirstSample(task), data: training.data, diagnostics };
}
