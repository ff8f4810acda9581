// Program → text that a person can read and a test can compare. One line for each thing, stack code on one line.

import { type Code, Opcode, type OpcodeName, type Program, type ProgramTerm } from "@ncrn/simulator";

/** Everything that the binary form holds; the same program gives the same text. */
export function bytecodeText(program: Program): string {
  const { parameters, species, reactions, events, phases, observables } = program;
  return [
    `program ${program.name}`,
    ...section(
      "parameters",
      parameters.map(({ name, value }) => `${name} = ${value}`),
    ),
    ...section(
      "species",
      species.map(({ name, initial, clamped }) => `${name} = ${initial}${clamped ? " clamped" : ""}`),
    ),
    ...section(
      "phases",
      phases.map(({ name, duration }) => `${name} ${duration}`),
    ),
    ...section(
      "reactions",
      reactions.map((reaction) => reactionLine(reaction, program)),
    ),
    ...section(
      "events",
      events.map((event) => eventLine(event, program)),
    ),
    ...section(
      "observables",
      observables.map(({ name, code }) => `${name}: ${codeText(code, program)}`),
    ),
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : [`${title} ${lines.length}`, ...lines.map((line, index) => `  ${index} ${line}`)];
}

function reactionLine(reaction: Program["reactions"][number], program: Program): string {
  const phases = reaction.phases.map((index) => program.phases[index]!.name).join(" ");
  return [
    `${reaction.name}: ${sideText(reaction.reactants, program)} -> ${sideText(reaction.products, program)}`,
    `${reaction.rate.kind} ${codeText(reaction.rate.code, program)}`,
    phases === "" ? "always" : phases,
  ].join(" | ");
}

function sideText(terms: readonly ProgramTerm[], program: Program): string {
  if (terms.length === 0) return "0";
  return terms
    .map(({ species, coefficient }) => `${coefficient} ${program.species[species]!.name}`)
    .join(" + ");
}

function eventLine(event: Program["events"][number], program: Program): string {
  const assignments = event.assignments.map(({ target, value }) => {
    const named = target.kind === "species" ? program.species : program.parameters;
    return `${named[target.index]!.name}: ${codeText(value, program)}`;
  });
  const trigger = triggerText(event.trigger, program);
  const head = event.name === trigger ? trigger : `${event.name}: ${trigger}`;
  return [head, ...assignments].join(" | ");
}

function triggerText(trigger: Program["events"][number]["trigger"], program: Program): string {
  switch (trigger.kind) {
    case "at":
      return `at ${trigger.time}`;
    case "every":
      return `every ${trigger.period}${trigger.first === undefined ? "" : ` from ${trigger.first}`}`;
    case "when":
      return `when ${codeText(trigger.condition, program)}`;
  }
}

const opcodeNames = Object.fromEntries(
  Object.entries(Opcode).map(([name, number]) => [number, name]),
) as Readonly<Record<number, OpcodeName>>;

/** Instructions in the order in which they run; what is pushed stands for itself. */
function codeText(code: Code, program: Program): string {
  return code
    .map(({ opcode, operand }) => {
      switch (opcode) {
        case Opcode.number:
          return String(operand);
        case Opcode.parameter:
          return program.parameters[operand]!.name;
        case Opcode.species:
          return `[${program.species[operand]!.name}]`;
        default:
          return opcodeNames[opcode]!;
      }
    })
    .join(" ");
}
