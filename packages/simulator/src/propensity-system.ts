// Program and phase → propensities, the expected reaction events per unit of time, kept up to date event by event.
// Mass action: k·V·∏ A(A−1)…(A−n+1)/Vⁿ; a law f gives V·f(counts/V). The rate equations are the limit of large V.
import { findActiveReactions, readsTime, speciesReadBy } from "./active-reactions.js";
import type { Program, ProgramReaction } from "./bytecode-format.js";
import { type CompiledCode, compileCode, evaluateCode } from "./evaluate-code.js";

/** The number of molecules of each species, and the same as concentrations (count/volume); by species index. */
export interface MoleculeState {
  readonly volume: number;
  readonly counts: Float64Array;
  readonly concentrations: Float64Array;
  readonly parameters: Float64Array;
}

/** Lists of numbers, one after the other: list i is `items[start[i]]` … `items[start[i + 1] − 1]`. */
interface Lists {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** The reactions of one phase with their propensities. Reactions that change nothing are left out. */
export interface PropensitySystem {
  readonly reactions: readonly ProgramReaction[];
  readonly codes: readonly CompiledCode[];
  readonly isLaw: Uint8Array;
  /** Rate constant·V^(1 − order), by reaction; set by `refreshPropensities`. */
  readonly constants: Float64Array;
  /** The factors (count of species − offset) of each mass-action propensity. */
  readonly factors: Lists;
  readonly factorOffsets: Float64Array;
  /** What an event changes. */
  readonly changed: Lists;
  readonly changes: Float64Array;
  /** The reactions whose propensity an event changes, and the blocks these stand in. */
  readonly dependents: Lists;
  readonly dependentBlocks: Lists;
  readonly propensities: Float64Array;
  /** Sums over blocks of `BLOCK` propensities; summed anew on each change, so that rounding does not pile up. */
  readonly blockSums: Float64Array;
}

const BLOCK = 16;

/** Prepares the propensities of a phase (of the whole program for `undefined`). */
export function preparePropensities(program: Program, phase: number | undefined): PropensitySystem {
  const active = findActiveReactions(program, phase).reactions;
  const reactions = active.map(({ reaction }) => reaction);
  const factors = reactions.map(massActionFactors);
  const reads = reactions.map(({ rate }, r) =>
    rate.kind === "law" ? speciesReadBy(rate.code) : factors[r]!.map(({ species }) => species),
  );
  const readers = readersBySpecies(reads, program.species.length);
  const dependents = active.map(({ changes }) =>
    sortedUnion([...changes.keys()].map((species) => readers[species]!)),
  );
  return {
    reactions,
    codes: reactions.map(({ rate }) => compileCode(rate.code)),
    isLaw: Uint8Array.from(reactions, ({ rate }) => (rate.kind === "law" ? 1 : 0)),
    constants: new Float64Array(reactions.length),
    factors: listsFrom(factors.map((list) => list.map(({ species }) => species))),
    factorOffsets: Float64Array.from(factors.flat(), ({ offset }) => offset),
    changed: listsFrom(active.map(({ changes }) => [...changes.keys()])),
    changes: Float64Array.from(active.flatMap(({ changes }) => [...changes.values()])),
    dependents: listsFrom(dependents),
    dependentBlocks: listsFrom(
      dependents.map((list) => [...new Set(list.map((r) => Math.floor(r / BLOCK)))]),
    ),
    propensities: new Float64Array(reactions.length),
    blockSums: new Float64Array(Math.ceil(reactions.length / BLOCK)),
  };
}

/** The first reaction whose law reads the time, which exact simulation cannot follow between events. */
export function findTimeDependentLaw(program: Program): ProgramReaction | undefined {
  return program.reactions.find(({ rate }) => rate.kind === "law" && readsTime(rate.code));
}

/** Evaluates everything anew, after parameters or counts were assigned. Returns a reaction with an unusable propensity, −1 if none. */
export function refreshPropensities(system: PropensitySystem, state: MoleculeState): number {
  const { reactions, constants, codes, isLaw, factors, blockSums } = system;
  let broken = -1;
  for (let r = 0; r < reactions.length; r++) {
    if (isLaw[r] === 0) {
      const order = factors.start[r + 1]! - factors.start[r]!;
      let constant = evaluateCode(codes[r]!, state.concentrations, state.parameters, 0) * state.volume;
      for (let i = 0; i < order; i++) constant /= state.volume;
      constants[r] = constant;
    }
    if (!updatePropensity(system, r, state) && broken < 0) broken = r;
  }
  for (let block = 0; block < blockSums.length; block++) sumBlock(system, block);
  return broken;
}

/** Sum of all propensities. */
export function totalPropensity({ blockSums }: PropensitySystem): number {
  let total = 0;
  for (const sum of blockSums) total += sum;
  return total;
}

/** The reaction within whose share of the total the target (0 ≤ target < total) falls. */
export function selectReaction({ propensities, blockSums }: PropensitySystem, target: number): number {
  let rest = target;
  let block = 0;
  while (block < blockSums.length - 1 && rest >= blockSums[block]!) rest -= blockSums[block++]!;
  const end = Math.min(propensities.length, (block + 1) * BLOCK);
  let last = -1;
  for (let r = block * BLOCK; r < end; r++) {
    const propensity = propensities[r]!;
    if (propensity <= 0) continue;
    if (rest < propensity) return r;
    rest -= propensity;
    last = r;
  }
  // Rounding can leave a rest behind the last reaction.
  return last >= 0 ? last : lastPossible(propensities);
}

/** Carries out one event of a reaction. Returns a reaction whose propensity became unusable, −1 if none. */
export function fireReaction(system: PropensitySystem, reaction: number, state: MoleculeState): number {
  const { changed, changes, dependents, dependentBlocks } = system;
  const { counts, concentrations, volume } = state;
  for (let i = changed.start[reaction]!; i < changed.start[reaction + 1]!; i++) {
    const species = changed.items[i]!;
    const count = counts[species]! + changes[i]!;
    counts[species] = count;
    concentrations[species] = count / volume;
  }
  let broken = -1;
  for (let i = dependents.start[reaction]!; i < dependents.start[reaction + 1]!; i++) {
    if (!updatePropensity(system, dependents.items[i]!, state)) broken = dependents.items[i]!;
  }
  for (let i = dependentBlocks.start[reaction]!; i < dependentBlocks.start[reaction + 1]!; i++) {
    sumBlock(system, dependentBlocks.items[i]!);
  }
  return broken;
}

/** A species that an event of the reaction would take below zero; undefined if there is none. */
export function findShortage(
  { changed, changes }: PropensitySystem,
  reaction: number,
  counts: Float64Array,
): number | undefined {
  for (let i = changed.start[reaction]!; i < changed.start[reaction + 1]!; i++) {
    if (counts[changed.items[i]!]! + changes[i]! < 0) return changed.items[i]!;
  }
  return undefined;
}

/** False if the propensity is negative or not a finite number. */
function updatePropensity(system: PropensitySystem, reaction: number, state: MoleculeState): boolean {
  let value: number;
  if (system.isLaw[reaction] === 0) {
    const { factors, factorOffsets, constants } = system;
    const end = factors.start[reaction + 1]!;
    value = constants[reaction]!;
    for (let i = factors.start[reaction]!; i < end; i++)
      value *= state.counts[factors.items[i]!]! - factorOffsets[i]!;
  } else {
    value = state.volume * evaluateCode(system.codes[reaction]!, state.concentrations, state.parameters, 0);
  }
  system.propensities[reaction] = value;
  return value >= 0 && value < Number.POSITIVE_INFINITY;
}

function sumBlock({ propensities, blockSums }: PropensitySystem, block: number): void {
  const end = Math.min(propensities.length, (block + 1) * BLOCK);
  let sum = 0;
  for (let r = block * BLOCK; r < end; r++) sum += propensities[r]!;
  blockSums[block] = sum;
}

function lastPossible(propensities: Float64Array): number {
  let r = propensities.length - 1;
  while (r > 0 && !(propensities[r]! > 0)) r--;
  return r;
}

/** A(A−1)…: one factor for each molecule, also where a species is listed twice. */
function massActionFactors({ rate, reactants }: ProgramReaction): { species: number; offset: number }[] {
  if (rate.kind === "law") return [];
  const used = new Map<number, number>();
  return reactants.flatMap(({ species, coefficient }) =>
    Array.from({ length: coefficient }, () => {
      const offset = used.get(species) ?? 0;
      used.set(species, offset + 1);
      return { species, offset };
    }),
  );
}

function readersBySpecies(reads: readonly (readonly number[])[], speciesCount: number): number[][] {
  const readers: number[][] = Array.from({ length: speciesCount }, () => []);
  reads.forEach((list, reaction) => {
    for (const species of new Set(list)) readers[species]!.push(reaction);
  });
  return readers;
}

function sortedUnion(lists: readonly (readonly number[])[]): number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

function listsFrom(lists: readonly (readonly number[])[]): Lists {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    start[i + 1] = start[i]! + list.length;
  });
  return { start, items: Int32Array.from(lists.flat()) };
}
