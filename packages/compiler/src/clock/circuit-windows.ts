// Phases of an externally clocked circuit → windows of a clock. A frozen phase whose reactions are all linear needs no
// time: it becomes part of the transfer that opens the next window.

import { invariant } from "@ncrn/language";
import type { CircuitPhase } from "../lowering/circuit-phase.js";
import { railIds } from "../network/rails.js";
import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import type { Provenance, Reaction, ReactionNetwork, SpeciesId } from "../network/reaction-network.js";
import { netChange, reactionOrder } from "../network/stoichiometry.js";
import { type Coefficient, coefficientOf, coefficientsOf } from "./coefficient.js";

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
 * that `isPersistent` names keep their values from cycle to cycle, so no transfer may consume them; those that `isRead`
 * names must be there in a window in which nothing changes them.
 */
export function circuitWindows(
  network: ReactionNetwork,
  phases: readonly CircuitPhase[],
  { isPersistent, isRead }: SpeciesQuestions,
): readonly CircuitWindow[] {
  const toCoefficient = coefficientsOf(network);
  const windows: CircuitWindow[] = [];
  const initial = initialTerms(network, isPersistent);
  let waiting: Waiting = { phases: [], opening: initial.length === 0 ? [] : [initial] };
  for (const { name, kind, duration } of phases) {
    const reactions = network.reactions.filter((reaction) => reaction.phases.includes(name));
    const linear = kind === "frozen" ? reactions.filter((reaction) => isLinear(reaction, isPersistent)) : [];
    const others = reactions.filter((reaction) => !linear.includes(reaction));
    const terms = linear.flatMap((reaction) =>
      termsOf(reaction, (constant) => toCoefficient(scaled(constant, duration))),
    );
    waiting = {
      phases: [...waiting.phases, name],
      opening: terms.length === 0 ? waiting.opening : [...waiting.opening, terms],
    };
    if (others.length === 0) continue;
    windows.push({ name, ...waiting, reactions: others.map((reaction) => ({ reaction, duration })) });
    waiting = NOTHING;
  }
  return [...windows, ...restingWindows(windows, waiting, isRead)];
}

/** What the cut of a circuit depends on. */
interface SpeciesQuestions {
  readonly isPersistent: (species: SpeciesId) => boolean;
  readonly isRead: (species: SpeciesId) => boolean;
}

/** Phases without a window so far. */
type Waiting = Pick<CircuitWindow, "phases" | "opening">;

const NOTHING: Waiting = { phases: [], opening: [] };

/** Idle windows and the last. What trails goes to the last, as far as possible from what still reads what it changes. */
function restingWindows(
  windows: readonly CircuitWindow[],
  waiting: Waiting,
  isRead: (species: SpeciesId) => boolean,
): readonly CircuitWindow[] {
  const formsRead = waiting.opening.flat().some(({ to }) => isRead(to));
  const names = [...idleWindows(windows, isRead, formsRead), "feed"];
  const last = formsRead ? 0 : names.length - 1;
  return names.map((name, index) => ({ name, ...(index === last ? waiting : NOTHING), reactions: [] }));
}

/** Names of windows in which nothing runs. What forms last needs one in which it can be read before it is cleaned. */
function idleWindows(
  windows: readonly CircuitWindow[],
  isRead: (species: SpeciesId) => boolean,
  formsRead: boolean,
): readonly string[] {
  const changedLast = (windows.at(-1)?.reactions ?? []).flatMap(({ reaction }) => [
    ...netChange(reaction).keys(),
  ]);
  const count = Math.max(FEWEST_WINDOWS - 1 - windows.length, changedLast.some(isRead) || formsRead ? 1 : 0);
  return Array.from({ length: count }, (_, index) => (count === 1 ? "idle" : `idle_${index + 1}`));
}

/** Initial values that are numbers are made again in each cycle. */
function initialTerms(
  { species, learning }: ReactionNetwork,
  isPersistent: (species: SpeciesId) => boolean,
): readonly LinearTerm[] {
  const fed = new Set(railIds([...(learning?.inputs ?? []), ...(learning?.targets ?? [])]));
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
