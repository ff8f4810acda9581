// Phases of an externally clocked circuit → windows of a clock. A frozen phase whose reactions are all linear needs no
// time: it becomes part of the transfer that opens the next window.

import { invariant } from "@ncrn/language";
import { binaryExpression, numberExpression } from "../reactions/rate-expression.js";
import type { Provenance, Reaction, ReactionNetwork, SpeciesId } from "../reactions/reaction-network.js";
import { netChange, reactionOrder } from "../reactions/stoichiometry.js";
import { type Coefficient, coefficientOf, coefficientsOf } from "./coefficient.js";

/** How long a phase lasts, and whether what is read in it stands still. */
export interface ClockedPhase {
  readonly name: string;
  readonly kind: "frozen" | "dynamic";
  readonly duration: number;
}

/** Each molecule of `from` makes `coefficient` molecules of `to` and stays. */
export interface LinearTerm {
  /** Undefined: the amount does not depend on the sample. */
  readonly from: SpeciesId | undefined;
  readonly to: SpeciesId;
  readonly coefficient: Coefficient;
  readonly provenance: readonly Provenance[];
}

/** A reaction with the time for which it has to act. */
export interface TimedReaction {
  readonly reaction: Reaction;
  readonly duration: number;
}

/** A part of the cycle in which one clock species is high. */
export interface CircuitWindow {
  readonly name: string;
  /** Names of the phases that happen in it or at its opening. */
  readonly phases: readonly string[];
  /** Linear maps applied one after the other when the window opens. */
  readonly opening: readonly (readonly LinearTerm[])[];
  readonly reactions: readonly TimedReaction[];
}

/** With fewer, the species that cleans a window would be the one that filled it. */
const FEWEST_WINDOWS = 3;

/**
 * The windows in their order; the last, `feed`, belongs to cleaning and to the arrival of the next sample. The quantities
 * that `isPersistent` names keep their values from cycle to cycle, so no transfer may consume them.
 */
export function circuitWindows(
  network: ReactionNetwork,
  phases: readonly ClockedPhase[],
  isPersistent: (species: SpeciesId) => boolean,
): readonly CircuitWindow[] {
  const toCoefficient = coefficientsOf(network);
  const windows: CircuitWindow[] = [];
  const initial = initialTerms(network, isPersistent);
  let waiting: { readonly phases: string[]; readonly opening: (readonly LinearTerm[])[] } = {
    phases: [],
    opening: initial.length === 0 ? [] : [initial],
  };
  for (const { name, kind, duration } of phases) {
    const reactions = network.reactions.filter((reaction) => reaction.phases.includes(name));
    const linear = kind === "frozen" ? reactions.filter((reaction) => isLinear(reaction, isPersistent)) : [];
    const others = reactions.filter((reaction) => !linear.includes(reaction));
    waiting.phases.push(name);
    if (linear.length > 0)
      waiting.opening.push(
        linear.flatMap((reaction) =>
          termsOf(reaction, (constant) => toCoefficient(scaled(constant, duration))),
        ),
      );
    if (others.length === 0) continue;
    windows.push({ name, ...waiting, reactions: others.map((reaction) => ({ reaction, duration })) });
    waiting = { phases: [], opening: [] };
  }
  return [...windows, ...idleWindows(windows, network), { name: "feed", ...waiting, reactions: [] }];
}

/** Outputs that form in the last window need another one in which they can be read. */
function idleWindows(
  windows: readonly CircuitWindow[],
  { learning }: ReactionNetwork,
): readonly CircuitWindow[] {
  const outputs = new Set(
    learning?.outputs.flatMap(({ positive, negative }) => [positive, negative ?? positive]),
  );
  const formsOutput = windows
    .at(-1)
    ?.reactions.some(({ reaction }) => [...netChange(reaction).keys()].some((id) => outputs.has(id)));
  const count = Math.max(FEWEST_WINDOWS - 1 - windows.length, formsOutput ? 1 : 0);
  return Array.from({ length: count }, (_, index) => ({
    name: count === 1 ? "idle" : `idle_${index + 1}`,
    phases: [],
    opening: [],
    reactions: [],
  }));
}

/** Initial values that are numbers are made again in each cycle. */
function initialTerms(
  { species, learning }: ReactionNetwork,
  isPersistent: (species: SpeciesId) => boolean,
): readonly LinearTerm[] {
  const fed = new Set(
    [...(learning?.inputs ?? []), ...(learning?.targets ?? [])].flatMap(({ positive, negative }) => [
      positive,
      negative ?? positive,
    ]),
  );
  return species
    .filter(({ id, initial, clamped }) => initial > 0 && !clamped && !isPersistent(id) && !fed.has(id))
    .map(({ id, initial, provenance }) => ({
      from: undefined,
      to: id,
      coefficient: coefficientOf(initial),
      provenance: [{ origin: provenance.origin, rule: `initial value of ${id}` }],
    }));
}

function isLinear(reaction: Reaction, isPersistent: (species: SpeciesId) => boolean): boolean {
  const onlyMakes = [...netChange(reaction).values()].every((change) => change > 0);
  const reads = reaction.reactants.map(({ species }) => species);
  return reactionOrder(reaction) <= 1 && onlyMakes && !reads.some(isPersistent);
}

function termsOf(
  reaction: Reaction,
  toCoefficient: (constant: Extract<Reaction["rate"], { kind: "mass-action" }>["constant"]) => Coefficient,
): readonly LinearTerm[] {
  const { rate } = reaction;
  invariant(rate.kind === "mass-action", `the learning circuit has a law in \`${reaction.id}\``);
  return [...netChange(reaction)].map(([to, change]) => ({
    from: reaction.reactants[0]?.species,
    to,
    coefficient: toCoefficient(scaled(rate.constant, change)),
    provenance: reaction.provenance,
  }));
}

function scaled(
  constant: Extract<Reaction["rate"], { kind: "mass-action" }>["constant"],
  factor: number,
): Extract<Reaction["rate"], { kind: "mass-action" }>["constant"] {
  return binaryExpression("*", numberExpression(factor), constant);
}
