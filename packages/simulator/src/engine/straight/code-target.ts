// Where straight-line code of a system goes, and how its arrays are numbered.
import type { ModuleBuilder } from "../../webassembly/module-builder.js";
import type { SystemStructure } from "../system-structure.js";
import {
  COEFFICIENTS,
  FIXED,
  LAW_SLOPES,
  MATRIX,
  PARAMETERS,
  RATE_CONSTANTS,
  ROW_SUMS,
  SCRATCH,
  SIGNATURE,
  SLOTS,
  STAGE_TIME,
  STATE,
  SUM_ERRORS,
  SUMS,
  TIME,
  TIME_SLOPES,
} from "./array-numbers.js";
import type { ExpressionGraph } from "./expression-graph.js";
import {
  type ArrayPlace,
  addStraightLine,
  type Lanes,
  type StraightLineOptions,
} from "./straight-line-functions.js";

/** Addresses of what the functions read and write, besides what they are passed. */
export interface SystemAddresses {
  /** Concentrations by species index, and the rate constants by reaction of the program. */
  readonly state: number;
  readonly rateConstants: number;
  readonly parameters: number;
  readonly coefficients: number;
  /** What laws need that stays the same during a solve. */
  readonly fixed: number;
  /** Entries of the factored matrix, and a vector for its solution. */
  readonly matrix: number;
  readonly scratch: number;
  /** Σ |∂fᵢ/∂yⱼ| over the unknowns that i and j depend on each other with, by i. */
  readonly rowSums: number;
  /** Sums over the stages of a step, and their error, by item. */
  readonly sums: number;
  readonly sumErrors: number;
  /** The time at which rates are asked for, and that of the start of the step. */
  readonly stageTime: number;
  readonly time: number;
  /** ∂f/∂t of the core, and values and derivatives of laws by slot from the first law's on, as the matrix was factored. */
  readonly timeSlopes: number;
  readonly lawSlopes: number;
  /** On which side of their jumps laws are. */
  readonly signature: number;
  /** Slots of the loops, if there are loops. */
  readonly slots: number;
}

/** A module, a system, and the places of its numbers. */
export interface CodeTarget {
  readonly module: ModuleBuilder;
  /** Put before the names of the functions. */
  readonly prefix: string;
  readonly structure: SystemStructure;
  readonly addresses: SystemAddresses;
  readonly lanes: Lanes;
  /** Rates can be had without loss (balanced-rates.ts). */
  readonly isBalanced: boolean;
}

/** What a parameter of a function is. */
type ParameterKind = "addresses" | "numbers";

/** Adds a function that carries out the stores of a graph. */
export function addFunction(
  target: CodeTarget,
  name: string,
  graph: ExpressionGraph,
  parameters: readonly ParameterKind[],
): void {
  const options = optionsFor(target, name, parameters);
  addStraightLine(target.module, graph, { ...options, neighbours: "one-by-one" });
}

/** The same, with vectors; elements that are stored must not be read but for their own store. */
export function addVectorFunction(
  target: CodeTarget,
  name: string,
  graph: ExpressionGraph,
  parameters: readonly ParameterKind[],
): void {
  const options = optionsFor(target, name, parameters);
  addStraightLine(target.module, graph, { ...options, neighbours: "at-once" });
}

function optionsFor(
  { prefix, addresses, lanes }: CodeTarget,
  name: string,
  parameters: readonly ParameterKind[],
): Omit<StraightLineOptions, "neighbours"> {
  const arrays: ArrayPlace[] = [];
  const put = (array: number, address: number): void => {
    arrays[array] = { address };
  };
  put(STATE, addresses.state);
  put(RATE_CONSTANTS, addresses.rateConstants);
  put(PARAMETERS, addresses.parameters);
  put(COEFFICIENTS, addresses.coefficients);
  put(FIXED, addresses.fixed);
  put(MATRIX, addresses.matrix);
  put(SCRATCH, addresses.scratch);
  put(SUMS, addresses.sums);
  put(SUM_ERRORS, addresses.sumErrors);
  put(ROW_SUMS, addresses.rowSums);
  put(STAGE_TIME, addresses.stageTime);
  put(TIME, addresses.time);
  put(TIME_SLOPES, addresses.timeSlopes);
  put(LAW_SLOPES, addresses.lawSlopes);
  put(SLOTS, addresses.slots);
  put(SIGNATURE, addresses.signature);
  arrays.push({ pointer: 0 }, { pointer: 1 }, { pointer: 2 });
  const types = parameters.map((kind) => (kind === "addresses" ? ("i32" as const) : ("f64" as const)));
  return { name: `${prefix}${name}`, parameters: types, arrays, lanes };
}
