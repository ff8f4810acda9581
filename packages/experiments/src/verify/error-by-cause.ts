// The error of a compiled learner split by cause: each part is the difference that one change of the network makes.

import { type RateExpression, type ReactionNetwork, reactionsFromLearn } from "@ncrn/compiler";
import type { CheckedLearn } from "@ncrn/language";
import { loweringServices } from "../lowering-services.js";
import type { ModelPoint } from "../source/source-of-model.js";
import { relativeError, summaryOf } from "./error-summary.js";
import { createLearnerProbe, type LearnerProbe, type ProbedCycle } from "./learner-probe.js";
import type { CauseErrors, ErrorByCause } from "./verification-types.js";

/** What the source says at a point. */
export interface KnownPoint {
  readonly point: ModelPoint;
  readonly outputs: readonly number[];
  readonly gradient: readonly number[];
}

/** Collects the parts over draws. */
export interface CauseTally {
  /** Adds a draw; `found` is what the network itself showed there. Networks that fail are passed over. */
  readonly add: (known: KnownPoint, found: ProbedCycle) => void;
  readonly result: () => ErrorByCause | undefined;
}

/** A split over more draws says no more. */
const CAUSE_DRAWS = 6;
const FASTER = 10;

type Cause = keyof ErrorByCause;
type Parts = { readonly output: number[]; readonly gradient: number[] };

/** Prepares the networks to compare with; they are compiled when they are first needed. */
export function createCauseTally(learn: CheckedLearn, network: ReactionNetwork): CauseTally {
  const own = createLearnerProbe(network, learn.eta);
  const faster = once(() => probeOf(withFasterAnnihilation(network), learn));
  const outside = once(() => externallyClocked(learn, network));
  const outsideProbe = once(() => probeOf(outside(), learn));
  const fasterOutside = once(() => {
    const clocked = outside();
    return clocked && probeOf(withFasterAnnihilation(clocked), learn);
  });
  const parts: Readonly<Record<Cause, Parts>> = { annihilation: none(), clock: none(), cleaning: none() };
  const add = (cause: Cause, known: KnownPoint, [one, other]: readonly [Quantities, Quantities]) => {
    parts[cause].output.push(relativeError(one.outputs, other.outputs, known.outputs));
    parts[cause].gradient.push(relativeError(one.gradient, other.gradient, known.gradient));
  };
  let previous: ModelPoint | undefined;
  let draws = 0;
  return {
    add: (known, found) => {
      if (draws++ >= CAUSE_DRAWS) return;
      const { point } = known;
      const limit = limitOf(found, succeeded(faster()?.probe(point)));
      if (limit !== undefined) add("annihilation", known, [found, limit]);
      const clocked = succeeded(outsideProbe()?.probe(point));
      if (clocked !== undefined) {
        const clockedLimit = limitOf(clocked, succeeded(fasterOutside()?.probe(point)));
        add("clock", known, [limit ?? found, clockedLimit ?? clocked]);
      }
      const after = previous && isFed(network) ? succeeded(own.probeAfter(previous, point)) : undefined;
      if (after !== undefined) add("cleaning", known, [found, after]);
      previous = point;
    },
    result: () =>
      draws === 0
        ? undefined
        : {
            annihilation: summaries(parts.annihilation),
            clock: summaries(parts.clock),
            cleaning: summaries(parts.cleaning),
          },
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
  return { output: [], gradient: [] };
}

function summaries({ output, gradient }: Parts): CauseErrors | undefined {
  const [outputs, gradients] = [summaryOf(output), summaryOf(gradient)];
  return outputs && gradients && { output: outputs, gradient: gradients };
}

function isFed({ learning }: ReactionNetwork): boolean {
  return learning?.feed !== undefined;
}

function probeOf(network: ReactionNetwork | undefined, { eta }: CheckedLearn): LearnerProbe | undefined {
  return network && createLearnerProbe(network, eta);
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
