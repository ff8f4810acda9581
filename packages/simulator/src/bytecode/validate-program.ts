// Whether a program can be run: every index in range, every number finite, every code leaving exactly one number.

import { InternalError } from "../internal-error.js";
import { type Code, Opcode, operandCounts, type Program, type ProgramReaction } from "./bytecode-format.js";

/** Deepest stack a code may use. */
const DEEPEST_STACK = 10_000;
/** Most molecules of one species in a reaction. */
const LARGEST_COEFFICIENT = 1_000;

/** Throws unless the program is sound: compilers and `decodeBytecode` deliver only sound ones. */
export function requireValidProgram(program: Program): void {
  const problem = findProgramProblem(program);
  if (problem !== undefined) throw new InternalError(`Invalid program: ${problem}`);
}

/** What is wrong with the program, in one sentence; undefined if nothing is. */
export function findProgramProblem(program: Program): string | undefined {
  for (const { name, value } of program.parameters) {
    if (!Number.isFinite(value)) return `Parameter ${name} has no finite value.`;
  }
  for (const { name, initial } of program.species) {
    if (!Number.isFinite(initial)) return `Species ${name} has no finite initial concentration.`;
    if (initial < 0) return `Species ${name} has a negative initial concentration.`;
  }
  return (
    findPhaseProblem(program) ??
    findReactionProblem(program) ??
    findEventProblem(program) ??
    findObservableProblem(program)
  );
}

function findPhaseProblem({ phases }: Program): string | undefined {
  if (phases.length === 0) return undefined;
  for (const { name, duration } of phases) {
    if (!(duration >= 0 && duration < Number.POSITIVE_INFINITY))
      return `Phase ${name} has no finite duration of 0 or more.`;
  }
  const total = phases.reduce((sum, { duration }) => sum + duration, 0);
  if (total === Number.POSITIVE_INFINITY) return "The durations of all phases together are not finite.";
  return total > 0 ? undefined : "All phases have duration 0.";
}

function findReactionProblem(program: Program): string | undefined {
  for (const reaction of program.reactions) {
    const problem = findComplexProblem(reaction, program) ?? findRateProblem(reaction, program);
    if (problem !== undefined) return `Reaction ${reaction.name}: ${problem}`;
  }
  return undefined;
}

function findComplexProblem(
  { reactants, products, phases }: ProgramReaction,
  program: Program,
): string | undefined {
  for (const { species, coefficient } of [...reactants, ...products]) {
    if (!isIndex(species, program.species)) return `there is no species with index ${species}.`;
    if (!Number.isInteger(coefficient) || coefficient < 1 || coefficient > LARGEST_COEFFICIENT) {
      return `${coefficient} is no stoichiometric coefficient.`;
    }
  }
  const missing = phases.find((phase) => !isIndex(phase, program.phases));
  return missing === undefined ? undefined : `there is no phase with index ${missing}.`;
}

function findRateProblem({ rate }: ProgramReaction, program: Program): string | undefined {
  const problem = findCodeProblem(rate.code, program);
  if (problem !== undefined) return `rate: ${problem}`;
  const varies = rate.code.some(({ opcode }) => opcode === Opcode.species || opcode === Opcode.time);
  return rate.kind === "mass-action" && varies
    ? "the rate constant of mass action reads a species or the time."
    : undefined;
}

function findEventProblem(program: Program): string | undefined {
  for (const { name, trigger, assignments } of program.events) {
    const problem =
      findTriggerProblem(trigger, program) ??
      assignments.map(({ value }) => findCodeProblem(value, program)).find((found) => found !== undefined);
    if (problem !== undefined) return `Event ${name}: ${problem}`;
    const unknown = assignments.find(
      ({ target }) =>
        !isIndex(target.index, target.kind === "species" ? program.species : program.parameters),
    );
    if (unknown !== undefined)
      return `Event ${name}: there is no ${unknown.target.kind} with index ${unknown.target.index}.`;
  }
  return undefined;
}

function findTriggerProblem(
  trigger: Program["events"][number]["trigger"],
  program: Program,
): string | undefined {
  switch (trigger.kind) {
    case "at":
      return Number.isFinite(trigger.time) ? undefined : "its time is not finite.";
    case "every":
      if (!(trigger.period > 0 && trigger.period < Number.POSITIVE_INFINITY))
        return "its period is not a positive number.";
      return trigger.first === undefined || (trigger.first > 0 && trigger.first < Number.POSITIVE_INFINITY)
        ? undefined
        : "its first time is not a positive number.";
    case "when":
      return findCodeProblem(trigger.condition, program);
  }
}

function findObservableProblem(program: Program): string | undefined {
  for (const { name, code } of program.observables) {
    const problem = findCodeProblem(code, program);
    if (problem !== undefined) return `Observable ${name}: ${problem}`;
  }
  return undefined;
}

/** Checks opcodes, operands and that the stack never runs empty, stays within bounds and ends with one number. */
function findCodeProblem(code: Code, program: Program): string | undefined {
  let depth = 0;
  for (const [place, { opcode, operand }] of code.entries()) {
    const count = operandCounts[opcode];
    if (count === undefined) return `instruction ${place} has the unknown opcode ${opcode}.`;
    if (depth < count) return `instruction ${place} finds too few values on the stack.`;
    depth += 1 - count;
    if (depth > DEEPEST_STACK) return `it needs more than ${DEEPEST_STACK} places on the stack.`;
    if (opcode === Opcode.number && !Number.isFinite(operand))
      return `instruction ${place} pushes no finite number.`;
    if (opcode === Opcode.parameter && !isIndex(operand, program.parameters)) {
      return `there is no parameter with index ${operand}.`;
    }
    if (opcode === Opcode.species && !isIndex(operand, program.species))
      return `there is no species with index ${operand}.`;
  }
  return depth === 1 ? undefined : `it leaves ${depth} values on the stack instead of one.`;
}

function isIndex(index: number, list: readonly unknown[]): boolean {
  return Number.isInteger(index) && index >= 0 && index < list.length;
}
