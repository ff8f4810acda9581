// Reaction network → lowered text: legal `.ncrn` in which every reaction is explicit. Parsed and lowered again it gives
// the same text, comments aside. Rate constants are plain (`k·∏[S]^n`) whatever convention the source had.

import { type Emission, emissionOf } from "../emission.js";
import { expressionText, numberText } from "../network/expression-text.js";
import { transliterate } from "../network/identifiers.js";
import { provenanceComment } from "../network/provenance-comment.js";
import type {
  EventAssignment,
  NetworkEvent,
  Observable,
  Parameter,
  RateExpression,
  ReactionNetwork,
  Species,
  SpeciesRole,
} from "../network/reaction-network.js";
import { reactionText } from "../network/reaction-text.js";
import { renameIdentifiers } from "../network/rename-identifiers.js";
import { unitInNetwork } from "../network/unit-dimension.js";
import { offsetsAsConditions } from "./offsets-as-conditions.js";
import { quotedName } from "./quoted-name.js";
import { withUnitsOfConstants } from "./rate-constant-units.js";
import { type PhaseGroup, reactionsByPhase } from "./reactions-by-phase.js";

/** The lowered text; every network has one. Names are identifiers (`theta_1_2`), in backticks where they are keywords. */
export function ncrnFromReactions(source: ReactionNetwork): Emission<string> {
  const network = withUnitsOfConstants(renameIdentifiers(offsetsAsConditions(source), quotedName));
  const body = [
    network.parameters.map((parameter) => parameterLine(parameter, network)),
    speciesLines(network.species),
    phaseLines(network),
    ...reactionsByPhase(network).map((group) => groupLines(group, network)),
    observableLines(network),
    ...network.events.map((event) => eventLines(event, network)),
  ].filter((lines) => lines.length > 0);
  const text = [
    ...headerLines(network),
    ...unitLines(network),
    ...documentationLines(network.documentation),
    `crn ${quotedName(network.name)} {`,
    ...body.flatMap((lines, index) => (index === 0 ? indented(lines) : ["", ...indented(lines)])),
    "}",
    "",
  ];
  return emissionOf(text.join("\n"), []);
}

function headerLines(network: ReactionNetwork): readonly string[] {
  const { species, reactions, provenance } = network;
  return [
    `// The network ${network.name} of ${provenance.origin.file}, lowered to reactions.`,
    `// ${counted(species.length, "species", "species")}, ${counted(reactions.length, "reaction", "reactions")}.`,
    "",
  ];
}

function counted(count: number, singular: string, plural: string): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

function unitLines({ units }: ReactionNetwork): readonly string[] {
  const entries = Object.entries(units).filter(([, unit]) => unit !== undefined);
  if (entries.length === 0) return [];
  return [`units { ${entries.map(([quantity, unit]) => `${quantity}: ${unit}`).join("; ")} }`, ""];
}

function documentationLines(documentation: string | undefined): readonly string[] {
  if (documentation === undefined) return [];
  return documentation.split(/\r?\n/).map((line) => `/// ${line.trim()}`.trimEnd());
}

function parameterLine(parameter: Parameter, { units }: ReactionNetwork): string {
  const { id, value } = parameter;
  const unit = unitInNetwork(parameter, units);
  return `rate ${id} = ${numberText(value)}${unit === undefined ? "" : ` [${unit}]`}`;
}

/** What a run of generated species is for, as a comment above it. */
const roleComments: Readonly<Record<SpeciesRole, string | undefined>> = {
  species: undefined,
  input: "inputs",
  target: "targets",
  weight: "weights",
  fixed: "fixed quantities",
  state: "states",
  output: "outputs",
  adjoint: "adjoints",
  gradient: "gradients",
  signal: "rails of signals",
  clock: "clock",
  auxiliary: "auxiliary species",
};

function speciesLines(species: readonly Species[]): readonly string[] {
  return species.flatMap(({ id, initial, clamped, role, documentation }, index) => {
    const comment = role === species[index - 1]?.role ? undefined : roleComments[role];
    return [
      ...(comment === undefined ? [] : [`// ${comment}`]),
      ...documentationLines(documentation),
      `${clamped ? "clamped species" : "species"} ${id} = ${numberText(initial)}`,
    ];
  });
}

function phaseLines({ phases }: ReactionNetwork): readonly string[] {
  if (phases.length === 0) return [];
  return [
    "phases {",
    ...indented(phases.map(({ name, duration }) => `${quotedName(name)}: ${numberText(duration)}`)),
    "}",
  ];
}

function groupLines({ phase, reactions }: PhaseGroup, { units }: ReactionNetwork): readonly string[] {
  const lines = reactions.flatMap((reaction, index) => {
    const comment = provenanceComment(reactions[index - 1], reaction);
    return [
      ...(comment === undefined ? [] : [comment]),
      ...documentationLines(reaction.documentation),
      reactionText(reaction, units),
    ];
  });
  return phase === undefined ? lines : [`phase ${quotedName(phase)} {`, ...indented(lines), "}"];
}

function observableLines({ observables, species, parameters, units }: ReactionNetwork): readonly string[] {
  const taken = new Set([...species, ...parameters].map(({ id }) => id));
  return observables
    .filter((observable) => !isSpeciesOfSameName(observable))
    .map(({ name, value }) => {
      let id = quotedName(transliterate(name));
      while (taken.has(id)) id = `${id.replaceAll("`", "")}_value`;
      taken.add(id);
      return `let ${id} = ${expressionText(value, units)}`;
    });
}

/** A signal that needed one rail only is a species, which is a read-out anyway. */
function isSpeciesOfSameName({ name, value }: Observable): boolean {
  return value.kind === "species" && value.id === quotedName(transliterate(name));
}

function eventLines({ trigger, assignments }: NetworkEvent, { units }: ReactionNetwork): readonly string[] {
  const lines = assignments.map((assignment) => assignmentText(assignment, units));
  return [`${triggerText(trigger, units)} {`, ...indented(lines), "}"];
}

function triggerText(trigger: NetworkEvent["trigger"], units: ReactionNetwork["units"]): string {
  switch (trigger.kind) {
    case "at":
      return `at ${numberText(trigger.time)}`;
    case "every":
      return `every ${numberText(trigger.period)}`;
    case "when":
      return `when ${expressionText(trigger.condition, units)}`;
  }
}

/** `A = A + v` is printed as `A += v`. */
function assignmentText({ target, value }: EventAssignment, units: ReactionNetwork["units"]): string {
  if (
    value.kind === "binary" &&
    (value.operator === "+" || value.operator === "-") &&
    isTarget(value.left, target)
  ) {
    return `${target.id} ${value.operator}= ${expressionText(value.right, units)}`;
  }
  return `${target.id} = ${expressionText(value, units)}`;
}

function isTarget(expression: RateExpression, target: EventAssignment["target"]): boolean {
  return expression.kind === target.kind && expression.id === target.id;
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}
