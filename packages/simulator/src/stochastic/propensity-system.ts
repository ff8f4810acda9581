// Program and phase → propensities, the expected reaction events per unit of time, kept up to date event by event.
// Mass action: k·V·∏ A(A−1)…(A−n+1)/Vⁿ; a law f gives V·f(counts/V). The rate equations are the limit of large V.

import type { Program, ProgramReaction } from "../bytecode/bytecode-format.js";
import { type CompiledCode, compileCode, evaluateCode } from "../code/evaluate-code.js";
import { findActiveReactions, readsTime, speciesReadBy } from "../equations/active-reactions.js";
import { LEAST_TOTAL, MOST_TOTAL, ROUNDING, unitFor } from "./share-unit.js";

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
  /** The species that each rate reads. */
  readonly reads: readonly (readonly number[])[];
  /** Rate constant·V^(1 − order), by reaction; set by `refreshPropensities`. */
  readonly constants: Float64Array;
  /** The factors (count of species − offset) of each mass-action propensity. */
  readonly factors: Lists;
  readonly factorOffsets: Float64Array;
  /** What an event changes. */
  readonly changed: Lists;
  readonly changes: Float64Array;
  /** The reactions whose propensity an event changes. */
  readonly dependents: Lists;
  /** Propensities in units of `unit`, rounded to whole numbers. */
  readonly shares: Float64Array;
  /** Sums over blocks of `BLOCK` shares, over groups of `BLOCK` blocks, and over all. */
  readonly blockSums: Float64Array;
  readonly groupSums: Float64Array;
  total: number;
  /** A power of two, chosen anew when the total is far from what it was. */
  unit: number;
  /** The parameters and the volume that the constants belong to; not numbers before the first refresh. */
  readonly parameters: Float64Array;
  constantsVolume: number;
}

/** How many shares make a block, and how many blocks a group. */
export const BLOCK = 16;

/** Prepares the propensities of a phase (of the whole program for `undefined`). */
export function preparePropensities(program: Program, phase: number | undefined): PropensitySystem {
  const active = findActiveReactions(program, phase).reactions;
  const reactions = active.map(({ reaction }) => reaction);
  const factors = reactions.map(massActionFactors);
  const reads = reactions.map(({ rate }, r) =>
    rate.kind === "law" ? speciesReadBy(rate.code) : factors[r]!.map(({ species }) => species),
  );
  const changed = listsFrom(active.map(({ changes }) => changes.map(([species]) => species)));
  return {
    reactions,
    codes: reactions.map(({ rate }) => compileCode(rate.code)),
    isLaw: Uint8Array.from(reactions, ({ rate }) => (rate.kind === "law" ? 1 : 0)),
    reads,
    constants: new Float64Array(reactions.length),
    factors: listsFrom(factors.map((list) => list.map(({ species }) => species))),
    factorOffsets: Float64Array.from(factors.flat(), ({ offset }) => offset),
    changed,
    changes: Float64Array.from(active.flatMap(({ changes }) => changes.map(([, amount]) => amount))),
    dependents: dependentsOf(changed, readersBySpecies(reads, program.species.length)),
    shares: new Float64Array(reactions.length),
    blockSums: new Float64Array(Math.ceil(reactions.length / BLOCK)),
    groupSums: new Float64Array(Math.ceil(reactions.length / BLOCK ** 2)),
    total: 0,
    unit: 1,
    parameters: new Float64Array(program.parameters.length).fill(Number.NaN),
    constantsVolume: Number.NaN,
  };
}

/** The first reaction whose law reads the time, which exact simulation cannot follow between events. */
export function findTimeDependentLaw(program: Program): ProgramReaction | undefined {
  return program.reactions.find(({ rate }) => rate.kind === "law" && readsTime(rate.code));
}

/**
 * Evaluates everything anew, after parameters or counts were assigned and when the unit does not fit any more. Returns a
 * reaction with an unusable propensity, −1 if none.
 */
export function refreshPropensities(system: PropensitySystem, state: MoleculeState): number {
  const { reactions, shares } = system;
  refreshConstants(system, state);
  let sum = 0;
  let broken = -1;
  for (let r = 0; r < reactions.length; r++) {
    const propensity = propensityOf(system, r, state);
    if (!isUsable(propensity) && broken < 0) broken = r;
    sum += propensity;
  }
  if (broken < 0 && sum === Number.POSITIVE_INFINITY) broken = reactions.length - 1;
  if (broken >= 0) return broken;
  system.unit = unitFor(sum);
  system.total = 0;
  shares.fill(0);
  system.blockSums.fill(0);
  system.groupSums.fill(0);
  for (let r = 0; r < reactions.length; r++) setPropensity(system, r, propensityOf(system, r, state));
  return -1;
}

/** Whether whole numbers of the unit are still fine enough, and not too large. */
export function fitsUnit({ total }: PropensitySystem): boolean {
  return total >= LEAST_TOTAL && total < MOST_TOTAL;
}

