// The length of the first step (Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.4), from one
// explicit Euler step.
import { exp, log } from "@ncrn/elementary-functions";
import { evaluateRates } from "./evaluate-system.js";
import type { OdeSolver } from "./ode-solver.js";

/** A first step for the solution that starts in `solver.y` with `solver.rates`; at most `span`. */
export function initialStep(solver: OdeSolver, span: number): number {
  const { system, y, rates, nextRates, next, time, size } = solver;
  const solutionSize = scaledSize(solver, y);
  const rateSize = scaledSize(solver, rates);
  const tiny = solutionSize < 1e-5 || rateSize < 1e-5;
  const trial = Math.min(span, tiny ? 1e-6 * span : (0.01 * solutionSize) / rateSize);
  for (let i = 0; i < size; i++) next[i] = y[i]! + trial * rates[i]!;
  evaluateRates(system, time + trial, next, nextRates);
  for (let i = 0; i < size; i++) nextRates[i] = (nextRates[i]! - rates[i]!) / trial;
  const bendSize = scaledSize(solver, nextRates);
  const largest = Math.max(rateSize, bendSize);
  const step = largest <= 1e-15 ? Math.max(1e-6 * span, 1e-3 * trial) : exp(0.2 * log(0.01 / largest));
  return Math.min(100 * trial, Number.isNaN(step) ? trial : step, span);
}

function scaledSize({ y, size, absolutes, relatives }: OdeSolver, vector: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < size; i++) {
    largest = Math.max(largest, Math.abs(vector[i]!) / (absolutes[i]! + relatives[i]! * Math.abs(y[i]!)));
  }
  return largest;
}
