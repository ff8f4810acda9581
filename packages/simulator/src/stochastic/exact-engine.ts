// Propensities of mass action → a WebAssembly module that simulates them as the interpreter does, number by number.
import {
  type WasmInstance,
  type WasmInterface,
  type WasmModule,
  webAssembly,
} from "../engine/webassembly-global.js";
import type { Random } from "../random.js";
import { createModuleBuilder } from "../webassembly/module-builder.js";
import { parseKernel } from "../webassembly/parse-kernel.js";
import { AdvanceStatus, exactKernel } from "./exact-kernel.js";
import { type ExactTables, fillExactTables, layOutExactTables, MOST_FACTORS } from "./exact-tables.js";
import { type MoleculeState, type PropensitySystem, refreshConstants } from "./propensity-system.js";

/** A stretch of time in which nothing but reactions happens. */
export interface ExactStretch {
  readonly state: MoleculeState;
  readonly random: Random;
  readonly from: number;
  readonly end: number;
  /** Samples at or after this time are left out. */
  readonly lastSample: number;
  /** Number of the first requested time that was not sampled yet. */
  readonly nextSample: number;
  /** How many events may happen before it is asked again; 0 ends the stretch. */
  readonly allowedEvents: () => number;
  /** Told how many events there were, and the counts and the time after them; true ends the stretch. */
  readonly countEvents: (events: number, counts: Float64Array, time: number) => boolean;
  /** Told the counts by species index at a requested time, given by its number. */
  readonly takeSample: (counts: Float64Array, sample: number) => void;
}

/** Where a stretch ended; counts and random numbers are then those of that time. */
export interface ExactStretchEnd {
  readonly time: number;
  /** `left`: what comes next is beyond the kernel. */
  readonly outcome: "finished" | "ended" | "left";
}

export interface ExactEngine {
  readonly run: (stretch: ExactStretch) => ExactStretchEnd;
}

const PAGE = 65_536;
/** Larger tables are left to the interpreter. */
const MOST_MEMORY = 1 << 30;
/** Other rate constants, if not 0, are left to the interpreter: in units they could leave the range of numbers. */
const LEAST = 2 ** -500;
const MOST = 2 ** 500;
/** A call of the module ends after so many events, so that better code can take its place. */
const LONGEST_CALL = 1 << 14;

/** The engine of a system for runs sampled at these times; undefined where only the interpreter can run it. */
export function createExactEngine(
  system: PropensitySystem,
  species: number,
  times: ArrayLike<number>,
): ExactEngine | undefined {
  const wasm = webAssembly();
  if (wasm === undefined || !isSupported(system)) return undefined;
  const tables = layOutExactTables(system, species, times.length);
  if (tables.memoryBytes > MOST_MEMORY) return undefined;
  const module = moduleOf(wasm, tables);
  return module && startEngine(wasm, module, { system, species, times, tables });
}

function isSupported({ reactions, isLaw, factors }: PropensitySystem): boolean {
  return (
    reactions.length > 0 &&
    isLaw.every((law) => law === 0) &&
    reactions.every((_, r) => factors.start[r + 1]! - factors.start[r]! <= MOST_FACTORS)
  );
}

/** Modules by what they are made of: parts of an ensemble are simulated one after the other. */
const modules = new Map<string, WasmModule>();
const MOST_MODULES = 32;

/** Undefined where code may not be generated. */
function moduleOf(wasm: WasmInterface, tables: ExactTables): WasmModule | undefined {
  const key = JSON.stringify([tables.constants, tables.factors]);
  const known = modules.get(key);
  if (known !== undefined) return known;
  const builder = createModuleBuilder({ memory: { minimumPages: 1 } });
  builder.addKernel(parseKernel(exactKernel(tables)), tables.constants);
  const bytes = builder.build();
  if (!mayGenerateCode(wasm)) return undefined;
  const module = new wasm.Module(bytes);
  if (modules.size >= MOST_MODULES) modules.clear();
  modules.set(key, module);
  return module;
}

