// Which rails carry each quantity of a learning circuit, phase by phase.

import { atOnce } from "@ncrn/language";
import { chooseRails, type RailCandidate } from "../lowering/choose-rails.js";
import { expandRails } from "../lowering/expand-rails.js";
import type { RailTable } from "../lowering/rate-equation.js";
import type { Identifiers } from "../network/identifiers.js";
import type { Rails } from "../network/reaction-network.js";
import type { CircuitEquations } from "./circuit.js";
import { mainPhase, PHASES } from "./circuit-names.js";
import type { LearningProblem } from "./learning-problem.js";

/** Phases in which a state only rises and falls as its own dynamics say. */
const FORWARD_PHASES: ReadonlySet<string> = new Set([
  PHASES.load,
  PHASES.forward,
  PHASES.output,
  PHASES.error,
  PHASES.adjoint,
]);

/**
 * Inputs and targets declared `>= 0` have one rail. A weight declared `>= 0` is read on its positive rail and changed on
 * both. A state that is declared or proven non-negative has one rail while it runs forward, and two from the feedback
 * phase on if it runs backwards, since its reversed dynamics need not be kinetic.
 */
export function circuitRails(circuit: CircuitEquations, identifiers: Identifiers): RailTable {
  const { problem, equations } = circuit;
  const forms = railForms(identifiers);
  const { both, single, positive } = forms;
  const beforeAuxiliaries = otherRails(problem, forms, new Set()).read;
  const forwardSingle = nonNegativeStates(problem, beforeAuxiliaries);
  const reversed = new Set(
    equations.filter(({ role }) => role === "state-reversal").map(({ target }) => target),
  );
  const isSingle = (name: string): boolean => forwardSingle.has(name) && !reversed.has(name);
  const auxiliaries = nonNegativeAuxiliaries(circuit, (name) =>
    isSingle(name) ? single(name) : beforeAuxiliaries(name),
  );
  const others = otherRails(problem, forms, new Set(auxiliaries));
  const stateRails = (name: string, phases: readonly string[]): Rails => {
    if (!forwardSingle.has(name)) return both(name);
    if (!reversed.has(name)) return single(name);
    const forward = phases.length > 0 && phases.every((phase) => FORWARD_PHASES.has(mainPhase(phase)));
    return forward ? positive(name) : both(name);
  };
  const states = new Set(problem.states.map(({ name }) => name));
  return {
    written: (name, phases) => (states.has(name) ? stateRails(name, phases) : others.written(name)),
    read: (name, phases) => (states.has(name) ? stateRails(name, phases) : others.read(name)),
  };
}

/** The forms that a quantity can take. */
interface RailForms {
  readonly both: (name: string) => Rails;
  /** The positive one of two rails. */
  readonly positive: (name: string) => Rails;
  /** One rail, under the name of the quantity. */
  readonly single: (name: string) => Rails;
}

function railForms({ of }: Identifiers): RailForms {
  const both = (name: string): Rails => ({ name, positive: of(`${name}.p`), negative: of(`${name}.m`) });
  return {
    both,
    positive: (name) => ({ ...both(name), negative: undefined }),
    single: (name) => ({ name, positive: of(name), negative: undefined }),
  };
}

/** The rails of everything but states, which are the same in all phases. */
function otherRails(
  { inputs, targets, weights }: LearningProblem,
  { both, positive, single }: RailForms,
  singleAuxiliaries: ReadonlySet<string>,
): Record<"written" | "read", (name: string) => Rails> {
  const fed = new Map(
    [...inputs, ...targets].map(({ name, nonNegative }) => [name, nonNegative ? single(name) : both(name)]),
  );
  const restricted = new Set(weights.filter(({ nonNegative }) => nonNegative).map(({ name }) => name));
  const written = (name: string): Rails =>
    fed.get(name) ?? (singleAuxiliaries.has(name) ? single(name) : both(name));
  return { written, read: (name) => (restricted.has(name) ? positive(name) : written(name)) };
}

/** Auxiliaries that start non-negative and whose falling terms all contain themselves, whatever phase runs. */
function nonNegativeAuxiliaries(
  { auxiliaries, equations }: CircuitEquations,
  otherRails: (name: string) => Rails,
): readonly string[] {
  // One candidate an equation: terms of different phases do not cancel.
  const candidates = auxiliaries.flatMap(({ name, initial }) =>
    equations
      .filter(({ target }) => target === name)
      .map<RailCandidate>(({ value }) => ({
        name,
        derivative: value,
        startsNonNegative: initial >= 0,
        needsBoth: false,
      })),
  );
  const chosen = atOnce(chooseRails(candidates, otherRails, (name) => name));
  return [...chosen].filter(([, rails]) => rails.negative === undefined).map(([name]) => name);
}

/** States that are declared, or proven by their dynamics, never to be negative while they run forward. */
function nonNegativeStates(problem: LearningProblem, readFed: (name: string) => Rails): ReadonlySet<string> {
  const declared = new Set(problem.states.filter(({ nonNegative }) => nonNegative).map(({ name }) => name));
  const otherRails = (name: string): Rails =>
    declared.has(name) ? { name, positive: name, negative: undefined } : readFed(name);
  const candidates = problem.states
    .filter(({ name }) => !declared.has(name))
    .map<RailCandidate>(({ name, dynamics, initializer }) => ({
      name,
      derivative: dynamics,
      startsNonNegative: expandRails(initializer, otherRails).every((term) => term.number > 0),
      needsBoth: false,
    }));
  const chosen = atOnce(chooseRails(candidates, otherRails, (name) => name));
  const proven = [...chosen].filter(([, rails]) => rails.negative === undefined).map(([name]) => name);
  return new Set([...declared, ...proven]);
}
