// Which rails carry each quantity of a learning circuit, phase by phase.

import { chooseRails, type RailCandidate } from "../lowering/choose-rails.js";
import { expandRails } from "../lowering/expand-rails.js";
import type { RailTable } from "../lowering/rate-equation.js";
import type { Identifiers } from "../reactions/identifiers.js";
import type { Rails } from "../reactions/reaction-network.js";
import type { CircuitEquations } from "./circuit-equations.js";
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
  const both = (name: string): Rails => ({
    name,
    positive: identifiers.of(`${name}.p`),
    negative: identifiers.of(`${name}.m`),
  });
  const single = (name: string): Rails => ({ name, positive: identifiers.of(name), negative: undefined });
  const fed = new Map(
    [...problem.inputs, ...problem.targets].map(({ name, nonNegative }) => [
      name,
      nonNegative ? single(name) : both(name),
    ]),
  );
  const restricted = new Set(
    problem.weights.filter(({ nonNegative }) => nonNegative).map(({ name }) => name),
  );
  const reversed = new Set(
    equations.filter(({ role }) => role === "state-reversal").map(({ target }) => target),
  );
  const readFed = (name: string): Rails => {
    if (restricted.has(name)) return { ...both(name), negative: undefined };
    return fed.get(name) ?? (singleAuxiliaries.has(name) ? single(name) : both(name));
  };
  const singleAuxiliaries = new Set<string>();
  const forwardSingle = nonNegativeStates(problem, readFed);
  const isSingle = (name: string): boolean => forwardSingle.has(name) && !reversed.has(name);
  const readOthers = (name: string): Rails => (isSingle(name) ? single(name) : readFed(name));
  for (const name of nonNegativeAuxiliaries(circuit, readOthers)) singleAuxiliaries.add(name);

  const stateRails = (name: string, phases: readonly string[]): Rails => {
    if (!forwardSingle.has(name)) return both(name);
    if (!reversed.has(name)) return single(name);
    const forward = phases.length > 0 && phases.every((phase) => FORWARD_PHASES.has(mainPhase(phase)));
    return forward ? { ...both(name), negative: undefined } : both(name);
  };
  const states = new Set(problem.states.map(({ name }) => name));
  return {
    written: (name, phases) => {
      if (states.has(name)) return stateRails(name, phases);
      return fed.get(name) ?? (singleAuxiliaries.has(name) ? single(name) : both(name));
    },
    read: (name, phases) => (states.has(name) ? stateRails(name, phases) : readFed(name)),
  };
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
  const chosen = chooseRails(candidates, otherRails, (name) => name);
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
  const chosen = chooseRails(candidates, otherRails, (name) => name);
  const proven = [...chosen].filter(([, rails]) => rails.negative === undefined).map(([name]) => name);
  return new Set([...declared, ...proven]);
}
