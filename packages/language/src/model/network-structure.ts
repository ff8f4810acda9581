// Questions about the reactions of a checked network that several rules ask.

import type { Origin } from "../diagnostics/diagnostic.js";
import type { NetworkFact } from "./facts.js";
import type {
  CheckedData,
  CheckedModel,
  CheckedNetwork,
  CheckedReaction,
  CheckedSpecies,
  CheckedTerm,
  ScalarExpression,
} from "./model.js";
import { componentNames, constantValue } from "./scalar-expressions.js";
import { anything, type Interval, intervalOf, nonNegative } from "./signs.js";
import { componentName, indicesOfShape } from "./values.js";

/** Species → how many a reaction makes less how many it takes; species that do not change are left out. */
export function netChange(reaction: CheckedReaction): ReadonlyMap<string, number> {
  const change = new Map<string, number>();
  const add = (terms: readonly CheckedTerm[], sign: 1 | -1): void => {
    for (const { species, coefficient } of terms)
      change.set(species, (change.get(species) ?? 0) + sign * coefficient);
  };
  add(reaction.products, 1);
  add(reaction.reactants, -1);
  for (const [species, amount] of change) if (amount === 0) change.delete(species);
  return change;
}

/** How many of a species a reaction makes less how many it takes. */
export function netChangeOf({ products, reactants }: CheckedReaction, species: string): number {
  return coefficientIn(products, species) - coefficientIn(reactants, species);
}

/** Each side has a species once. */
function coefficientIn(terms: readonly CheckedTerm[], species: string): number {
  for (const term of terms) if (term.species === species) return term.coefficient;
  return 0;
}

/** True if the two sides of a reaction are equal. */
export function isWithoutEffect(reaction: CheckedReaction): boolean {
  const { reactants, products } = reaction;
  return (
    reactants.length === products.length &&
    reactants.every((term) => netChangeOf(reaction, term.species) === 0)
  );
}

/** `A + 2 B -> C`, species in alphabetical order on each side. */
export function textOfReaction(reaction: CheckedReaction): string {
  return `${textOfSide(reaction.reactants)} -> ${textOfSide(reaction.products)}`;
}

function textOfSide(terms: readonly CheckedTerm[]): string {
  const [first, second] = terms;
  if (first === undefined) return "0";
  if (second === undefined) return textOfTerm(first);
  if (terms.length === 2)
    return first.species < second.species
      ? `${textOfTerm(first)} + ${textOfTerm(second)}`
      : `${textOfTerm(second)} + ${textOfTerm(first)}`;
  return [...terms]
    .sort((a, b) => (a.species < b.species ? -1 : 1))
    .map(textOfTerm)
    .join(" + ");
}

function textOfTerm({ species, coefficient }: CheckedTerm): string {
  return coefficient === 1 ? species : `${coefficient} ${species}`;
}

/** Bounds of the components of a network: everything but signals is not negative. */
export function networkBounds(network: CheckedNetwork): (name: string) => Interval {
  const signed = new Set(
    network.signals.filter((signal) => !signal.nonNegative).map((signal) => signal.name),
  );
  return (name) => (signed.has(name) ? anything : nonNegative);
}

/** Bounds of the components of a model: rates, and what is declared `>= 0`, are not negative. */
export function modelBounds(
  model: Pick<CheckedModel, "inputs" | "targets" | "weights" | "fixed" | "states" | "rates">,
): (name: string) => Interval {
  const bounded = new Map<string, Interval>(model.rates.map(({ name }) => [name, nonNegative]));
  const { inputs, targets, weights, states, fixed } = model;
  for (const quantity of [...inputs, ...targets, ...weights, ...states, ...fixed]) {
    for (const { name } of quantity.components) if (quantity.nonNegative) bounded.set(name, nonNegative);
  }
  for (const quantity of fixed) {
    for (const [index, { name }] of quantity.components.entries()) {
      const value = constantValue(quantity.initial?.[index]);
      if (value !== undefined) bounded.set(name, { lower: value, upper: value });
    }
  }
  return (name) => bounded.get(name) ?? anything;
}

/** Bounds of the columns of a data set; what a file holds is known only when it is read. */
export function columnBounds(data: CheckedData): (name: string) => Interval {
  const bounded = new Map<string, Interval>();
  const boundsOf = (name: string): Interval =>
    bounded.get(name) ?? (data.source.kind === "sample" ? anything : nonNegative);
  for (const { name, value } of data.columns) {
    for (const [index, indices] of indicesOfShape(value.shape).entries()) {
      const component = value.components[index];
      if (component !== undefined) bounded.set(componentName(name, indices), intervalOf(component, boundsOf));
    }
  }
  // Scaling moves the columns into 0..1 on the training part.
  return data.scale === "minmax" ? () => nonNegative : boundsOf;
}

