// Network → text that shows everything but spans: for goldens, previews and messages. Not read back by anything.

import { expressionText, numberText } from "./expression-text.js";
import type {
  NetworkEvent,
  Parameter,
  Rails,
  Reaction,
  ReactionNetwork,
  Species,
} from "./reaction-network.js";
import { reactionText } from "./reaction-text.js";
import { unitInNetwork } from "./unit-dimension.js";

/** One line for each parameter, species, reaction, event, phase, read-out and quantity of the learning circuit. */
export function printNetwork(network: ReactionNetwork): string {
  const units = Object.entries(network.units).filter(([, unit]) => unit !== undefined);
  return [
    `network ${network.name}`,
    ...units.map(([quantity, unit]) => `  ${quantity} in ${unit}`),
    `  kinetics ${network.kinetics}`,
    ...section(
      "parameters",
      network.parameters.map((parameter) => parameterLine(parameter, network)),
    ),
    ...section("species", network.species.map(speciesLine)),
    ...section(
      "reactions",
      network.reactions.map((reaction) => reactionLine(reaction, network)),
    ),
    ...section(
      "events",
      network.events.map((event) => eventLine(event, network)),
    ),
    ...section(
      "phases",
      network.phases.map(({ name, duration }) => `${name} for ${numberText(duration)}`),
    ),
    ...section(
      "read-outs",
      network.observables.map(({ name, value }) => `${name} = ${expressionText(value, network.units)}`),
    ),
    ...learningLines(network),
    ...clockLines(network),
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function parameterLine(parameter: Parameter, { units }: ReactionNetwork): string {
  const { id, name, value } = parameter;
  const unit = unitInNetwork(parameter, units);
  return `${id}${alias(id, name)} = ${numberText(value)}${unit === undefined ? "" : ` [${unit}]`}`;
}

function speciesLine({ id, name, initial, clamped, role }: Species): string {
  return `${id}${alias(id, name)} = ${numberText(initial)} ${clamped ? "clamped " : ""}${role}`;
}

function alias(id: string, name: string): string {
  return id === name ? "" : ` (${name})`;
}

function reactionLine(reaction: Reaction, { units }: ReactionNetwork): string {
  const phases = reaction.phases.length === 0 ? "always" : reaction.phases.join(", ");
  const rules = [...new Set(reaction.provenance.map(({ rule }) => rule))].join("; ");
  return `${reaction.id}: ${reactionText(reaction, units)}  | ${phases} | ${reaction.role} | ${rules}`;
}

function eventLine({ id, trigger, assignments: all }: NetworkEvent, { units }: ReactionNetwork): string {
  const assignments = all.map(({ target, value }) => `${target.id} = ${expressionText(value, units)}`);
  return `${id}: ${triggerText(trigger, units)} { ${assignments.join("; ")} }`;
}

/** When an event happens, as it stands in a text. */
export function triggerText(trigger: NetworkEvent["trigger"], units: ReactionNetwork["units"]): string {
  switch (trigger.kind) {
    case "at":
      return `at ${numberText(trigger.time)}`;
    case "every":
      return `every ${numberText(trigger.period)}${trigger.first === undefined ? "" : ` from ${numberText(trigger.first)}`}`;
    case "when":
      return `when ${expressionText(trigger.condition, units)}`;
  }
}

function learningLines({ learning, units }: ReactionNetwork): readonly string[] {
  if (learning === undefined) return [];
  const rails = (title: string, list: readonly Rails[]) =>
    list.map(
      ({ name, positive, negative }) =>
        `${title} ${name} on ${[positive, negative ?? "nothing"].join(" and ")}`,
    );
  return section("learning", [
    ...rails("input", learning.inputs),
    ...rails("target", learning.targets),
    ...learning.weights.map(
      ({ name, positive, negative, restricted }) =>
        `weight ${name} on ${positive} and ${negative ?? "nothing"}${restricted ? ", >= 0" : ""}`,
    ),
    ...rails("state", learning.states),
    ...rails("output", learning.outputs),
    ...rails("gradient", learning.gradients),
    ...(learning.feed === undefined ? [] : [`fed ${triggerText(learning.feed.trigger, units)}`]),
    `inference in ${learning.inferencePhases.join(", ")}`,
    `learning in ${learning.learningPhases.join(", ")}`,
    `loss ${expressionText(learning.loss, units)}`,
  ]);
}

function clockLines({ clock }: ReactionNetwork): readonly string[] {
  if (clock === undefined) return [];
  return section("clock", [
    `${clock.kind} with period ${numberText(clock.period)}`,
    ...clock.windows.map(
      ({ name, phases, species, start, area }) =>
        `${name} by ${species ?? "events"} from ${numberText(start)} for ${numberText(area)}: ${phases.join(", ")}`,
    ),
  ]);
}
