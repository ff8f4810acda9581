// A lowered network against its source: trajectories of a crn; outputs and gradient of a learner.

import { assertNever, type CheckedLearn, type CheckedNetwork } from "@ncrn/language";
import type { ExperimentFailure, RunControl } from "../control.js";
import { compareWithSource } from "../simulate/compare-with-source.js";
import type { Subject } from "../subject.js";
import { isExact } from "./is-exact.js";
import { runLimits } from "./run-limits.js";
import type { VerificationOptions, VerificationResult } from "./verification-types.js";
import { verifyLearner } from "./verify-learner.js";

const DEFAULT_LENGTH = 10;

/** Compares the lowered network with its source equations, and its gradient with finite differences. */
export async function verifyNetwork(
  subject: Pick<Subject, "source" | "network">,
  options: VerificationOptions = {},
  control: RunControl = {},
): Promise<VerificationResult> {
  const { source, network } = subject;
  if (source.kind === "learn")
    return failedWithoutDraws(await verifyLearner(source, network, options, control), source);
  return verifyTrajectory(source, subject, options, control);
}

/** A verification that compared nothing is no success. */
function failedWithoutDraws(result: VerificationResult, learn: CheckedLearn): VerificationResult {
  const { status, draws, excludedDraws, unresolvedDraws } = result;
  if (status !== "completed" || draws > 0) return result;
  const escapes = "the source escapes before the forward phase ends";
  const cause =
    unresolvedDraws === 0
      ? escapes
      : `${escapes}, or (${unresolvedDraws} of them) its finite differences do not settle`;
  const failure: ExperimentFailure = {
    code: "verification-fails",
    message: `All ${excludedDraws} draws were left out: ${cause}.`,
    time: undefined,
    species: undefined,
    hint: `Shorten the forward phase (${learn.forwardDuration}), or change the equations of \`${learn.model.name}\` so that their solution stays finite.`,
  };
  return { ...result, status: "failed", failure };
}

function verifyTrajectory(
  source: CheckedNetwork,
  { network }: Pick<Subject, "network">,
  options: VerificationOptions,
  control: RunControl,
): VerificationResult {
  const until = options.until ?? DEFAULT_LENGTH;
  const compared = compareWithSource(source, network, until, runLimits(options, control));
  const nothing = nothingCompared(source, network.name, options.seed ?? 1);
  switch (compared.kind) {
    case "no-source":
      return { ...nothing, note: compared.reason };
    case "failed":
      return { ...nothing, ...endOf(compared.failure) };
    case "compared": {
      const { largestRelativeDifference, at } = compared.comparison;
      return { ...nothing, trajectory: { until, largestRelativeDifference, at } };
    }
    default:
      return assertNever(compared);
  }
}

/** The result for a network without a gradient, in the order in which it is written. */
function nothingCompared(source: CheckedNetwork, network: string, seed: number): VerificationResult {
  return {
    network,
    seed,
    forward: undefined,
    gradient: undefined,
    stateRecovery: undefined,
    update: undefined,
    errorByCause: undefined,
    exact: isExact(source),
    gradientMode: undefined,
    draws: 0,
    excludedDraws: 0,
    unresolvedDraws: 0,
    signs: undefined,
    status: "completed",
    failure: undefined,
    trajectory: undefined,
    note: undefined,
  };
}

function endOf(failure: ExperimentFailure): Pick<VerificationResult, "status" | "failure"> {
  return failure.code === "interrupted"
    ? { status: "cancelled", failure: undefined }
    : { status: "failed", failure };
}
