// The error of a compiled learner split by cause: each part is the difference that one change of the network makes.

import { type RateExpression, type ReactionNetwork, reactionsFromLearn } from "@ncrn/compiler";
import type { CheckedLearn } from "@ncrn/language";
import { loweringServices } from "../lowering-services.js";
import type { ModelPoint } from "../source/source-of-model.js";
import { type Deviation, deviationOf, relativeTo, summaryOf } from "./error-summary.js";
import { createLearnerProbe, type LearnerProbe, type ProbedCycle } from "./learner-probe.js";
import type { CycleLimits } from "./learning-cycle.js";
import type { CauseErrors, ErrorByCause } from "./verification-types.js";

/** What the source says at a point. */
export interface KnownPoint {
  readonly point: ModelPoint;
  readonly outputs: readonly number[];
  readonly gradient: readonly number[];
}

/** Collects the parts over draws. */
export interface CauseTally {
  /**
   * Adds a draw; `found` is what the network itself showed there. Networks that fail are passed over. False if the limits
   * said to stop during the draw, which is then left out.
   */
  readonly add: (known: KnownPoint, found: ProbedCycle) => boolean;
  /** Relative to the norms of the source, but at least to what is typical of all draws of the verification. */
  readonly result: (typical: TypicalSizes) => ErrorByCause | undefined;
}

/** Root mean squares of the norms over draws. */
export interface TypicalSizes {
  readonly outputs: number;
  readonly gradient: number;
}

/** A split over more draws says no more. */
const CAUSE_DRAWS = 6;
const FASTER = 10;

type Cause = "total" | "annihilation" | "clock" | "cleaning";
type Parts = { readonly outputs: Deviation[]; readonly gradient: Deviation[] };

/** Prepares the networks to compare with; they are compiled when they are first needed. */
export function createCauseTally(
  learn: CheckedLearn,
  network: ReactionNetwork,
  limits: CycleLimits = {},
): CauseTally {
  const probeChanges = changesOf(learn, network, limits);
  const parts: Readonly<Record<Cause, Parts>> = {
    total: none(),
    annihilation: none(),
    clock: none(),
    cleaning: none(),
  };
  const earlier: Draw[] = [];
  return {
    add: (known, found) => {
      if (earlier.length >= CAUSE_DRAWS) return true;
      const draw = { known, found };
      const changes = probeChanges(draw, earlier);
      if (limits.shouldStop?.()) return false;
      for (const { cause, at, from: one, to: other } of changes) {
        parts[cause].outputs.push(deviationOf(one.outputs, other.outputs, at.outputs));
        parts[cause].gradient.push(deviationOf(one.gradient, other.gradient, at.gradient));
      }
      earlier.push(draw);
      return true;
    },
    result: (typical) => {
      const total = summaries(parts.total, typical);
      return (
        total && {
          draws: earlier.length,
          total,
          annihilation: summaries(parts.annihilation, typical),
          clock: summaries(parts.clock, typical),
          cleaning: summaries(parts.cleaning, typical),
        }
      );
    },
  };
}

interface Draw {
  readonly known: KnownPoint;
  readonly found: ProbedCycle;
}

/** What one change of the network makes of a draw: what is found without and with it. The source is all changes at once. */
interface Change {
  readonly cause: Cause;
  readonly at: KnownPoint;
  readonly from: Quantities;
  readonly to: Quantities;
}

/** The changes that a draw shows; the first draw follows the second one, each other one the draw before. */
function changesOf(learn: CheckedLearn, network: ReactionNetwork, limits: CycleLimits) {
  const probeOf = (changed: ReactionNetwork | undefined) =>
    changed && createLearnerProbe(changed, learn.eta, limits);
  const own = once(() => probeOf(network));
  const faster = once(() => probeOf(withFasterAnnihilation(network)));
  const outside = once(() => externallyClocked(learn, network));
  const outsideProbe = once(() => probeOf(outside()));
  const fasterOutside = once(() => {
    const clocked = outside();
    return clocked && probeOf(withFasterAnnihilation(clocked));
  });
  const cleaning = ({ known: { point } }: Draw, { known: at, found }: Draw): readonly Change[] => {
    const after = succeeded(own()?.probeAfter(point, at.point));
    return after === undefined ? [] : [{ cause: "cleaning", at, from: found, to: after }];
  };
  return (draw: Draw, earlier: readonly Draw[]): readonly Change[] => {
    const { known: at, found } = draw;
    const changes: Change[] = [{ cause: "total", at, from: found, to: at }];
    const limit = limitOf(found, succeeded(faster()?.probe(at.point)));
    if (limit !== undefined) changes.push({ cause: "annihilation", at, from: found, to: limit });
    const clocked = succeeded(outsideProbe()?.probe(at.point));
    if (clocked !== undefined) {
      const clockedLimit = limitOf(clocked, succeeded(fasterOutside()?.probe(at.point)));
      changes.push({ cause: "clock", at, from: limit ?? found, to: clockedLimit ?? clocked });
    }
    const previous = earlier.at(-1);
    if (previous === undefined || !isFed(network)) return changes;
    const first = earlier.length === 1 ? cleaning(draw, previous) : [];
    return [...changes, ...first, ...cleaning(previous, draw)];
  };
}

type Quantities = Pick<ProbedCycle, "outputs" | "gradient">;

function succeeded(probed: ReturnType<LearnerProbe["probe"]> | undefined): ProbedCycle | undefined {
  return probed === undefined || "message" in probed ? undefined : probed;
}

/** The limit of fast annihilation: the error falls as the inverse of the rate. Undefined if there is nothing to compare. */
function limitOf(found: ProbedCycle, faster: ProbedCycle | undefined): Quantities | undefined {
  if (faster === undefined) return undefined;
  const beyond = (slow: readonly number[], fast: readonly number[]) =>
    fast.map((value, index) => value + (value - slow[index]!) / (FASTER - 1));
  return {
    outputs: beyond(found.outputs, faster.outputs),
    gradient: beyond(found.gradient, faster.gradient),
  };
}

function none(): Parts {
  return { outputs: [], gradient: [] };
}

function summaries({ outputs, gradient }: Parts, typical: TypicalSizes): CauseErrors | undefined {
  const output = summaryOf(relativeTo(outputs, typical.outputs));
  const slopes = summaryOf(relativeTo(gradient, typical.gradient));
  return output && slopes && { output, gradient: slopes };
}

function isFed({ learning }: ReactionNetwork): boolean {
  return learning?.feed !== undefined;
}

/** The same network whose rails annihilate faster; undefined if nothing annihilates. */
function withFasterAnnihilation(network: ReactionNetwork): ReactionNetwork | undefined {
  if (!network.reactions.some(({ role }) => role === "annihilation")) return undefined;
  const times = (right: RateExpression): RateExpression => ({
    kind: "binary",
    operator: "*",
    left: { kind: "number", value: FASTER },
    right,
  });
  const reactions = network.reactions.map((reaction) => {
    const { rate, role } = reaction;
    if (role !== "annihilation" || rate.kind === "law") return reaction;
    return { ...reaction, rate: { kind: "mass-action" as const, constant: times(rate.constant) } };
  });
  return { ...network, reactions };
}

/** The same learner with phases that a host switches; undefined if it is one. */
function externallyClocked(learn: CheckedLearn, network: ReactionNetwork): ReactionNetwork | undefined {
  if (!isFed(network)) return undefined;
  return reactionsFromLearn({ ...learn, clock: { kind: "external" } }, loweringServices).network;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
