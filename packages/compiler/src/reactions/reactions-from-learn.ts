// Checked learn record → learning circuit: problem → forward and backward equations → rails → reactions → merge → drop.

import { atOnce, type CheckedLearn, type Diagnostic, hasErrors, sortDiagnostics } from "@ncrn/language";
import { closedNetwork } from "../clock/closed-network.js";
import { eventsClock } from "../clock-events/events-clock.js";
import type { CircuitEquations } from "../learning/circuit.js";
import { circuitEquations } from "../learning/circuit-equations.js";
import { circuitInterface } from "../learning/circuit-interface.js";
import { PHASES } from "../learning/circuit-names.js";
import { circuitRails } from "../learning/circuit-rails.js";
import { circuitSpecies } from "../learning/circuit-species.js";
import { withDirectUpdate } from "../learning/direct-update.js";
import type { LearningProblem } from "../learning/learning-problem.js";
import { reduceOrderOfCircuit } from "../learning/reduce-order/reduce-order-of-circuit.js";
import { annihilationOf } from "../lowering/annihilation.js";
import { checkAnnihilation } from "../lowering/check-annihilation.js";
import { checkAssertions } from "../lowering/check-assertions.js";
import { requireOrder } from "../lowering/check-order.js";
import { checkEvenPowers } from "../lowering/check-rails.js";
import { dropUnreachable } from "../lowering/drop-unreachable.js";
import type { LoweringServices } from "../lowering/lowering-services.js";
import { mergeEqualReactions } from "../lowering/merge-equal-reactions.js";
import { quantitiesToAnnihilate } from "../lowering/quantities-to-annihilate.js";
import type { RailTable } from "../lowering/rate-equation.js";
import { type ReactionsOfEquations, reactionsFromEquations } from "../lowering/reactions-from-equations.js";
import { createIdentifiers, type Identifiers } from "../network/identifiers.js";
import type { AnonymousReaction } from "../network/number-reactions.js";
import { numberReactions } from "../network/number-reactions.js";
import type { Parameter, ReactionNetwork } from "../network/reaction-network.js";
import type { Lowered } from "./lowered.js";

/** Learning circuits are uni- and bimolecular unless the text allows more. */
const DEFAULT_ORDER = 2;

/** Lowers a learn record to a circuit with the clock it asks for. */
export function reactionsFromLearn(learn: CheckedLearn, services: LoweringServices = {}): Lowered {
  return atOnce(lowerLearn(learn, services));
}

/** The same piece by piece: yields after each equation and between the passes. */
export function* lowerLearn(learn: CheckedLearn, services: LoweringServices = {}): Generator<void, Lowered> {
  const identifiers = createIdentifiers();
  const derived = yield* circuitEquations(learn, identifiers, services.readSingly ?? new Set());
  const reduced = reduceOrderOfCircuit(derived, learn.lowering.order ?? DEFAULT_ORDER);
  yield;
  // Products made before the feedback phase may have left no weight to be read in it.
  const circuit = learn.update === "direct" ? withDirectUpdate(reduced.circuit) : reduced.circuit;
  const rails = circuitRails(circuit, identifiers);
  yield;
  const { reactions, diagnostics: reactionDiagnostics } = yield* reactionsOfCircuit(learn, circuit, rails);
  yield;
  const whole = networkOfCircuit(learn, circuit, { identifiers, rails, reactions });
  yield;
  const network = dropUnreachable(whole);
  yield;
  const states = new Set(derived.problem.states.map(({ name }) => name));
  const dynamics = derived.equations.filter(({ role, target }) => role === "forward" && states.has(target));
  const problems = [
    ...circuit.diagnostics,
    ...reduced.diagnostics,
    ...reactionDiagnostics,
    ...checkEvenPowers(dynamics, rails),
    ...checkAnnihilation(dynamics, learn.lowering, circuit.problem.environment),
    ...requireOrder(reactions, learn.lowering.order ?? DEFAULT_ORDER, learn.lowering.origins["order"]),
  ];
  const failed = checkAssertions(learn.model.assertions, network, {
    environment: circuit.problem.environment,
    railsOf: (name) => rails.read(name, [PHASES.forward]),
  });
  if (hasErrors(problems))
    return { network: undefined, diagnostics: sortDiagnostics([...problems, ...failed]) };
  const clocked = withClock(network, learn, { schedule: circuit.schedule, services });
  return {
    network: hasErrors(clocked.diagnostics) ? undefined : clocked.network,
    diagnostics: sortDiagnostics([...problems, ...failed, ...clocked.diagnostics]),
  };
}

