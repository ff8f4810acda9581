// Program and phase → plain mass-action reactions, read from the bytecode by code of its own: what peers are given does
// not go through the simulator that they are compared with.
import { Opcode } from "@ncrn/simulator";

/** @returns {{ rate: number, factors: number[], changes: [number, number][] }[]} species by index */
export function reactionList(program, phase) {
  return program.reactions
    .filter(({ phases }) => phases.length === 0 || phases.includes(phase))
    .map((reaction) => plainReaction(reaction, program))
    .filter(({ rate }) => rate !== 0);
}

function plainReaction({ name, reactants, products, rate }, program) {
  if (rate.kind !== "mass-action") throw new Error(`${program.name}: ${name} is not of mass action`);
  const changes = new Map();
  const add = (species, amount) => changes.set(species, (changes.get(species) ?? 0) + amount);
  for (const { species, coefficient } of reactants) add(species, -coefficient);
  for (const { species, coefficient } of products) add(species, coefficient);
  return {
    rate: rateOf(rate.code, program.parameters),
    factors: reactants.flatMap(({ species, coefficient }) => new Array(coefficient).fill(species)),
    changes: [...changes].filter(([species, amount]) => amount !== 0 && !program.species[species].clamped),
  };
}

const BINARY = new Map([
  [Opcode.add, (a, b) => a + b],
  [Opcode.subtract, (a, b) => a - b],
  [Opcode.multiply, (a, b) => a * b],
  [Opcode.divide, (a, b) => a / b],
  [Opcode.power, (a, b) => a ** b],
]);

/** The value of a rate constant: code over numbers and parameters. */
function rateOf(code, parameters) {
  const stack = [];
  for (const { opcode, operand } of code) {
    if (opcode === Opcode.number) stack.push(operand);
    else if (opcode === Opcode.parameter) stack.push(parameters[operand].value);
    else if (opcode === Opcode.negate) stack.push(-stack.pop());
    else {
      const combine = BINARY.get(opcode);
      if (combine === undefined) throw new Error(`Rate constants with opcode ${opcode} are not read here`);
      const right = stack.pop();
      stack.push(combine(stack.pop(), right));
    }
  }
  return stack[0];
}
