// Checked crn → reaction network: names → equations → rails → reactions → merge → assertions.

import { atOnce, type CheckedNetwork, type Diagnostic, hasErrors, sortDiagnostics } from "@ncrn/language";
import { annihilationOf } from "../lowering/annihilation.js";
import type { AuxiliaryVariable } from "../lowering/auxiliary-variable.js";
import { checkAnnihilation } from "../lowering/check-annihilation.js";
import { checkAssertions } from "../lowering/check-assertions.js";
import { requireOrder, warnOfHighOrder } from "../lowering/check-order.js";
import { checkEvenPowers } from "../lowering/check-rails.js";
import { chooseRails, type RailCandidate } from "../lowering/choose-rails.js";
import { dropUnreachable } from "../lowering/drop-unreachable.js";
import { equationsFromNetwork } from "../lowering/equations-from-network.js";
import { mergeEqualReactions } from "../lowering/merge-equal-reactions.js";
import { type NetworkNames, namesOfNetwork } from "../lowering/network-names.js";
import type { RailTable, RateEquation } from "../lowering/rate-equation.js";
import { reactionsFromEquations } from "../lowering/reactions-from-equations.js";
import { bindInNetwork } from "../lowering/reduce-order/bind-in-network.js";
import { equationSystemOf } from "../lowering/reduce-order/equation-system.js";
import { reduceOrderOfEquations } from "../lowering/reduce-order/reduce-order-of-equations.js";
import { componentsOf } from "../network/array-components.js";
import type { AnonymousReaction } from "../network/number-reactions.js";
import { numberReactions } from "../network/number-reactions.js";
import { railSpecies } from "../network/rails.js";
import { railsValue, rateFromScalar, type ScalarMeaning } from "../network/rate-from-scalar.js";
import type { Observable, Parameter, Rails, ReactionNetwork, Species } from "../network/reaction-network.js";
import type { Polynomial } from "../polynomials/polynomial.js";
import { eventsFromNetwork } from "./events-from-network.js";
import type { Lowered } from "./lowered.js";
import { reactionsFromText } from "./reactions-from-text.js";

/** Lowers a crn. Reactions of the text keep their order and come first, then those of the equations. */
export function reactionsFromNetwork(source: CheckedNetwork): Lowered {
  return atOnce(lowerNetwork(source));
}

/** The same piece by piece: yields after each equation and between the passes. */
export function* lowerNetwork(source: CheckedNetwork): Generator<void, Lowered> {
  const names = namesOfNetwork(source);
  const written = yield* equationsOfNetwork(source, names);
  const reduced = yield* withReducedOrder(source, written, names);
  const { equations, auxiliaries } = reduced;
  const rails = yield* railsOfNetwork(source, reduced, names);
  const meaningOf = meaningsOfNetwork(source, rails, names);
  const fromEquations = yield* reactionsFromEquations(equations, rails, source.lowering.rails);
  const fromText = reactionsFromText(source, names, meaningOf);
  yield;
  const asWritten = mergeEqualReactions(
    [...fromText, ...fromEquations.reactions, ...annihilationsOfNetwork(source, auxiliaries, rails)],
    source.phases.map(({ name }) => name),
  );
  yield;
  const { reactions, complexes, diagnostics: bindingDiagnostics } = bindInNetwork(source, asWritten, names);
  const context = { names, rails, auxiliaries, complexes, meaningOf };
  const whole = networkFrom(source, reactions, context);
  yield;
  const network = dropUnreachable(whole);
  yield;
  const problems = [
    ...reduced.diagnostics,
    ...fromEquations.diagnostics,
    ...bindingDiagnostics,
    ...orderDiagnostics(source, reactions),
    ...checkEvenPowers(withoutAuxiliaries(written), rails),
    ...checkAnnihilation(withoutAuxiliaries(written), source.lowering, names.polynomials),
  ];
  const failed = checkAssertions(source.assertions, network, {
    environment: names.polynomials,
    railsOf: (name) => rails.read(name, []),
  });
  return {
    network: hasErrors(problems) ? undefined : network,
    diagnostics: sortDiagnostics([...problems, ...failed]),
  };
}

