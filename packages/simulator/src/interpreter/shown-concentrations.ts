// The unknowns of a solver → concentrations as they are shown and handed on.
import type { OdeSolver } from "./ode-solver.js";

/** Concentrations that lie below zero by no more than this many absolute tolerances are shown as 0. */
const SHOWN_AS_ZERO = 1e3;

/** Writes values by unknown to where their species stand. */
export function showUnknowns(
  { system, absolutes }: OdeSolver,
  values: Float64Array,
  concentrations: Float64Array,
): void {
  const { unknowns } = system;
  for (let i = 0; i < unknowns.length; i++) {
    const value = values[i]!;
    concentrations[unknowns[i]!] = value < 0 && value > -SHOWN_AS_ZERO * absolutes[i]! ? 0 : value;
  }
}