/** The declared names whose components an expression reads. */
export function basesRead(expression: ScalarExpression): ReadonlySet<string> {
  return new Set([...componentNames(expression)].map((name) => name.replace(/\[.*$/, "")));
}

/** Species that reactions take, none makes, and that start at 0. */
export function neverProducedSpecies(network: NetworkFact): readonly CheckedSpecies[] {
  const present = presentFromStart(network);
  const made = new Set<string>();
  const taken = new Set<string>();
  for (const reaction of network.checked.reactions) {
    for (const { species } of reaction.products) if (netChangeOf(reaction, species) > 0) made.add(species);
    for (const { species } of reaction.reactants) if (netChangeOf(reaction, species) < 0) taken.add(species);
  }
  return network.checked.species.filter(
    ({ name }) => taken.has(name) && !made.has(name) && !present.has(name),
  );
}

/** Where a species is taken. */
export function reactionsConsuming(network: NetworkFact, species: string): readonly Origin[] {
  return network.checked.reactions
    .filter((reaction) => netChangeOf(reaction, species) < 0)
    .map(({ origin }) => origin);
}

/** Reactions that never get all of their reactants and wait for no other reaction, with a species that is missing. */
export function reactionsNeverFiring(
  network: NetworkFact,
): readonly { readonly reaction: CheckedReaction; readonly missing: string }[] {
  const present = new Set(presentFromStart(network));
  // What is never produced is reported as such; its followers are not to blame.
  for (const { name } of neverProducedSpecies(network)) present.add(name);
  const { reactions } = network.checked;
  // A law may have a flux without its reactants.
  const lawful = reactions.filter(({ rate }) => rate.kind === "law");
  for (const { products } of lawful) for (const { species } of products) present.add(species);
  const waiting = fire(
    reactions.filter(({ rate }) => rate.kind === "constant"),
    present,
  );
  const makers = new Map<string, number>();
  for (const reaction of waiting) {
    for (const { species } of reaction.products)
      if (netChangeOf(reaction, species) > 0) makers.set(species, (makers.get(species) ?? 0) + 1);
  }
  // A reaction that waits for another one is not to blame either; in a circle the first one is.
  const roots = waiting.filter((reaction) => {
    const missing = reaction.reactants.filter(({ species }) => !present.has(species));
    return missing.every(
      ({ species }) => (makers.get(species) ?? 0) === (netChangeOf(reaction, species) > 0 ? 1 : 0),
    );
  });
  return (roots.length > 0 ? roots : waiting.slice(0, 1)).map((reaction) => ({
    reaction,
    missing: reaction.reactants.find(({ species }) => !present.has(species))?.species ?? "",
  }));
}

/** Lets every reaction fire that can, adds what it makes to `present`, and gives those that are left. */
function fire(reactions: readonly CheckedReaction[], present: Set<string>): readonly CheckedReaction[] {
  const lacking = new Map<CheckedReaction, number>();
  const waitingFor = new Map<string, CheckedReaction[]>();
  const ready: CheckedReaction[] = [];
  for (const reaction of reactions) {
    const missing = reaction.reactants.filter(({ species }) => !present.has(species));
    if (missing.length === 0) ready.push(reaction);
    else lacking.set(reaction, missing.length);
    for (const { species } of missing) {
      const others = waitingFor.get(species);
      if (others === undefined) waitingFor.set(species, [reaction]);
      else others.push(reaction);
    }
  }
  for (let reaction = ready.pop(); reaction !== undefined; reaction = ready.pop()) {
    for (const { species } of reaction.products) {
      if (present.has(species)) continue;
      present.add(species);
      for (const follower of waitingFor.get(species) ?? []) {
        const left = (lacking.get(follower) ?? 0) - 1;
        lacking.set(follower, left);
        if (left === 0) ready.push(follower);
      }
    }
  }
  return reactions.filter((reaction) => (lacking.get(reaction) ?? 0) !== 0);
}

/** Everything that may be there without a reaction: initial values, events, equations, data, rails of signals. */
function presentFromStart({ checked, fed }: NetworkFact): ReadonlySet<string> {
  const present = new Set<string>();
  for (const { name, base, initial, clamped } of checked.species) {
    if (clamped || fed.has(base) || constantValue(initial) !== 0) present.add(name);
  }
  for (const { assignments } of checked.events) for (const { target } of assignments) present.add(target);
  for (const { target } of checked.equations) present.add(target);
  for (const { name } of checked.signals) present.add(`${name}.p`).add(`${name}.m`);
  return present;
}
