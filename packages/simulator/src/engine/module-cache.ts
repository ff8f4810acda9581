// Modules that were compiled before, by the structure of their systems: new rate constants, initial values, tolerances or
// samples change numbers in memory, not code.
import type { CompileOptions } from "./compile-options.js";
import type { SystemStructure } from "./system-structure.js";
import type { WasmInterface, WasmModule } from "./webassembly-global.js";

/** Everything that code depends on, as one list of numbers. */
export type StructureKey = Float64Array;

/** Longer keys take longer to compare than they save: large systems run in loops, whose code is short. */
const LONGEST_KEY = 100_000;
const MOST_MODULES = 32;

/** The key of a compilation; undefined where code depends on more than structure, or is not worth keeping. */
export function structureKey(
  structures: readonly SystemStructure[],
  options: CompileOptions,
): StructureKey | undefined {
  const {
    species,
    reactions,
    implicit,
    stiff,
    form,
    lanes = 1,
    multistepAfter,
    cycle,
    probes,
    balanced = [],
  } = options;
  if (probes !== undefined || structures.some(({ laws }) => laws.hasLaws)) return undefined;
  const parts: ArrayLike<number>[] = [
    [species, reactions, stiff.length === 0 ? 0 : implicit.order, lanes],
    [
      form === undefined ? 0 : form === "loops" ? 1 : 2,
      typeof multistepAfter === "number" ? multistepAfter : -1,
    ],
    [multistepAfter === "never" ? 1 : 0],
    stiff,
    balanced,
    cycle === undefined ? [] : cycleNumbers(cycle),
    ...structures.flatMap(numbersOf),
  ];
  const length = parts.reduce((sum, part) => sum + 1 + part.length, 0);
  if (length > LONGEST_KEY) return undefined;
  const key = new Float64Array(length);
  let place = 0;
  for (const part of parts) {
    key[place] = part.length;
    key.set(part, place + 1);
    place += 1 + part.length;
  }
  return key;
}

function cycleNumbers(cycle: NonNullable<CompileOptions["cycle"]>): readonly number[] {
  const { cleared, cancelled, given, samples, before, after } = cycle;
  const sizes = [cleared.length, cancelled.length, given.length, samples.length, before.length];
  return [...sizes, ...[...before, ...after].map(({ system }) => system)];
}

function numbersOf({ system }: SystemStructure): readonly ArrayLike<number>[] {
  const { unknowns, coreSize, products, fluxes, reactions, terms, jacobian } = system;
  const { coreProductCount, rateProductCount } = system;
  return [
    [coreSize, coreProductCount, rateProductCount, products.first, system.program.parameters.length],
    unknowns,
    products.left,
    products.right,
    fluxes.start,
    fluxes.species,
    reactions,
    terms.rowStart,
    terms.slot,
    terms.contributionTerm,
    terms.contributionReaction,
    terms.contributionChange,
    jacobian.partEntry,
    jacobian.partTerm,
    jacobian.partMultiplicity,
    jacobian.partSlot,
  ];
}

interface KeptModule {
  readonly key: StructureKey;
  /** What made it. */
  readonly Module: WasmInterface["Module"];
  readonly module: WasmModule;
}

/** Those used last stand last. */
const kept: KeptModule[] = [];

/** The module of an equal compilation, or a new one of these bytes. */
export function moduleOf(
  { Module }: WasmInterface,
  key: StructureKey | undefined,
  bytes: () => Uint8Array,
): WasmModule {
  if (key === undefined) return new Module(bytes());
  const place = kept.findIndex((entry) => entry.Module === Module && isSame(entry.key, key));
  const [found] = place < 0 ? [] : kept.splice(place, 1);
  const entry = found ?? { key, Module, module: new Module(bytes()) };
  kept.push(entry);
  if (kept.length > MOST_MODULES) kept.shift();
  return entry.module;
}

function isSame(a: StructureKey, b: StructureKey): boolean {
  return a.length === b.length && a.every((value, place) => value === b[place]);
}
