// Program and phase → the matrices of the linear noise approximation: the Jacobian of the rate equations and the
// diffusion, Dᵢⱼ = Σ νᵢνⱼ·flux over the reactions.

import type { Program, ProgramReaction } from "../bytecode/bytecode-format.js";
import {
  type DifferentiatedCode,
  differentiateCode,
  evaluateWithDerivatives,
} from "../code/differentiate-code.js";
import { type CompiledCode, compileCode, evaluateCode } from "../code/evaluate-code.js";
import { findActiveReactions, speciesReadBy } from "../equations/active-reactions.js";
import type { ProgramState } from "../runs/trajectory.js";
import type { Matrix } from "./lyapunov-equation.js";

/** The reactions of a phase, by the numbers of the noisy species instead of species indices. */
export interface NoiseSystem {
  readonly size: number;
  readonly reactions: readonly NoisyReaction[];
}

interface NoisyReaction {
  /** Sets `slopes` at a state and returns the flux. */
  readonly evaluate: (state: ProgramState, slopes: Float64Array) => number;
  /** Noisy species that the rate reads, −1 for others; in the order of the slopes. */
  readonly reads: Int32Array;
  readonly slopes: Float64Array;
  readonly changed: Int32Array;
  readonly changes: Float64Array;
}

/** Species whose number is random: those that reactions change in some phase, and those that events assign. */
export function findNoisySpecies(program: Program): number[] {
  const phases = program.phases.length === 0 ? [undefined] : [...program.phases.keys()];
  const noisy = new Set(phases.flatMap((phase) => findActiveReactions(program, phase).unknowns));
  for (const { assignments } of program.events)
    for (const { target } of assignments) if (target.kind === "species") noisy.add(target.index);
  return [...noisy].sort((a, b) => a - b);
}

/** Prepares the matrices of a phase; rows and columns are the noisy species. */
export function prepareNoise(
  program: Program,
  phase: number | undefined,
  noisy: readonly number[],
): NoiseSystem {
  const numberOf = new Map(noisy.map((species, i) => [species, i]));
  const reactions = findActiveReactions(program, phase).reactions.map(({ reaction, changes }) => {
    const { species, evaluate } = fluxOf(reaction);
    return {
      evaluate,
      reads: Int32Array.from(species, (index) => numberOf.get(index) ?? -1),
      slopes: new Float64Array(species.length + 1),
      changed: Int32Array.from(changes, ([species]) => numberOf.get(species)!),
      changes: Float64Array.from(changes, ([, amount]) => amount),
    };
  });
  return { size: noisy.length, reactions };
}

function fluxOf(reaction: ProgramReaction): {
  readonly species: readonly number[];
  readonly evaluate: NoisyReaction["evaluate"];
} {
  const { rate, reactants } = reaction;
  if (rate.kind === "law") {
    const species = speciesReadBy(rate.code);
    const law = differentiateCode(rate.code, species);
    return { species, evaluate: (state, slopes) => evaluateLaw(law, state, slopes) };
  }
  const orders = new Map<number, number>();
  for (const { species, coefficient } of reactants)
    orders.set(species, (orders.get(species) ?? 0) + coefficient);
  const constant = compileCode(rate.code);
  return {
    species: [...orders.keys()],
    evaluate: (state, slopes) => evaluateMassAction({ constant, orders }, state, slopes),
  };
}

function evaluateLaw(law: DifferentiatedCode, state: ProgramState, slopes: Float64Array): number {
  const value = evaluateWithDerivatives(law, state.concentrations, state.parameters, state.time);
  slopes.set(law.derivatives.subarray(0, law.width));
  return value;
}

function evaluateMassAction(
  { constant, orders }: { readonly constant: CompiledCode; readonly orders: ReadonlyMap<number, number> },
  { concentrations, parameters }: ProgramState,
  slopes: Float64Array,
): number {
  const factor = evaluateCode(constant, concentrations, parameters, 0);
  let flux = factor;
  let at = 0;
  for (const [species, order] of orders) {
    flux *= wholePower(concentrations[species]!, order);
    let slope = factor * order * wholePower(concentrations[species]!, order - 1);
    for (const [other, power] of orders)
      if (other !== species) slope *= wholePower(concentrations[other]!, power);
    slopes[at++] = slope;
  }
  return flux;
}

function wholePower(base: number, exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= base;
  return power;
}

/** Jacobian and diffusion at a state, in units of concentration. */
export function evaluateNoise(
  { size, reactions }: NoiseSystem,
  state: ProgramState,
): { jacobian: Matrix; diffusion: Matrix } {
  const jacobian = new Float64Array(size * size);
  const diffusion = new Float64Array(size * size);
  for (const { evaluate, reads, slopes, changed, changes } of reactions) {
    // What integration errors make negative has no noise.
    const flux = Math.max(0, evaluate(state, slopes));
    for (let i = 0; i < changed.length; i++) {
      const row = changed[i]! * size;
      for (let k = 0; k < reads.length; k++) {
        if (reads[k]! < 0) continue;
        jacobian[row + reads[k]!] = jacobian[row + reads[k]!]! + changes[i]! * slopes[k]!;
      }
      for (let j = 0; j < changed.length; j++) {
        diffusion[row + changed[j]!] = diffusion[row + changed[j]!]! + changes[i]! * changes[j]! * flux;
      }
    }
  }
  return { jacobian, diffusion };
}