/** The equations of a crn with all variables that lowering adds. */
interface EquationsOfNetwork {
  readonly equations: readonly RateEquation[];
  readonly auxiliaries: readonly AuxiliaryVariable[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The equations of the text: functions follow their arguments, which their own powers say nothing about. */
function withoutAuxiliaries({ equations, auxiliaries }: EquationsOfNetwork): readonly RateEquation[] {
  const added = new Set(auxiliaries.map(({ name }) => name));
  return equations.filter(({ target }) => !added.has(target));
}

function* equationsOfNetwork(
  source: CheckedNetwork,
  names: NetworkNames,
): Generator<void, EquationsOfNetwork> {
  const { equations, functions, diagnostics } = yield* equationsFromNetwork(source, names);
  const auxiliaries = functions.map(({ variable: { name, meaning, origin }, initial }) => ({
    name,
    meaning,
    origin,
    initial,
  }));
  return { equations, auxiliaries, diagnostics };
}

/** Where the text asks for an order, equations get it by products that are variables of their own. */
function* withReducedOrder(
  source: CheckedNetwork,
  written: EquationsOfNetwork,
  names: NetworkNames,
): Generator<void, EquationsOfNetwork> {
  const { order } = source.lowering;
  if (order === undefined || hasErrors(written.diagnostics)) return written;
  // Which rails there would be without reduction; identifiers are given out only when all variables are known.
  const unnamed = { ...names, identifiers: { of: (name: string) => name, fresh: (name: string) => name } };
  const rails = yield* railsOfNetwork(source, written, unnamed);
  const system = equationSystemOf(source, written.equations, { names, rails, others: written.auxiliaries });
  yield;
  const reduced = reduceOrderOfEquations(system, order);
  return {
    equations: reduced.equations,
    auxiliaries: [...written.auxiliaries, ...reduced.auxiliaries],
    diagnostics: [...written.diagnostics, ...reduced.diagnostics],
  };
}

function networkFrom(
  source: CheckedNetwork,
  reactions: readonly AnonymousReaction[],
  context: {
    readonly names: NetworkNames;
    readonly rails: RailTable;
    readonly auxiliaries: readonly AuxiliaryVariable[];
    readonly complexes: readonly Species[];
    readonly meaningOf: (name: string) => ScalarMeaning;
  },
): ReactionNetwork {
  const { names, rails, auxiliaries, complexes, meaningOf } = context;
  const species = [
    ...speciesOfNetwork(source, rails, names),
    ...speciesOfAuxiliaries(auxiliaries, rails),
    ...complexes,
  ];
  return {
    name: source.name,
    documentation: source.documentation,
    units: source.units,
    kinetics: source.kinetics,
    parameters: parametersOfNetwork(source, names),
    species,
    reactions: numberReactions(reactions, species),
    events: eventsFromNetwork(source, rails, names, meaningOf),
    phases: source.phases.map(({ name, duration }) => ({ name, duration })),
    observables: observablesOfNetwork(source, rails, meaningOf),
    learning: undefined,
    clock: undefined,
    provenance: { origin: source.origin, rule: "crn" },
  };
}

/** Only signals with an equation, and auxiliaries, move by themselves; the rails of others are the user's. */
function annihilationsOfNetwork(
  source: CheckedNetwork,
  auxiliaries: readonly AuxiliaryVariable[],
  rails: RailTable,
): readonly AnonymousReaction[] {
  const setting = { rateConstant: source.lowering.annihilate, phases: [] };
  const signals = source.signals.filter(({ name }) => source.equations.some(({ target }) => target === name));
  return [...signals, ...auxiliaries].flatMap(({ name, origin }) =>
    annihilationOf(rails.written(name, []), setting, origin),
  );
}

function orderDiagnostics(
  { lowering }: CheckedNetwork,
  reactions: readonly AnonymousReaction[],
): readonly Diagnostic[] {
  return lowering.order === undefined
    ? warnOfHighOrder(reactions)
    : requireOrder(reactions, lowering.order, lowering.origins["order"]);
}

/** The rails of every species, rail name and signal of a crn; the same in all phases. */
function* railsOfNetwork(
  source: CheckedNetwork,
  { equations, auxiliaries }: Pick<EquationsOfNetwork, "equations" | "auxiliaries">,
  names: NetworkNames,
): Generator<void, RailTable> {
  const single = (name: string): Rails => ({
    name,
    positive: names.identifiers.of(name),
    negative: undefined,
  });
  const setByEvents = new Set(
    source.events.flatMap(({ assignments }) => assignments.map(({ target }) => target)),
  );
  // One candidate an equation: terms of different phases do not cancel.
  const perEquation = (candidate: Omit<RailCandidate, "derivative">): readonly RailCandidate[] => {
    const own = equations.filter(({ target }) => target === candidate.name);
    const derivatives: readonly Polynomial[] = own.length === 0 ? [[]] : own.map(({ value }) => value);
    return derivatives.map((derivative) => ({ ...candidate, derivative }));
  };
  const candidates = source.signals
    .filter(({ nonNegative }) => !nonNegative)
    .flatMap(({ name, initial, railsUsed }) =>
      perEquation({
        name,
        startsNonNegative: names.constantOf(initial) >= 0,
        needsBoth: railsUsed || setByEvents.has(name),
      }),
    );
  const ofAuxiliaries = auxiliaries.flatMap(({ name, initial }) =>
    perEquation({ name, startsNonNegative: initial >= 0, needsBoth: false }),
  );
  const signals = yield* chooseRails([...candidates, ...ofAuxiliaries], single, names.identifiers.of);
  const lookUp = (name: string): Rails => signals.get(name) ?? single(name);
  return { written: lookUp, read: lookUp };
}

function meaningsOfNetwork(
  source: CheckedNetwork,
  rails: RailTable,
  names: NetworkNames,
): (name: string) => ScalarMeaning {
  const rates = new Set(source.rates.map(({ name }) => name));
  const definitions = new Map(source.definitions.flatMap(({ name, value }) => componentsOf(name, value)));
  return (name) => {
    if (rates.has(name)) return { kind: "parameter", id: names.identifiers.of(name) };
    const definition = definitions.get(name);
    return definition === undefined
      ? railsValue(rails.read(name, []))
      : { kind: "definition", value: definition };
  };
}

function speciesOfNetwork(source: CheckedNetwork, rails: RailTable, names: NetworkNames): readonly Species[] {
  const declared = source.species.map<Species>(({ name, initial, clamped, documentation, origin }) => ({
    id: names.identifiers.of(name),
    name,
    initial: names.constantOf(initial),
    clamped,
    role: "species",
    documentation,
    provenance: { origin, rule: "species" },
  }));
  const signals = source.signals.flatMap(({ name, initial, documentation, origin }) =>
    railSpecies(rails.written(name, []), names.constantOf(initial), {
      role: "signal",
      documentation,
      provenance: { origin, rule: "signal" },
    }),
  );
  return [...declared, ...signals];
}

function speciesOfAuxiliaries(
  auxiliaries: readonly AuxiliaryVariable[],
  rails: RailTable,
): readonly Species[] {
  return auxiliaries.flatMap(({ name, meaning, origin, initial }) => {
    const provenance = { origin, rule: `value of ${meaning}` };
    const options = { role: "auxiliary", documentation: undefined, provenance } as const;
    return railSpecies(rails.written(name, []), initial, options);
  });
}

function parametersOfNetwork(source: CheckedNetwork, names: NetworkNames): readonly Parameter[] {
  return source.rates.map(({ name, unit, origin }) => {
    const id = names.identifiers.of(name);
    const value = names.parameterValues.get(id) ?? Number.NaN;
    return { id, name, value, unit, provenance: { origin, rule: "rate" } };
  });
}

function observablesOfNetwork(
  source: CheckedNetwork,
  rails: RailTable,
  meaningOf: (name: string) => ScalarMeaning,
): readonly Observable[] {
  const signals = source.signals.map(({ name }) => ({ name, value: railsValue(rails.read(name, [])) }));
  const definitions = source.definitions
    .flatMap(({ name, value }) => componentsOf(name, value))
    .map(([name, value]) => ({ name, value: rateFromScalar(value, meaningOf) }));
  return [...signals.filter(({ value }) => value.kind !== "species"), ...definitions];
}
