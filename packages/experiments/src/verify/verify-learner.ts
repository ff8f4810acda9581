// A compiled learner against its model: outputs, gradient, states that run back and steps of the weights.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedLearn } from "@ncrn/language";
import type { RunControl } from "../control.js";
import { type CauseTally, createCauseTally } from "./error-by-cause.js";
import { type Deviation, deviationOf, relativeTo, summaryOf, typicalSize } from "./error-summary.js";
import { isExact } from "./is-exact.js";
import { createLearnerProbe, type LearnerProbe } from "./learner-probe.js";
import { referenceDraws } from "./reference-draws.js";
import { runLimits } from "./run-limits.js";
import type { ReferenceDraw, VerificationOptions, VerificationResult } from "./verification-types.js";

const DEFAULT_DRAWS = 24;

/** Compares at random inputs, targets and weights. Draws without a reference are replaced, and counted. */
export async function verifyLearner(
  learn: CheckedLearn,
  network: ReactionNetwork,
  options: VerificationOptions,
  control: RunControl,
): Promise<VerificationResult> {
  const references = options.references ?? referenceDraws(learn, options);
  const wanted = options.draws ?? DEFAULT_DRAWS;
  const limits = runLimits(options, control);
  const probe = createLearnerProbe(network, learn.eta, limits);
  const tally: Tally = { ...NO_DRAWS(), causes: createCauseTally(learn, network, limits) };
  let end: RunEnd = { status: "completed", failure: undefined };
  for (let index = 0; end.status === "completed" && isMoreWanted(tally, wanted); index++) {
    end = control.isCancelled?.()
      ? CANCELLED
      : addDraw(tally, references.at(index, control.isCancelled), probe);
    const done = tally.forward.length;
    await control.onProgress?.({ activity: "verification", done, total: wanted, detail: undefined });
  }
  const typical = { outputs: typicalSize(tally.forward), gradient: typicalSize(tally.gradient) };
  return {
    ...end,
    network: network.name,
    seed: references.seed,
    trajectory: undefined,
    forward: summaryOf(relativeTo(tally.forward, typical.outputs)),
    gradient: summaryOf(relativeTo(tally.gradient, typical.gradient)),
    stateRecovery: summaryOf(tally.stateRecovery),
    update: summaryOf(tally.update),
    errorByCause: tally.causes.result(typical),
    exact: isExact(learn),
    gradientMode: learn.gradient,
    draws: tally.forward.length,
    excludedDraws: tally.escaped + tally.unresolved,
    unresolvedDraws: tally.unresolved,
    signs: { positive: tally.positive, negative: tally.negative },
    note: end.status === "completed" && tally.forward.length === 0 ? noteWithoutDraws(tally) : undefined,
  };
}

type RunEnd = Pick<VerificationResult, "status" | "failure">;

const CANCELLED: RunEnd = { status: "cancelled", failure: undefined };

/** Errors of the draws so far, draws left out, and draws with states above and below 0. */
interface Tally {
  readonly forward: Deviation[];
  readonly gradient: Deviation[];
  readonly stateRecovery: number[];
  readonly update: number[];
  readonly causes: CauseTally;
  escaped: number;
  unresolved: number;
  positive: number;
  negative: number;
}

const NO_DRAWS = (): Omit<Tally, "causes"> => ({
  forward: [],
  gradient: [],
  stateRecovery: [],
  update: [],
  escaped: 0,
  unresolved: 0,
  positive: 0,
  negative: 0,
});

/** A model that nearly always escapes is given up. */
function isMoreWanted({ forward, escaped, unresolved }: Tally, wanted: number): boolean {
  return forward.length < wanted && escaped + unresolved < 10 * wanted;
}

function noteWithoutDraws({ escaped, unresolved }: Tally): string {
  return `no random draw has a reference: the source escapes in ${escaped}, its finite differences do not settle in ${unresolved}`;
}

function addDraw(tally: Tally, reference: ReferenceDraw, { probe }: LearnerProbe): RunEnd {
  if (reference.kind === "stopped") return CANCELLED;
  if (reference.kind === "known") {
    const found = probe(reference.point);
    if ("message" in found)
      return found.code === "interrupted" ? CANCELLED : { status: "failed", failure: found };
    tally.forward.push(deviationOf(found.outputs, reference.outputs));
    tally.gradient.push(deviationOf(found.gradient, reference.gradient));
    if (found.stateRecovery !== undefined) tally.stateRecovery.push(found.stateRecovery);
    if (found.update !== undefined) tally.update.push(found.update);
    if (reference.states.some((state) => state > 0)) tally.positive++;
    if (reference.states.some((state) => state < 0)) tally.negative++;
    if (!tally.causes.add(reference, found)) return CANCELLED;
  } else tally[reference.kind]++;
  return { status: "completed", failure: undefined };
}
