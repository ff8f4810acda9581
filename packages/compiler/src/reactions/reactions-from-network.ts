// Checked crn → reaction network: names → equations → rails → reactions → merge → assertions.

import type { CheckedNetwork, Diagnostic } from "@ncrn/language";
import { hasErrors, sortDiagnostics } from "@ncrn/language";
import { annihilationOf } from "../lowering/annihilation.js";
import { checkAssertions } from "../lowering/check-assertions.js";
import { requireOrder, warnOfHighOrder } from "../lowering/check-order.js";
import { checkEvenPowers } from "../lowering/check-rails.js";
import { chooseRails, type RailCandidate } from "../lowering/choose-rails.js";
import { dropUnreachable } from "../lowering/drop-unreachable.js";
import { equationsFromNetwork } from "../lowering/equations-from-network.js";
import { mergeEqualReactions } from "../lowering/merge-equal-reactions.js";
import type { RailTable, RateEquation } from "../lowering/rate-equation.js";
import { type AnonymousReaction, reactionsFromEquations } from "../lowering/reactions-from-equations.js";
import { addPolynomials } from "../polynomials/polynomial.js";
import { componentsOf } from "./array-components.js";
import { eventsFromNetwork } from "./events-from-network.js";
import type { Lowered } from "./lowered.js";
import { type NetworkNames, namesOfNetwork } from "./network-names.js";
import { numberReactions } from "./number-reactions.js";
import { railsValue, rateFromScalar, type ScalarMeaning } from "./rate-from-scalar.js";
import type {
  Observable,
  Parameter,
  Provenance,
  Rails,
  ReactionNetwork,
  Species,
} from "./reaction-network.js";
import { reactionsFromText } from "./reactions-from-text.js";

/** Lowers a crn. Reactions of the text keep their order and come first, then those of the equations. */
export function reactionsFromNetwork(source: CheckedNetwork): Lowered {
  const names = namesOfNetwork(source);
  const { equations, diagnostics: equationDiagnostics } = equationsFromNetwork(source, names.polynomials);
  const rails = railsOfNetwork(source, equations, names);
  const meaningOf = meaningsOfNetwork(source, rails, names);
  const fromEquations = reactionsFromEquations(equations, rails, source.lowering.rails);
  const reactions = mergeEqualReactions(
    [
      ...reactionsFromText(source, names, meaningOf),
      ...fromEquations.reactions,
      ...annihilationsOfNetwork(source, rails),
    ],
    source.phases.map(({ name }) => name),
  );
  const network = dropUnreachable(networkFrom(source, reactions, { names, rails, meaningOf }));
  const diagnostics = sortDiagnostics([
    ...equationDiagnostics,
    ...fromEquations.diagnostics,
    ...orderDiagnostics(source, reactions),
    ...checkEvenPowers(equations, rails),
    ...checkAssertions(source.assertions, network, {
      environment: names.polynomials,
      railsOf: (name) => rails.read(name, []),
    }),
  ]);
  return { network: hasErrors(diagnostics) ? undefined : network, diagnostics };
}

function networkFrom(
  source: CheckedNetwork,
  reactions: readonly AnonymousReaction[],
  context: {
    readonly names: NetworkNames;
    readonly rails: RailTable;
    readonly meaningOf: (name: string) => ScalarMeaning;
  },
): ReactionNetwork {
  const { names, rails, meaningOf } = context;
  const species = speciesOfNetwork(source, rails, names);
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

/** Only signals with an equation move by themselves; the rails of others are the user's. */
function annihilationsOfNetwork(source: CheckedNetwork, rails: RailTable): readonly AnonymousReaction[] {
  const setting = { rateConstant: source.lowering.annihilate, phases: [] };
  return source.signals
    .filter(({ name }) => source.equations.some(({ target }) => target === name))
    .flatMap(({ name, origin }) => annihilationOf(rails.written(name, []), setting, origin));
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
function railsOfNetwork(
  source: CheckedNetwork,
  equations: readonly RateEquation[],
  names: NetworkNames,
): RailTable {
  const single = (name: string): Rails => ({
    name,
    positive: names.identifiers.of(name),
    negative: undefined,
  });
  const setByEvents = new Set(
    source.events.flatMap(({ assignments }) => assignments.map(({ target }) => target)),
  );
  const candidates = source.signals
    .filter(({ nonNegative }) => !nonNegative)
    .map<RailCandidate>(({ name, initial, railsUsed }) => ({
      name,
      derivative: addPolynomials(
        ...equations.filter(({ target }) => target === name).map(({ value }) => value),
      ),
      startsNonNegative: names.constantOf(initial) >= 0,
      needsBoth: railsUsed || setByEvents.has(name),
    }));
  const signals = chooseRails(candidates, single, names.identifiers.of);
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
    railSpecies(rails.written(name, []), names.constantOf(initial), documentation, {
      origin,
      rule: "signal",
    }),
  );
  return [...declared, ...signals];
}

/** One or two species for a signed value: max(v, 0) on the positive rail, max(−v, 0) on the negative one. */
function railSpecies(
  { name, positive, negative }: Rails,
  value: number,
  documentation: string | undefined,
  provenance: Provenance,
): readonly Species[] {
  const common = { clamped: false, role: "signal", documentation, provenance } as const;
  if (negative === undefined) return [{ ...common, id: positive, name, initial: value }];
  return [
    { ...common, id: positive, name: `${name}.p`, initial: Math.max(value, 0) },
    { ...common, id: negative, name: `${name}.m`, initial: Math.max(-value, 0) },
  ];
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
