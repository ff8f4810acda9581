// Program and phase → what happens in that phase: which reactions run, what they change, and which of the changed
// species are read by a rate. Everything that stays constant in the phase can then be folded into coefficients.
import { type Code, Opcode, type Program, type ProgramReaction } from "../bytecode/bytecode-format.js";

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
  /** Species indices of the unknowns, those read by some rate first. */
  readonly unknowns: readonly number[];
  /** How many unknowns are read by some rate; the others only accumulate. */
  readonly coreSize: number;
}

/** The reactions of a phase (of the whole program for `undefined`) that change a species which is not clamped. */
export function findActiveReactions(program: Program, phase: number | undefined): ActiveReactions {
  const running: Pick<ActiveReaction, "reaction" | "index" | "changes">[] = [];
  const isChanged = new Uint8Array(program.species.length);
  program.reactions.forEach((reaction, index) => {
    const { phases } = reaction;
    if (phases.length > 0 && (phase === undefined || !phases.includes(phase))) return;
    const changes = changesOf(reaction, program);
    if (changes.length === 0) return;
    running.push({ reaction, index, changes });
    for (const [species] of changes) isChanged[species] = 1;
  });
  const isRead = new Uint8Array(program.species.length);
  const reactions = running.map(({ reaction, index, changes }): ActiveReaction => {
    const { factors, variables, hasVaryingLaw } = dependencies(reaction, isChanged);
    for (const species of factors) isRead[species] = 1;
    for (const species of variables) isRead[species] = 1;
    return { reaction, index, changes, factors, variables, hasVaryingLaw };
  });
  const changed = [...isChanged.keys()].filter((species) => isChanged[species] === 1);
  const core = changed.filter((species) => isRead[species] === 1);
  return {
    reactions,
    unknowns: [...core, ...changed.filter((species) => isRead[species] === 0)],
    coreSize: core.length,
  };
}

function changesOf({ reactants, products }: ProgramReaction, program: Program): readonly SpeciesChange[] {
  const changed: number[] = [];
  const amounts: number[] = [];
  const add = (species: number, amount: number): void => {
    if (program.species[species]!.clamped) return;
    const place = changed.indexOf(species);
    if (place >= 0) amounts[place]! += amount;
    else {
      changed.push(species);
      amounts.push(amount);
    }
  };
  for (const { species, coefficient } of reactants) add(species, -coefficient);
  for (const { species, coefficient } of products) add(species, coefficient);
  const changes: SpeciesChange[] = [];
  for (const [place, species] of changed.entries())
    if (amounts[place] !== 0) changes.push([species, amounts[place]!]);
  return changes;
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
