// A checked crn as the equations it says: `x' = …` and mass action, in the quantities of the source, without rails.

import { pow } from "@ncrn/elementary-functions";
import type { CheckedNetwork, CheckedReaction, ScalarExpression } from "@ncrn/language";
import { compileScalars } from "../scalar/compile-scalars.js";
import { componentNames, componentNamesOf } from "../scalar/component-names.js";
import { inlineDefinitions } from "../scalar/inline-definitions.js";
import type { SourceSystem } from "./integrate-source.js";

/** The source system, or undefined if the text speaks of rails, events or phases, which no plain ODE has. */
export function sourceOfNetwork(network: CheckedNetwork): SourceSystem | undefined {
  const quantities = [...network.species, ...network.signals];
  const names = quantities.map(({ name }) => name);
  const definitions = definitionsOfNetwork(network);
  const expand = (expression: ScalarExpression) => inlineDefinitions(expression, definitions);
  const equations = network.equations.map(({ target, value }) => ({ target, value: expand(value) }));
  const rates = network.reactions.map(({ rate }) => expand(rate.expression));
  const used = componentNames([...equations.map(({ value }) => value), ...rates]);
  const terms = network.reactions.flatMap(({ reactants, products }) => [...reactants, ...products]);
  const isKnown = (name: string) => names.includes(name);
  const isPlain = network.events.length === 0 && network.phases.length === 0;
  if (!isPlain || !used.every(isKnown) || !terms.every(({ species }) => isKnown(species))) return undefined;
  const initial = new Float64Array(names.length);
  compileScalars(
    quantities.map((quantity) => expand(quantity.initial)),
    names,
  )(initial.slice(), 0, initial);
  const clamped = new Set(network.species.filter((species) => species.clamped).map(({ name }) => name));
  return {
    names,
    initial: [...initial],
    derivative: derivativeOf(network, names, { equations, rates, clamped }),
  };
}

function derivativeOf(
  network: CheckedNetwork,
  names: readonly string[],
  {
    equations,
    rates,
    clamped,
  }: {
    readonly equations: readonly { readonly target: string; readonly value: ScalarExpression }[];
    readonly rates: readonly ScalarExpression[];
    readonly clamped: ReadonlySet<string>;
  },
): SourceSystem["derivative"] {
  const program = compileScalars([...equations.map(({ value }) => value), ...rates], names);
  const position = new Map(names.map((name, index) => [name, index]));
  const targets = equations.map(({ target }) => position.get(target)!);
  const fluxes = network.reactions.map((reaction) => fluxOf(reaction, network.kinetics, position));
  const changes = network.reactions.map((reaction) => changesOf(reaction, position, clamped));
  const results = new Float64Array(equations.length + rates.length);
  return (values, time, derivative) => {
    program(values, time, results);
    derivative.fill(0);
    for (const [index, target] of targets.entries())
      derivative[target] = derivative[target]! + results[index]!;
    for (const [index, flux] of fluxes.entries()) {
      const rate = flux(values, results[targets.length + index]!);
      for (const { species, change } of changes[index]!)
        derivative[species] = derivative[species]! + change * rate;
    }
  };
}

/** Mass action k·∏[S]^n, divided by ∏n! under combinatoric kinetics; a law is the flux itself. */
function fluxOf(
  { reactants, rate }: CheckedReaction,
  kinetics: CheckedNetwork["kinetics"],
  position: ReadonlyMap<string, number>,
): (values: Float64Array, rate: number) => number {
  if (rate.kind === "law") return (_values, flux) => flux;
  const order = new Map<number, number>();
  for (const { species, coefficient } of reactants) {
    const index = position.get(species)!;
    order.set(index, (order.get(index) ?? 0) + coefficient);
  }
  const factors = [...order];
  const divisor =
    kinetics === "plain" ? 1 : factors.reduce((product, [, count]) => product * factorial(count), 1);
  return (values, constant) =>
    factors.reduce((flux, [index, count]) => flux * pow(values[index]!, count), constant / divisor);
}

function changesOf(
  { reactants, products }: CheckedReaction,
  position: ReadonlyMap<string, number>,
  clamped: ReadonlySet<string>,
): readonly { readonly species: number; readonly change: number }[] {
  const changes = new Map<string, number>();
  for (const { species, coefficient } of reactants)
    changes.set(species, (changes.get(species) ?? 0) - coefficient);
  for (const { species, coefficient } of products)
    changes.set(species, (changes.get(species) ?? 0) + coefficient);
  return [...changes]
    .filter(([species, change]) => change !== 0 && !clamped.has(species))
    .map(([species, change]) => ({ species: position.get(species)!, change }));
}

/** `let` definitions and rates by component name. */
function definitionsOfNetwork(network: CheckedNetwork): ReadonlyMap<string, ScalarExpression> {
  return new Map([
    ...network.definitions.flatMap(({ name, value }) =>
      componentNamesOf(name, value.shape).map(
        (component, index) => [component, value.components[index]!] as const,
      ),
    ),
    ...network.rates.map(({ name, value }) => [name, value] as const),
  ]);
}

function factorial(count: number): number {
  return count <= 1 ? 1 : count * factorial(count - 1);
}