/** The externally clocked circuit under the clock that the text asks for. */
function withClock(
  network: ReactionNetwork,
  learn: CheckedLearn,
  context: { readonly schedule: CircuitEquations["schedule"]; readonly services: LoweringServices },
): { readonly network: ReactionNetwork; readonly diagnostics: readonly Diagnostic[] } {
  const { clock, lowering, origins, origin } = learn;
  switch (clock.kind) {
    case "external":
      return { network, diagnostics: [] };
    case "events":
      return { network: eventsClock(network), diagnostics: [] };
    case "oscillator": {
      const { rate, seed } = clock;
      const phases = context.schedule;
      const settings = {
        rate,
        seed,
        phases,
        annihilate: lowering.annihilate,
        origin: origins["clock"] ?? origin,
      };
      return closedNetwork(network, settings, context.services);
    }
  }
}

/** The reactions of all equations and the annihilations of what moves, equal ones merged. */
function* reactionsOfCircuit(
  learn: CheckedLearn,
  { problem, equations, schedule, settling }: CircuitEquations,
  rails: RailTable,
): Generator<void, ReactionsOfEquations> {
  const { reactions, diagnostics } = yield* reactionsFromEquations(equations, rails, learn.lowering.rails);
  const weights = cancellationOf(learn) === "chemistry" ? problem.weights : [];
  const quantities = [
    ...quantitiesToAnnihilate(equations),
    ...settling,
    ...weights.map(({ name, origin }) => ({ name, origin, phases: [] })),
  ];
  const phaseNames = schedule.map(({ name }) => name);
  const annihilations = quantities.flatMap(({ name, phases: unordered, origin }) => {
    const phases = phaseNames.filter((phase) => unordered.includes(phase));
    return annihilationOf(
      rails.written(name, phases),
      { rateConstant: learn.lowering.annihilate, phases },
      origin,
    );
  });
  yield;
  return { reactions: mergeEqualReactions([...reactions, ...annihilations], phaseNames), diagnostics };
}

/** A closed network has nobody else to do it. */
function cancellationOf(learn: CheckedLearn): CheckedLearn["cancellation"] {
  return learn.clock.kind === "oscillator" ? "chemistry" : learn.cancellation;
}

function networkOfCircuit(
  learn: CheckedLearn,
  circuit: CircuitEquations,
  chemistry: {
    readonly identifiers: Identifiers;
    readonly rails: RailTable;
    readonly reactions: readonly AnonymousReaction[];
  },
): ReactionNetwork {
  const { problem, schedule, learningRate } = circuit;
  const species = circuitSpecies(circuit, chemistry.rails);
  const phases = schedule.map(({ name, duration }) => ({ name, duration }));
  const { learning, observables } = circuitInterface(
    circuit,
    chemistry.rails,
    phases.map(({ name }) => name),
  );
  return {
    name: learn.name,
    documentation: learn.model.documentation,
    units: learn.model.units,
    kinetics: learn.kinetics,
    parameters: parametersOf(learn, problem, chemistry.identifiers, learningRate),
    species,
    reactions: numberReactions(chemistry.reactions, species),
    events: [],
    phases,
    observables,
    learning: { ...learning, cancellation: cancellationOf(learn) },
    clock: undefined,
    provenance: { origin: learn.origin, rule: `learn ${learn.model.name}` },
  };
}

function parametersOf(
  learn: CheckedLearn,
  problem: LearningProblem,
  identifiers: Identifiers,
  learningRate: string,
): readonly Parameter[] {
  const rates = [...problem.parameters].map<Parameter>(([name, { value, unit, origin }]) => ({
    id: identifiers.of(name),
    name,
    value,
    unit,
    provenance: { origin, rule: "rate" },
  }));
  const origin = learn.origins["eta"] ?? learn.origin;
  const provenance = { origin, rule: "learning rate" };
  return [...rates, { id: learningRate, name: "eta", value: learn.eta, unit: undefined, provenance }];
}
