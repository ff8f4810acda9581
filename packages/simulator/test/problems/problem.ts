// A hard problem as data, and how far a computed solution is from it.
import type { Program, ProgramReaction } from "../../src/bytecode/bytecode-format.js";

/** A network with solutions that were computed elsewhere, far more precisely than any tolerance here. */
export interface Problem {
  readonly name: string;
  /** Where equations and values come from. */
  readonly source: string;
  readonly program: Program;
  /**
   * Concentration below which a species counts as a trace: the absolute error bound divided by the relative one.
   */
  readonly trace: number;
  /** Concentrations by species name at ascending times; further species may be left out. */
  readonly references: readonly Reference[];
}

export interface Reference {
  readonly time: number;
  readonly values: Readonly<Record<string, number>>;
}

/** What a solution is allowed to be wrong by. */
export interface ErrorBounds {
  readonly relative: number;
  readonly absolute: number;
  /**
   * Rounding of the largest concentration. Rates are differences of fluxes among concentrations of that size; how traces
   * that remain of them evolve, doubles do not resolve better, whatever the method.
   */
  readonly rounding: number;
}

/** The error bounds for a relative tolerance; the first two are those that the solver is given. */
export function boundsOf({ program, trace, references }: Problem, relative: number): ErrorBounds {
  const initial = program.species.map((species) => species.initial);
  const largest = Math.max(...initial, ...references.flatMap(({ values }) => Object.values(values)));
  return { relative, absolute: trace * relative, rounding: largest * Number.EPSILON };
}

/**
 * Largest |y − reference| / max(|reference|·relative + absolute, rounding) over the species of a reference: the achieved
 * error in units of the tolerance asked for.
 */
export function achievedError(
  concentrationOf: (species: string) => number,
  { values }: Reference,
  { relative, absolute, rounding }: ErrorBounds,
): number {
  const errors = Object.entries(values).map(([species, value]) => {
    const allowed = Math.max(Math.abs(value) * relative + absolute, rounding);
    return Math.abs(concentrationOf(species) - value) / allowed;
  });
  return Math.max(...errors);
}

/** References from rows of a time and the concentrations of all these species. */
export function referencesOf(
  species: readonly string[],
  rows: readonly (readonly number[])[],
): readonly Reference[] {
  return rows.map(([time, ...values]) => ({
    time: time!,
    values: Object.fromEntries(species.map((name, index) => [name, values[index]!])),
  }));
}

/** A copy of the program whose reactions all belong to its only phase, for a runner that switches phases. */
export function inOnePhase(program: Program, duration: number): Program {
  const reactions = program.reactions.map((reaction): ProgramReaction => ({ ...reaction, phases: [0] }));
  return { ...program, reactions, phases: [{ name: "all", duration }] };
}
