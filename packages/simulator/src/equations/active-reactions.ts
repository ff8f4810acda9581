// Program and phase → what happens in that phase: which reactions run, what they change, and which of the changed
// species are read by a rate. Everything that stays constant in the phase can then be folded into coefficients.
import { type Code, Opcode, type Program, type ProgramReaction } from "../bytecode/bytecode-format.js";

/** A reaction that changes something in the phase. */
export interface ActiveReaction {
  readonly reaction: ProgramReaction;
  /** What one event adds to each unknown it changes, by species index, without zeros. */
  readonly changes: ReadonlyMap<number, number>;
  /** The unknowns its mass-action law multiplies, by species index, once for each molecule; empty for a law. */
  readonly factors: readonly number[];
  /** The unknowns its law reads, by species index; empty for mass action. */
  readonly variables: readonly number[];
  /** Its law changes within the phase, and not as a product of concentrations. */
  readonly hasVaryingLaw: boolean;
}

export interface ActiveReactions {
  readonly reactions: readonly ActiveReaction[];
  /** Species indices of the unknowns, those read by some rate first. */
  readonly unknowns: readonly number[];
  /** How many unknowns are read by some rate; the others only accumulate. */
  readonly coreSize: number;
}

/** The reactions of a phase (of the whole program for `undefined`) that change a species which is not clamped. */
export function findActiveReactions(program: Program, phase: number | undefined): ActiveReactions {
  const running = program.reactions
    .filter(({ phases }) => phases.length === 0 || (phase !== undefined && phases.includes(phase)))
    .map((reaction) => ({ reaction, changes: changesOf(reaction, program) }))
    .filter(({ changes }) => changes.size > 0);
  const changed = new Set(running.flatMap(({ changes }) => [...changes.keys()]));
  const reactions = running.map(({ reaction, changes }) => ({
    reaction,
    changes,
    ...dependencies(reaction, changed),
  }));
  const read = new Set(reactions.flatMap(({ factors, variables }) => [...factors, ...variables]));
  const inOrder = [...changed].sort((a, b) => a - b);
  const core = inOrder.filter((species) => read.has(species));
  return {
    reactions,
    unknowns: [...core, ...inOrder.filter((species) => !read.has(species))],
    coreSize: core.length,
  };
}

function changesOf(reaction: ProgramReaction, program: Program): Map<number, number> {
  const changes = new Map<number, number>();
  const add = (species: number, amount: number): void => {
    if (!program.species[species]!.clamped) changes.set(species, (changes.get(species) ?? 0) + amount);
  };
  for (const { species, coefficient } of reaction.reactants) add(species, -coefficient);
  for (const { species, coefficient } of reaction.products) add(species, coefficient);
  for (const [species, amount] of changes) if (amount === 0) changes.delete(species);
  return changes;
}

function dependencies(
  reaction: ProgramReaction,
  changed: ReadonlySet<number>,
): Pick<ActiveReaction, "factors" | "variables" | "hasVaryingLaw"> {
  if (reaction.rate.kind === "mass-action") {
    const factors = reaction.reactants
      .filter(({ species }) => changed.has(species))
      .flatMap(({ species, coefficient }) => new Array<number>(coefficient).fill(species));
    return { factors, variables: [], hasVaryingLaw: false };
  }
  const { code } = reaction.rate;
  const variables = speciesReadBy(code).filter((species) => changed.has(species));
  return { factors: [], variables, hasVaryingLaw: variables.length > 0 || readsTime(code) };
}

/** Species indices that the code reads, each once, in order of appearance. */
export function speciesReadBy(code: Code): number[] {
  return [...new Set(code.filter(({ opcode }) => opcode === Opcode.species).map(({ operand }) => operand))];
}

/** Whether the code reads the time. */
export function readsTime(code: Code): boolean {
  return code.some(({ opcode }) => opcode === Opcode.time);
}
