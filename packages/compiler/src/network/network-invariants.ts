// What must hold for every reaction network, between any two passes and before any target; breaking it is a defect
// of this program, never a mistake of the user.

import { railIds } from "./rails.js";
import { subexpressions } from "./rate-expression.js";
import type {
  NetworkEvent,
  Rails,
  RateExpression,
  Reaction,
  ReactionNetwork,
  SpeciesId,
  Stoichiometry,
} from "./reaction-network.js";

/** One sentence for each broken invariant; empty if the network is sound. */
export function networkProblems(network: ReactionNetwork): readonly string[] {
  const known = knownIdentifiers(network);
  return [
    ...identifierProblems(network),
    ...valueProblems(network),
    ...phaseProblems(network),
    ...network.reactions.flatMap((reaction) => reactionProblems(reaction, network, known)),
    ...network.events.flatMap((event) => eventProblems(event, known)),
    ...network.observables.flatMap(({ name, value }) =>
      expressionProblems(`the read-out \`${name}\``, value, known),
    ),
    ...learningProblems(network, known),
  ];
}

interface KnownIdentifiers {
  readonly parameters: ReadonlySet<string>;
  /** Species with their position. */
  readonly species: ReadonlyMap<SpeciesId, number>;
}

function knownIdentifiers(network: ReactionNetwork): KnownIdentifiers {
  return {
    parameters: new Set(network.parameters.map(({ id }) => id)),
    species: new Map(network.species.map(({ id }, index) => [id, index])),
  };
}

function identifierProblems(network: ReactionNetwork): readonly string[] {
  const quantities = [...network.species, ...network.parameters].map(({ id }) => id);
  const reactions = network.reactions.map(({ id }) => id);
  const events = network.events.map(({ id }) => id);
  const observables = network.observables.map(({ name }) => name);
  return [
    ...[...quantities, ...reactions, ...events]
      .filter((id) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(id))
      .map((id) => `\`${id}\` is not an identifier`),
    ...repeated(quantities).map((id) => `\`${id}\` is the identifier of two species or parameters`),
    ...repeated(reactions).map((id) => `\`${id}\` is the identifier of two reactions`),
    ...repeated(events).map((id) => `\`${id}\` is the identifier of two events`),
    ...repeated(observables).map((name) => `\`${name}\` is the name of two read-outs`),
  ];
}

function valueProblems(network: ReactionNetwork): readonly string[] {
  return [
    ...network.species
      .filter(({ initial }) => !(Number.isFinite(initial) && initial >= 0))
      .map(({ id, initial }) => `\`${id}\` starts at ${initial}`),
    ...network.parameters
      .filter(({ value }) => !Number.isFinite(value))
      .map(({ id, value }) => `the parameter \`${id}\` is ${value}`),
  ];
}

function phaseProblems(network: ReactionNetwork): readonly string[] {
  return [
    ...repeated(network.phases.map(({ name }) => name)).map((name) => `there are two phases \`${name}\``),
    ...network.phases
      .filter(({ duration }) => !(Number.isFinite(duration) && duration > 0))
      .map(({ name, duration }) => `the phase \`${name}\` lasts ${duration}`),
  ];
}

function reactionProblems(
  reaction: Reaction,
  network: ReactionNetwork,
  known: KnownIdentifiers,
): readonly string[] {
  const place = `the reaction \`${reaction.id}\``;
  const { rate } = reaction;
  const expression = rate.kind === "mass-action" ? rate.constant : rate.flux;
  const problems = [
    ...sideProblems(place, reaction.reactants, known),
    ...sideProblems(place, reaction.products, known),
    ...expressionProblems(place, expression, known),
  ];
  if (reaction.reactants.length + reaction.products.length === 0)
    problems.push(`${place} is empty on both sides`);
  if (
    rate.kind === "mass-action" &&
    subexpressions(expression).some(({ kind }) => kind === "species" || kind === "time")
  ) {
    problems.push(`the rate constant of ${place} is not constant`);
  }
  const order = network.phases.map(({ name }) => name);
  if (reaction.phases.some((phase) => !order.includes(phase)))
    problems.push(`${place} runs in an unknown phase`);
  if (!isIncreasing(reaction.phases.map((phase) => order.indexOf(phase)))) {
    problems.push(`${place} lists its phases out of order or twice`);
  }
  return problems;
}

