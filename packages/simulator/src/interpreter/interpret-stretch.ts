// A stretch of time by the interpreter: the reference for what generated code must give.

import { bindSystem } from "./evaluate-system.js";
import { integrate, type StepObserver } from "./integrate.js";
import type { OdeSolver } from "./ode-solver.js";
import { showUnknowns } from "./shown-concentrations.js";
import type { Stretch, StretchResult } from "./stretch.js";

/** Solves from `stretch.from` to its end, or to where the observer stops it. */
export function interpretStretch(solver: OdeSolver, stretch: Stretch): StretchResult {
  const { concentrations, parameters, from, end, budget, timeOffset } = stretch;
  const { unknowns } = solver.system;
  bindSystem(solver.system, concentrations, parameters);
  for (let i = 0; i < unknowns.length; i++) solver.y[i] = concentrations[unknowns[i]!]!;
  solver.time = from;
  solver.timeOffset = timeOffset;
  const failure = integrate(solver, end, budget, observerOf(solver, stretch));
  showUnknowns(solver, solver.y, concentrations);
  return { time: solver.time, failure };
}

function observerOf(solver: OdeSolver, { observe }: Stretch): StepObserver | undefined {
  if (observe === undefined) return undefined;
  const values = new Float64Array(solver.size);
  return (step) =>
    observe({
      ...step,
      interpolate: (time, target) => {
        step.interpolate(time, values);
        showUnknowns(solver, values, target);
      },
    });
}
