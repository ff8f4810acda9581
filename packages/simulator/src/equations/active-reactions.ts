// Program and phase → what happens in that phase: which reactions run, what they change, and which of the changed
// species are read by a rate. Everything that stays constant in the phase can then be folded into coefficients.
import { type Code, Opcode, type Program, type ProgramReaction } from "../bytecode/bytecode-format.js";
import type { Lists } from "./sorted-by.js";

/** A reaction that changes something in the phase. */
export interface ActiveReaction {
  readonly reaction: ProgramReaction;
  /** Its index in the program. */
  readonly index: number;
  /** What one event adds to each unknown it changes, without zeros. */
  readonly changes: readonly SpeciesChange[];
  /** The unknowns its mass-action law multiplies, by species index, once for each molecule; empty for a law. */
  readonly factors: readonly number[];
  /** The unknowns its law reads, by species index; empty for mass action. */
  readonly variables: readonly number[];
  /** Its law changes within the phase, and not as a product of concentrations. */
  readonly hasVaryingLaw: boolean;
}

/** A species index, and how many molecules of it an event adds. */
export type SpeciesChange = readonly [species: number, amount: number];

/** What happens in a phase. */
export interface ActiveReactions {
  readonly reactions: readonly ActiveReaction[];
  /** Species indices of the unknowns, those read by some rate first; many of these in the order in which they are read. */
  readonly unknowns: readonly number[];
  /** How many unknowns are read by some rate; the others only accumulate. */
  readonly coreSize: number;
}

/** The reactions of a phase (of the whole program for `undefined`) that change a species which is not clamped. */
export function findActiveReactions(program: Program, phase: number | undefined): ActiveReactions {
  const count = program.species.length;
  const running: { readonly index: number; readonly changes: readonly SpeciesChange[] }[] = [];
  const isChanged = new Uint8Array(count);
  for (let index = 0; index < program.reactions.length; index++) {
    const reaction = program.reactions[index]!;
    const { phases } = reaction;
    if (phases.length > 0 && (phase === undefined || !phases.includes(phase))) continue;
    const changes = changesOf(reaction, program);
    if (changes.length === 0) continue;
    running.push({ index, changes });
    for (const change of changes) isChanged[change[0]] = 1;
  }
  const isRead = new Uint8Array(count);
  const reactions = running.map(({ index, changes }): ActiveReaction => {
    const reaction = program.reactions[index]!;
    const { factors, variables, hasVaryingLaw } = dependencies(reaction, isChanged);
    for (const species of factors) isRead[species] = 1;
    for (const species of variables) isRead[species] = 1;
    return { reaction, index, changes, factors, variables, hasVaryingLaw };
  });
  const read: number[] = [];
  const others: number[] = [];
  for (let species = 0; species < count; species++)
    if (isChanged[species] === 1) (isRead[species] === 1 ? read : others).push(species);
  const core = read.length < FEWEST_REORDERED ? read : inOrderOfReading(read, reactions, count);
  return { reactions, unknowns: [...core, ...others], coreSize: core.length };
}

/** Fewer species lie close together anyway. */
const FEWEST_REORDERED = 32;

/** Species in the order in which rates of change read them, rate by rate: what one of them reads lies close together. */
function inOrderOfReading(
  core: readonly number[],
  reactions: readonly ActiveReaction[],
  speciesCount: number,
): readonly number[] {
  const changing = reactionsChanging(reactions, speciesCount);
  const isPlaced = new Uint8Array(speciesCount);
  const order: number[] = [];
  const place = (species: number): void => {
    if (isPlaced[species] === 1) return;
    isPlaced[species] = 1;
    order.push(species);
  };
  for (const changed of core)
    for (let k = changing.start[changed]!; k < changing.start[changed + 1]!; k++) {
      const { factors, variables } = reactions[changing.items[k]!]!;
      for (const species of factors) place(species);
      for (const species of variables) place(species);
    }
  for (const species of core) place(species);
  return order;
}

/** By species, the reactions that change it. */
function reactionsChanging(reactions: readonly ActiveReaction[], speciesCount: number): Lists {
  const start = new Int32Array(speciesCount + 1);
  for (const { changes } of reactions) for (const change of changes) start[change[0] + 1]!++;
  for (let species = 0; species < speciesCount; species++) start[species + 1]! += start[species]!;
  const next = start.slice();
  const items = new Int32Array(start[speciesCount]!);
  for (let r = 0; r < reactions.length; r++)
    for (const change of reactions[r]!.changes) items[next[change[0]]!++] = r;
  return { start, items };
}

function changesOf({ reactants, products }: ProgramReaction, program: Program): readonly SpeciesChange[] {
  const changes: [species: number, amount: number][] = [];
  let hasZeros = false;
  const add = (species: number, amount: number): void => {
    if (program.species[species]!.clamped) return;
    for (const change of changes)
      if (change[0] === species) {
        change[1] += amount;
        if (change[1] === 0) hasZeros = true;
        return;
      }
    changes.push([species, amount]);
  };
  for (const { species, coefficient } of reactants) add(species, -coefficient);
  for (const { species, coefficient } of products) add(species, coefficient);
  return hasZeros ? changes.filter(([, amount]) => amount !== 0) : changes;
}

const NONE: readonly number[] = [];

function dependencies(
  reaction: ProgramReaction,
  isChanged: Uint8Array,
): Pick<ActiveReaction, "factors" | "variables" | "hasVaryingLaw"> {
  if (reaction.rate.kind === "mass-action") {
    const factors: number[] = [];
    for (const { species, coefficient } of reaction.reactants)
      if (isChanged[species] === 1)
        for (let molecule = 0; molecule < coefficient; molecule++) factors.push(species);
    return { factors, variables: NONE, hasVaryingLaw: false };
  }
  const { code } = reaction.rate;
  const variables = speciesReadBy(code).filter((species) => isChanged[species] === 1);
  return { factors: NONE, variables, hasVaryingLaw: variables.length > 0 || readsTime(code) };
}

/** Species indices that the code reads, each once, in order of appearance. */
export function speciesReadBy(code: Code): number[] {
  return [...new Set(code.filter(({ opcode }) => opcode === Opcode.species).map(({ operand }) => operand))];
}

/** Whether the code reads the time. */
export function readsTime(code: Code): boolean {
  return code.some(({ opcode }) => opcode === Opcode.time);
}
