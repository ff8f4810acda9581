// A learner in a file that says how it is trained → its network with the first sample and the drawn weights.

import type { ReactionNetwork } from "@ncrn/compiler";
import { type StartingNetwork, startingNetwork } from "@ncrn/experiments";
import { DiagnosedFailure, wrongUsage } from "./failure.js";
import type { OpenSubject } from "./subject.js";

/** The network as a run or an export starts; without a `train` record inputs and weights stay 0. */
type NetworkAtStart = StartingNetwork & { readonly network: ReactionNetwork };

/**
 * Sets the first sample where there is one; data with errors end the command. If `samples` are asked for, a network with
 * a clock of its own is dosed with so many, in the order of training.
 */
export function networkAtStart(
  { program, subject, analysis }: OpenSubject,
  samples?: number,
): NetworkAtStart {
  const isTrained = program.trainings.some((record) => record.subject === subject.network.name);
  if (samples !== undefined) requireFeed(subject.network, isTrained);
  const started = startingNetwork(program, subject, { readText: analysis.readData, samples });
  const { network, diagnostics } = started;
  if (network === undefined) throw new DiagnosedFailure(diagnostics, analysis.sources);
  return { ...started, network };
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

/** With what a learner starts. */
export function startText(network: string, data: string | undefined): string {
  return data === undefined
    ? `${network} starts with inputs and weights of 0: no train record says where they come from`
    : `${network} starts with the first sample of ${data} and the drawn weights`;
}