/** Evaluates the constants of mass action if the parameters changed. */
export function refreshConstants(system: PropensitySystem, { parameters, volume }: MoleculeState): void {
  if (system.constantsVolume === volume && parameters.every((value, p) => value === system.parameters[p]))
    return;
  const { reactions, constants, codes, isLaw, factors } = system;
  for (let r = 0; r < reactions.length; r++) {
    if (isLaw[r] === 1) continue;
    const order = factors.start[r + 1]! - factors.start[r]!;
    let constant = evaluateCode(codes[r]!, NO_SPECIES, parameters, 0) * volume;
    for (let i = 0; i < order; i++) constant /= volume;
    constants[r] = constant;
  }
  system.parameters.set(parameters);
  system.constantsVolume = volume;
}

const NO_SPECIES = new Float64Array(0);

/** Sum of all propensities. */
export function totalPropensity({ total, unit }: PropensitySystem): number {
  return total * unit;
}

/** The reaction within whose part of the total the fraction (0 ≤ fraction < 1) of it falls. */
export function selectReaction(system: PropensitySystem, fraction: number): number {
  const { shares, blockSums, groupSums, total } = system;
  let rest = Math.floor(fraction * total);
  let group = 0;
  while (rest >= groupSums[group]!) rest -= groupSums[group++]!;
  let block = group * BLOCK;
  while (rest >= blockSums[block]!) rest -= blockSums[block++]!;
  let reaction = block * BLOCK;
  while (rest >= shares[reaction]!) rest -= shares[reaction++]!;
  return reaction;
}

/** Carries out one event of a reaction. Returns a reaction whose propensity became unusable, −1 if none. */
export function fireReaction(system: PropensitySystem, reaction: number, state: MoleculeState): number {
  const { changed, changes, dependents } = system;
  const { counts, concentrations, volume } = state;
  for (let i = changed.start[reaction]!; i < changed.start[reaction + 1]!; i++) {
    const species = changed.items[i]!;
    const count = counts[species]! + changes[i]!;
    counts[species] = count;
    concentrations[species] = count / volume;
  }
  let broken = -1;
  for (let i = dependents.start[reaction]!; i < dependents.start[reaction + 1]!; i++) {
    const dependent = dependents.items[i]!;
    const propensity = propensityOf(system, dependent, state);
    if (isUsable(propensity)) setPropensity(system, dependent, propensity);
    else if (broken < 0) broken = dependent;
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

/** The propensity of a reaction in a state. */
export function propensityOf(system: PropensitySystem, reaction: number, state: MoleculeState): number {
  if (system.isLaw[reaction] === 1)
    return state.volume * evaluateCode(system.codes[reaction]!, state.concentrations, state.parameters, 0);
  const { factors, factorOffsets, constants } = system;
  const end = factors.start[reaction + 1]!;
  let value = constants[reaction]!;
  for (let i = factors.start[reaction]!; i < end; i++)
    value *= state.counts[factors.items[i]!]! - factorOffsets[i]!;
  return value;
}

/**
 * The propensities in a state whose counts need not be whole numbers: where fewer molecules are left than a reaction
 * takes together, its propensity is 0. Returns a reaction with an unusable one, −1 if none.
 */
export function evaluatePropensities(
  system: PropensitySystem,
  state: MoleculeState,
  propensities: Float64Array,
): number {
  refreshConstants(system, state);
  const { factors, factorOffsets, constants } = system;
  for (let r = 0; r < propensities.length; r++) {
    let value = system.isLaw[r] === 1 ? propensityOf(system, r, state) : constants[r]!;
    for (let i = factors.start[r]!; i < factors.start[r + 1]!; i++)
      value *= Math.max(0, state.counts[factors.items[i]!]! - factorOffsets[i]!);
    propensities[r] = value;
    if (!isUsable(value)) return r;
  }
  return -1;
}

function isUsable(propensity: number): boolean {
  return propensity >= 0 && propensity < Number.POSITIVE_INFINITY;
}

/** Sums of whole numbers up to 2⁵³ have no rounding errors: differences may be added to them without end. */
function setPropensity(system: PropensitySystem, reaction: number, propensity: number): void {
  const { shares, blockSums, groupSums } = system;
  const share = propensity / system.unit + ROUNDING - ROUNDING;
  const difference = share - shares[reaction]!;
  const block = Math.floor(reaction / BLOCK);
  const group = Math.floor(block / BLOCK);
  shares[reaction] = share;
  blockSums[block] = blockSums[block]! + difference;
  groupSums[group] = groupSums[group]! + difference;
  system.total += difference;
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

/** By reaction, in ascending order: whoever reads what it changes. */
function dependentsOf(changed: Lists, readers: readonly (readonly number[])[]): Lists {
  const start = new Int32Array(changed.start.length);
  const listedFor = new Int32Array(changed.start.length).fill(-1);
  const found: number[] = [];
  for (let r = 0; r < start.length - 1; r++) {
    for (let i = changed.start[r]!; i < changed.start[r + 1]!; i++) {
      for (const reader of readers[changed.items[i]!]!) {
        if (listedFor[reader] === r) continue;
        listedFor[reader] = r;
        found.push(reader);
      }
    }
    start[r + 1] = found.length;
  }
  const items = Int32Array.from(found);
  for (let r = 0; r < start.length - 1; r++) items.subarray(start[r]!, start[r + 1]!).sort();
  return { start, items };
}

function listsFrom(lists: readonly (readonly number[])[]): Lists {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    start[i + 1] = start[i]! + list.length;
  });
  return { start, items: Int32Array.from(lists.flat()) };
}
