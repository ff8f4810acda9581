// A solver that cannot go on → the failure in words: which species, when, and what to try.

import type { OdeSolver } from "./ode-solver.js";
import { formatNumber, formatSize, limitHint, listSpecies, type RunFailure } from "./run-failure.js";

/** A doubling within this fraction of the time elapsed is the approach to infinity at a finite time. */
const ESCAPE_FRACTION = 1e-9;
const NEAR_OVERFLOW = 1e250;
const INSTEAD_OF_STEPS = ["shorten the simulated time", "loosen the tolerances"];

/** The failure if a rate of change at the current time is not a finite number. */
export function failureOfRates(solver: OdeSolver): RunFailure | undefined {
  const { rates, size } = solver;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += rates[i]!;
  if (sum - sum === 0) return undefined;
  const broken = unknownsWhere(solver, (i) => !Number.isFinite(rates[i]!));
  if (broken.length === 0) return undefined;
  return blowUp(solver) ?? notANumber(solver, broken);
}

/** The failure of a solver whose steps became too small; `error` is the last error estimate. */
export function diagnoseFailedStep(solver: OdeSolver, error: number): RunFailure {
  const known = blowUp(solver) ?? consumption(solver);
  if (known !== undefined) return known;
  const { next, nextRates, system } = solver;
  const time = timeOf(solver);
  if (Number.isNaN(error)) {
    const broken = unknownsWhere(
      solver,
      (i) => !Number.isFinite(next[i]!) || !Number.isFinite(nextRates[i]!),
    );
    return notANumber(solver, broken);
  }
  const species = [nameOf(solver, solver.worst)];
  return {
    kind: "step-size-underflow",
    time,
    species,
    message: `At time ${formatNumber(time)} the step size fell below what the time can resolve; ${species[0]} changes too abruptly.`,
    hint:
      system.laws.length > 0
        ? "Look for a rate law that jumps at this point, or loosen the tolerances."
        : "Check the rate constants for values that are far too large, or loosen the tolerances.",
  };
}

/** The failure of a run that used up its steps. */
export function stepLimitFailure(solver: OdeSolver, maxSteps: number): RunFailure {
  const { worst, size } = solver;
  const time = timeOf(solver);
  const species = size > 0 ? [nameOf(solver, worst)] : [];
  const cause = size > 0 ? `; ${species[0]} determined the step size last` : "";
  return {
    kind: "step-limit",
    time,
    species,
    message: `The limit of ${maxSteps} steps was reached at time ${formatNumber(time)}${cause}.`,
    hint: limitHint("the limit of steps", INSTEAD_OF_STEPS),
    insteadOfLimit: INSTEAD_OF_STEPS,
  };
}

/** The failure of a stiff system with too many unknowns that depend on each other. */
export function eliminationFailure(solver: OdeSolver): RunFailure {
  const time = timeOf(solver);
  return {
    kind: "elimination-too-large",
    time,
    species: [],
    message: `From time ${formatNumber(time)} on the network is stiff, and its ${solver.system.coreSize} species depend on each other too much for solving for all of them in each step.`,
    hint: "Lower the rate constants of the fastest reactions, let fewer species act on each other, or shorten the simulated time.",
  };
}

/** The failure of a run that was asked to stop. */
export function stoppedFailure(time: number): RunFailure {
  return {
    kind: "stopped",
    time,
    species: [],
    message: `The run was stopped at time ${formatNumber(time)}.`,
    hint: "The results up to this time are kept.",
  };
}

function blowUp(solver: OdeSolver): RunFailure | undefined {
  const { y, rates, time } = solver;
  const escaping = unknownsWhere(
    solver,
    (i) =>
      y[i]! > NEAR_OVERFLOW || (y[i]! > 0 && rates[i]! > 0 && y[i]! < ESCAPE_FRACTION * time * rates[i]!),
  ).sort((a, b) => y[b]! - y[a]!);
  // A trace of something that is made at an ordinary rate doubles quickly, too; it is not what escapes.
  const large = escaping.filter(
    (i) => y[i]! > 1e-3 * y[escaping[0]!]! && y[i]! > largestOrdinary(solver, escaping),
  );
  if (large.length === 0) return undefined;
  const species = large.map((i) => nameOf(solver, i));
  const shownTime = timeOf(solver);
  return {
    kind: "blow-up",
    time: shownTime,
    species,
    message: `${listSpecies(species)} ${species.length > 1 ? "grow" : "grows"} without bound: at time ${formatNumber(shownTime)} the concentration has reached ${formatSize(y[large[0]!]!)}.`,
    hint: "A reaction of order above one that makes its own reactant reaches infinity in finite time: shorten the run, lower the rate or the initial values, or add a reaction that removes the product.",
  };
}

function largestOrdinary({ y, size }: OdeSolver, escaping: readonly number[]): number {
  const escapes = new Set(escaping);
  let largest = 0;
  for (let i = 0; i < size; i++) if (!escapes.has(i)) largest = Math.max(largest, y[i]!);
  return largest;
}

function consumption(solver: OdeSolver): RunFailure | undefined {
  const { y, rates, absolutes } = solver;
  const time = timeOf(solver);
  const used = unknownsWhere(solver, (i) => rates[i]! < 0 && y[i]! <= 1e3 * absolutes[i]!);
  const hasLaw = solver.system.program.reactions.some(({ rate }) => rate.kind === "law");
  if (used.length === 0 || !hasLaw) return undefined;
  const species = used.map((i) => nameOf(solver, i));
  return {
    kind: "negative-concentration",
    time,
    species,
    message: `At time ${formatNumber(time)} ${listSpecies(species)} ${species.length > 1 ? "are" : "is"} used up, but a rate law keeps removing it.`,
    hint: "Let the law fall to zero with the concentration of what it consumes, for example by a factor S/(K + S).",
  };
}

function notANumber(solver: OdeSolver, unknowns: readonly number[]): RunFailure {
  const species = unknowns.map((i) => nameOf(solver, i));
  const time = timeOf(solver);
  const what = species.length > 0 ? `the rate of change of ${listSpecies(species)}` : "a rate";
  return {
    kind: "not-a-number",
    time,
    species,
    message: `At time ${formatNumber(time)} ${what} is not a finite number.`,
    hint: "Look for a division by zero, a logarithm or root of something negative, or an overflow in the rates of these species.",
  };
}

function unknownsWhere({ size }: OdeSolver, holds: (unknown: number) => boolean): number[] {
  return Array.from({ length: size }, (_, i) => i).filter(holds);
}

/** Simulated time, wherever the solver's clock started. */
export function timeOf({ time, timeOffset }: Pick<OdeSolver, "time" | "timeOffset">): number {
  return timeOffset + time;
}

function nameOf({ system }: OdeSolver, unknown: number): string {
  return system.program.species[system.unknowns[unknown]!]!.name;
}