function sideProblems(
  place: string,
  side: readonly Stoichiometry[],
  known: KnownIdentifiers,
): readonly string[] {
  const positions = side.map(({ species }) => known.species.get(species));
  const problems = side
    .filter((_, index) => positions[index] === undefined)
    .map(({ species }) => `${place} names the unknown species \`${species}\``);
  if (side.some(({ coefficient }) => !Number.isSafeInteger(coefficient) || coefficient < 1)) {
    problems.push(`${place} has a coefficient that is not a positive whole number`);
  }
  if (!isIncreasing(positions.filter((position) => position !== undefined))) {
    problems.push(`${place} lists species out of order or twice`);
  }
  return problems;
}

function eventProblems(event: NetworkEvent, known: KnownIdentifiers): readonly string[] {
  const place = `the event \`${event.id}\``;
  const { trigger } = event;
  const problems = event.assignments.flatMap(({ target, value }) => [
    ...(isKnown(target, known) ? [] : [`${place} assigns to the unknown ${target.kind} \`${target.id}\``]),
    ...expressionProblems(place, value, known),
  ]);
  switch (trigger.kind) {
    case "at":
      return Number.isFinite(trigger.time) ? problems : [...problems, `${place} fires at ${trigger.time}`];
    case "every":
      return [
        ...problems,
        ...(isPositive(trigger.period) ? [] : [`${place} has the period ${trigger.period}`]),
        ...(isPositive(trigger.first ?? 1) ? [] : [`${place} first fires at ${trigger.first}`]),
      ];
    case "when":
      return [...problems, ...expressionProblems(place, trigger.condition, known)];
  }
}

function isPositive(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function expressionProblems(
  place: string,
  expression: RateExpression,
  known: KnownIdentifiers,
): readonly string[] {
  return subexpressions(expression).flatMap((part) => {
    if (part.kind === "number" && !Number.isFinite(part.value))
      return [`${place} holds the number ${part.value}`];
    if ((part.kind === "species" || part.kind === "parameter") && !isKnown(part, known)) {
      return [`${place} names the unknown ${part.kind} \`${part.id}\``];
    }
    if (part.kind === "call" && !hasRightArgumentCount(part))
      return [`${place} calls \`${part.function}\` wrongly`];
    return [];
  });
}

function hasRightArgumentCount(call: Extract<RateExpression, { kind: "call" }>): boolean {
  const takesMany = call.function === "min" || call.function === "max";
  return takesMany ? call.arguments.length >= 1 : call.arguments.length === 1;
}

function isKnown(named: { kind: "species" | "parameter"; id: string }, known: KnownIdentifiers): boolean {
  return named.kind === "species" ? known.species.has(named.id) : known.parameters.has(named.id);
}

function learningProblems(network: ReactionNetwork, known: KnownIdentifiers): readonly string[] {
  const { learning } = network;
  if (learning === undefined) return [];
  const { inputs, targets, weights, outputs, states, gradients } = learning;
  const rails: readonly Rails[] = [...inputs, ...targets, ...weights, ...outputs, ...states, ...gradients];
  const phases = new Set(network.phases.map(({ name }) => name));
  const problems = rails
    .filter((pair) => !railIds([pair]).every((id) => known.species.has(id)))
    .map(({ name }) => `a rail of \`${name}\` is not a species`);
  if ([...learning.inferencePhases, ...learning.learningPhases].some((phase) => !phases.has(phase))) {
    problems.push("the learning circuit names an unknown phase");
  }
  problems.push(...expressionProblems("the loss", learning.loss, known));
  if (gradients.length !== 0 && gradients.length !== weights.length) {
    problems.push(`there are ${gradients.length} gradients for ${weights.length} weights`);
  }
  return problems;
}

function repeated(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  return [...twice];
}

function isIncreasing(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value > values[index - 1]!);
}
