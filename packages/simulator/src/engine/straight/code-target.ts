// Where straight-line code of a system goes, and how its arrays are numbered.
import type { ModuleBuilder } from "../../webassembly/module-builder.js";
import type { SystemStructure } from "../system-structure.js";
import type { ExpressionGraph } from "./expression-graph.js";
import { type ArrayPlace, addStraightLine } from "./straight-line-functions.js";

/** Addresses of what the functions read and write, besides what they are passed. */
export interface SystemAddresses {
  /** Concentrations by species index, and the rate constants by reaction of the program. */
  readonly state: number;
  readonly rateConstants: number;
  readonly coefficients: number;
  /** Entries of the factored matrix, and a vector for its solution. */
  readonly matrix: number;
  readonly scratch: number;
  /** Σ |∂fᵢ/∂yⱼ| over the unknowns that i and j depend on each other with, by i. */
  readonly rowSums: number;
  /** Sums over the stages of a step, and their error, by item. */
  readonly sums: number;
  readonly sumErrors: number;
}

/** A module, a system, and the places of its numbers. */
export interface CodeTarget {
  readonly module: ModuleBuilder;
  /** Put before the names of the functions. */
  readonly prefix: string;
  readonly structure: SystemStructure;
  readonly addresses: SystemAddresses;
}

/** Arrays of all graphs here, by number: fixed ones first, then those that parameters 0, 1 and 2 point to. */
export const STATE = 0;
export const RATE_CONSTANTS = 1;
export const COEFFICIENTS = 2;
export const MATRIX = 3;
export const SCRATCH = 4;
export const SUMS = 5;
export const SUM_ERRORS = 6;
export const ROW_SUMS = 7;
export const FIRST = 8;
export const SECOND = 9;
export const THIRD = 10;

/** What a parameter of a function is. */
type ParameterKind = "addresses" | "numbers";

/** Adds a function that carries out the stores of a graph. */
export function addFunction(
  { module, prefix, addresses }: CodeTarget,
  name: string,
  graph: ExpressionGraph,
  parameters: readonly ParameterKind[],
): void {
  const arrays: ArrayPlace[] = [
    { address: addresses.state },
    { address: addresses.rateConstants },
    { address: addresses.coefficients },
    { address: addresses.matrix },
    { address: addresses.scratch },
    { address: addresses.sums },
    { address: addresses.sumErrors },
    { address: addresses.rowSums },
    { pointer: 0 },
    { pointer: 1 },
    { pointer: 2 },
  ];
  const types = parameters.map((kind) => (kind === "addresses" ? ("i32" as const) : ("f64" as const)));
  addStraightLine(module, graph, { name: `${prefix}${name}`, parameters: types, arrays });
}
