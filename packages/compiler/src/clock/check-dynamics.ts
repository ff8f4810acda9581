// Whether the dynamics of a circuit are slow against the edges of its windows. Copies come and go over about 1/k. What changes
// by itself in that time, such as an adjoint that decays, does so before everything that reads it is there.

import { exp } from "@ncrn/elementary-functions";
import { createDiagnostic, type Diagnostic } from "@ncrn/language";
import type { SpeciesId } from "../network/reaction-network.js";
import { netChange, reactionOrder } from "../network/stoichiometry.js";
import type { CircuitPlan } from "./circuit-plan.js";
import { coefficientsOf } from "./coefficient.js";
import type { Gate } from "./gate-area.js";
import type { GatedReaction } from "./gated-reactions.js";
import type { RingOscillator } from "./ring-oscillator.js";
import { shortNumber } from "./short-number.js";
import type { CopiedReaction } from "./window-reactions.js";

/** Scaled constant/k from which steps of weights are more than about 3 % too small. */
const LARGEST_RATIO = 0.1;
/** Scaled constant/k of a first-order decay from which about a third of a step is missing, more and more of it beyond. */
const LARGEST_RATIO_OF_DECAY = 1;
/** Part of a step that is missing, divided by the ratio; from 0.3 to 0.4 as long as the ratio is small. */
const ERROR_PER_RATIO = 0.3;
/** More is never missing: the limit of infinitely fast dynamics. */
const LARGEST_ERROR = 0.5;
/** Growth of deviations, as a multiple of the state, that states run backwards do not always survive. */
const LARGEST_GROWTH = 10;

interface Blurred {
  readonly reaction: GatedReaction["reaction"];
  /** In the circuit, where a phase has its own length. */
  readonly constant: number;
  readonly duration: number;
  /** Constant in the closed network divided by k: about constant·duration/(2 ln(1/ε)), whatever k. */
  readonly ratio: number;
  /** The ratio, as a deviation, times its growth in a state that runs backwards; 0 unless the equation is nonlinear. */
  readonly growth: number;
}

/**
 * At most one diagnostic, at the term with the largest ratio of its scaled rate constant to k: `dynamics-too-fast`, or
 * `clock-too-fast` for a decay that is faster than the edges. Rate constants are compared as numbers, at concentrations of 1.
 */
export function checkDynamics(
  plan: CircuitPlan,
  reactions: readonly CopiedReaction[],
  { ring, areaOf }: { readonly ring: RingOscillator; readonly areaOf: (gate: Gate) => number },
): readonly Diagnostic[] {
  const found = blurredReactions(plan, reactions, { ring, areaOf });
  const decays = found.filter(({ reaction }) => reactionOrder(reaction) === 1);
  const decay = largest(decays, "ratio");
  if (decay !== undefined && decay.ratio > LARGEST_RATIO_OF_DECAY) {
    const { constant, duration, reaction } = decay;
    const parameters = { dwell: shortNumber(duration), rate: shortNumber(constant), isOfModel: true };
    return [createDiagnostic("clock-too-fast", reaction.provenance[0]!.origin, parameters)];
  }
  const fastest = largest(found, "ratio");
  const growing = largest(found, "growth");
  const mayEscape = growing !== undefined && growing.growth > LARGEST_GROWTH;
  if (fastest !== undefined && fastest.ratio > LARGEST_RATIO) return [warning(fastest, mayEscape)];
  return mayEscape ? [warning(growing, true)] : [];
}

function largest(among: readonly Blurred[], key: "ratio" | "growth"): Blurred | undefined {
  const value = Math.max(...among.map((one) => one[key]));
  return among.find((one) => one[key] === value);
}

function warning({ reaction, constant, duration, ratio }: Blurred, mayEscape: boolean): Diagnostic {
  return createDiagnostic("dynamics-too-fast", reaction.provenance[0]!.origin, {
    rate: shortNumber(constant),
    duration: shortNumber(duration),
    edge: shortNumber(ratio / constant),
    error: `${Math.round(100 * Math.min(ERROR_PER_RATIO * ratio, LARGEST_ERROR))} %`,
    mayEscape,
  });
}

/** Reactions that change what they depend on, with how they compare to the edges of windows. */
function blurredReactions(
  plan: CircuitPlan,
  reactions: readonly CopiedReaction[],
  { ring, areaOf }: { readonly ring: RingOscillator; readonly areaOf: (gate: Gate) => number },
): readonly Blurred[] {
  const toCoefficient = coefficientsOf(plan.network);
  const moving = movingSpecies(plan, reactions);
  return reactions.flatMap(({ gated, windows, gate }) => {
    const { reaction, duration } = gated;
    if (gate === undefined || reaction.rate.kind === "law") return [];
    const degree = Math.max(...windows.map((window) => degreeIn(reaction, moving[window]!)));
    // What decays in a forward phase was not there when the phase opened; only products of changing quantities feel the edges.
    if (degree < (reaction.role === "forward" ? 2 : 1)) return [];
    const constant = toCoefficient(reaction.rate.constant).value;
    const ratio = (constant * duration * windows.length) / (areaOf(gate) * ring.rate);
    const escapes = reaction.role === "state-reversal" && degree > 1;
    const growth = escapes ? ratio * exp(degree * constant * duration) : 0;
    return [{ reaction, constant, duration, ratio, growth }];
  });
}

/** Power in which a reaction reads quantities that move; 0 if it changes none of them. */
function degreeIn(reaction: GatedReaction["reaction"], moving: ReadonlySet<SpeciesId>): number {
  if (![...netChange(reaction).keys()].some((species) => moving.has(species))) return 0;
  return reaction.reactants
    .filter(({ species }) => moving.has(species))
    .reduce((sum, { coefficient }) => sum + coefficient, 0);
}

/** For each window the species, persistent ones aside, that gated reactions both change and read in it. */
function movingSpecies(
  { windows, kindOf }: CircuitPlan,
  reactions: readonly CopiedReaction[],
): readonly ReadonlySet<SpeciesId>[] {
  return windows.map((_, window) => {
    const here = reactions
      .filter((copied) => copied.gate !== undefined && copied.windows.includes(window))
      .map(({ gated }) => gated.reaction);
    const read = new Set(here.flatMap(({ reactants }) => reactants.map(({ species }) => species)));
    const changed = here.flatMap((reaction) => [...netChange(reaction).keys()]);
    return new Set(changed.filter((species) => read.has(species) && kindOf(species) !== "persistent"));
  });
}
