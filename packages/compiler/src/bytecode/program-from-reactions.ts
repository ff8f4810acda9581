// Reaction network → program: identifiers become indices, expressions become stack code. The order of species,
// parameters, reactions, events and phases is kept, so an index in the program is an index in the network.

import { invariant } from "@ncrn/language";
import {
  type Code,
  type Instruction,
  Opcode,
  type OpcodeName,
  type Program,
  type ProgramTerm,
} from "@ncrn/simulator";
import { triggerText } from "../network/print-network.js";
import type {
  NetworkEvent,
  RateExpression,
  RateFunction,
  Reaction,
  ReactionNetwork,
  Stoichiometry,
} from "../network/reaction-network.js";

/**
 * The program that the simulator runs. Names in it are identifiers (`theta_1_2`), not names of the source.
 * Signals, `let` and outputs become read-outs under their source names.
 */
export function programFromReactions(network: ReactionNetwork): Program {
  const indices = indicesOf(network);
  return {
    name: network.name,
    parameters: network.parameters.map(({ id, value }) => ({ name: id, value })),
    species: network.species.map(({ id, initial, clamped }) => ({ name: id, initial, clamped })),
    reactions: network.reactions.map((reaction) => programReaction(reaction, indices)),
    events: network.events.map((event) => programEvent(event, network.units, indices)),
    phases: network.phases.map(({ name, duration }) => ({ name, duration })),
    observables: network.observables.map(({ name, value }) => ({
      name,
      code: codeFromExpression(value, indices),
    })),
  };
}

/** Positions of identifiers in a program. */
interface Indices {
  readonly parameters: ReadonlyMap<string, number>;
  readonly species: ReadonlyMap<string, number>;
  readonly phases: ReadonlyMap<string, number>;
}

function indicesOf(network: ReactionNetwork): Indices {
  return {
    parameters: new Map(network.parameters.map(({ id }, index) => [id, index])),
    species: new Map(network.species.map(({ id }, index) => [id, index])),
    phases: new Map(network.phases.map(({ name }, index) => [name, index])),
  };
}

function programReaction(reaction: Reaction, indices: Indices): Program["reactions"][number] {
  const { rate } = reaction;
  const expression = rate.kind === "mass-action" ? rate.constant : rate.flux;
  return {
    name: reaction.id,
    reactants: programTerms(reaction.reactants, indices),
    products: programTerms(reaction.products, indices),
    rate: { kind: rate.kind, code: codeFromExpression(expression, indices) },
    phases: reaction.phases.map((phase) => indexOf(indices.phases, phase)),
  };
}

function programTerms(terms: readonly Stoichiometry[], indices: Indices): readonly ProgramTerm[] {
  return terms.map(({ species, coefficient }) => ({
    species: indexOf(indices.species, species),
    coefficient,
  }));
}

/** Named by its trigger, so that messages of a run say which event of the text they mean. */
function programEvent(
  event: NetworkEvent,
  units: ReactionNetwork["units"],
  indices: Indices,
): Program["events"][number] {
  const { trigger } = event;
  return {
    name: triggerText(trigger, units),
    trigger:
      trigger.kind === "when"
        ? { kind: "when", condition: codeFromExpression(trigger.condition, indices) }
        : trigger,
    assignments: event.assignments.map(({ target, value }) => ({
      target: {
        kind: target.kind,
        index: indexOf(target.kind === "species" ? indices.species : indices.parameters, target.id),
      },
      value: codeFromExpression(value, indices),
    })),
  };
}

const binaryOpcodes: Readonly<Record<Extract<RateExpression, { kind: "binary" }>["operator"], OpcodeName>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "^": "power",
  "<": "less",
  "<=": "lessEqual",
  ">": "greater",
  ">=": "greaterEqual",
  "==": "equal",
  "!=": "notEqual",
  "&&": "and",
  "||": "or",
};

function codeFromExpression(expression: RateExpression, indices: Indices): Code {
  if (expression.kind === "number") return [{ opcode: Opcode.number, operand: expression.value }];
  const code: Instruction[] = [];
  appendExpression(expression, indices, code);
  return code;
}

/** Operands first, then the operation, so that evaluation needs a stack only. */
function appendExpression(expression: RateExpression, indices: Indices, code: Instruction[]): void {
  const append = (opcode: OpcodeName, operand = 0) => code.push({ opcode: Opcode[opcode], operand });
  switch (expression.kind) {
    case "number":
      append("number", expression.value);
      return;
    case "parameter":
      append("parameter", indexOf(indices.parameters, expression.id));
      return;
    case "species":
      append("species", indexOf(indices.species, expression.id));
      return;
    case "time":
      append("time");
      return;
    case "negate":
    case "not":
      appendExpression(expression.operand, indices, code);
      append(expression.kind);
      return;
    case "binary":
      appendExpression(expression.left, indices, code);
      appendExpression(expression.right, indices, code);
      append(binaryOpcodes[expression.operator]);
      return;
    case "call":
      for (const [position, argument] of expression.arguments.entries()) {
        appendExpression(argument, indices, code);
        // `min` and `max` take two values and are folded from the left; of one value they are that value.
        if (position > 0 || !isExtremum(expression.function)) append(expression.function);
      }
      return;
    case "conditional":
      appendExpression(expression.condition, indices, code);
      appendExpression(expression.thenValue, indices, code);
      appendExpression(expression.elseValue, indices, code);
      append("select");
      return;
  }
}

function isExtremum(name: RateFunction): boolean {
  return name === "min" || name === "max";
}

function indexOf(positions: ReadonlyMap<string, number>, id: string): number {
  const index = positions.get(id);
  invariant(index !== undefined, `\`${id}\` is not in the network`);
  return index;
}