function mayGenerateCode(wasm: WasmInterface): boolean {
  try {
    return new wasm.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) !== undefined;
  } catch {
    return false;
  }
}

interface EngineParts {
  readonly system: PropensitySystem;
  readonly species: number;
  readonly times: ArrayLike<number>;
  readonly tables: ExactTables;
}

function startEngine(wasm: WasmInterface, module: WasmModule, parts: EngineParts): ExactEngine {
  const { system, species, times, tables } = parts;
  const memory = new wasm.Memory({ initial: Math.ceil(tables.memoryBytes / PAGE) });
  const { exports } = new wasm.Instance(module, { env: { memory } });
  const numbers = new Float64Array(memory.buffer);
  const integers = new Int32Array(memory.buffer);
  const place = (name: string): number => tables.constants[name]!;
  fillExactTables(memory.buffer, tables, system);
  for (let i = 0; i < times.length; i++) numbers[place("TIMES") / 8 + i] = times[i]!;
  numbers[place("TIMES") / 8 + times.length] = Number.POSITIVE_INFINITY;
  const counts = numbers.subarray(place("X") / 8, place("X") / 8 + species);
  const words = integers.subarray(place("STATE") / 4, place("STATE") / 4 + 8);
  const running: RunningModule = { exports, numbers, integers, place, counts, words };
  return {
    run: (stretch) => {
      const { state, random } = stretch;
      refreshConstants(system, state);
      const isSimulated = setConstants(running, system.constants) && enter(running, stretch);
      if (!isSimulated) return { time: stretch.from, outcome: "left" };
      const outcome = advance(running, stretch);
      state.counts.set(counts);
      random.words.set(words);
      for (let i = 0; i < species; i++) state.concentrations[i] = counts[i]! / state.volume;
      return { time: numbers[place("TIME") / 8]!, outcome };
    },
  };
}

interface RunningModule extends WasmInstance {
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
  /** The address of a table or a value of that name. */
  readonly place: (name: string) => number;
  readonly counts: Float64Array;
  /** State of the random numbers. */
  readonly words: Int32Array;
}

/** False if the module cannot simulate with these constants. */
function setConstants({ numbers, place }: RunningModule, constants: Float64Array): boolean {
  numbers.set(constants, place("CONSTANTS") / 8);
  return constants.every((constant) => constant === 0 || (constant >= LEAST && constant <= MOST));
}

/** False if the module cannot simulate from this state. */
function enter(module: RunningModule, stretch: ExactStretch): boolean {
  const { exports, numbers, integers, place, counts, words } = module;
  counts.set(stretch.state.counts);
  words.set(stretch.random.words);
  numbers[place("TIME") / 8] = stretch.from;
  numbers[place("END") / 8] = stretch.end;
  numbers[place("LAST_SAMPLE") / 8] = stretch.lastSample;
  integers[place("NEXT") / 4] = place("TIMES") + 8 * stretch.nextSample;
  return exports["enter"]!() !== 0;
}

function advance(module: RunningModule, stretch: ExactStretch): ExactStretchEnd["outcome"] {
  const { exports, integers, numbers, place, counts } = module;
  for (;;) {
    const status = exports["advance"]!(Math.min(LONGEST_CALL, stretch.allowedEvents()));
    fetchSamples(module, stretch.takeSample);
    if (stretch.countEvents(integers[place("FIRED") / 4]!, counts, numbers[place("TIME") / 8]!)) {
      exports["leave"]!();
      return "ended";
    }
    if (status === AdvanceStatus.done) return "finished";
    if (status === AdvanceStatus.left) return "left";
  }
}

function fetchSamples(
  { numbers, integers, place, counts }: RunningModule,
  take: ExactStretch["takeSample"],
): void {
  const rows = integers[place("ROWS") / 4]!;
  const first = (integers[place("NEXT") / 4]! - place("TIMES")) / 8 - rows;
  for (let row = 0; row < rows; row++) {
    const start = place("SAMPLES") / 8 + row * counts.length;
    take(numbers.subarray(start, start + counts.length), first + row);
  }
  integers[place("ROWS") / 4] = 0;
}
