// What can be switched in a program → the solver of what is then on, prepared when it is first needed and kept.
import { Opcode, type Program, type ProgramReaction } from "../bytecode/bytecode-format.js";
import { type CompiledCode, compileCode, evaluateCode } from "../code/evaluate-code.js";
import { prepareSystem } from "../equations/prepared-system.js";
import { interpretStretch } from "../interpreter/interpret-stretch.js";
import {
  createOdeSolver,
  type OdeSolver,
  type SpeciesTolerances,
  type Tolerances,
} from "../interpreter/ode-solver.js";
import type { SystemSolver } from "../interpreter/stretch.js";
import { createSystemSolver } from "./system-solver.js";

/** Error bounds as the settings of a run state them. */
export interface ErrorBounds {
  readonly relativeTolerance?: number;
  readonly absoluteTolerance?: number;
  readonly toleranceBySpecies?: SpeciesTolerances;
}

/** The error bounds of a run; 1e-9 relative to each concentration and 1e-12 absolute where none are stated. */
export function tolerancesOf({
  relativeTolerance: relative = 1e-9,
  absoluteTolerance: absolute = 1e-12,
  toleranceBySpecies: bySpecies,
}: ErrorBounds): Tolerances {
  return { relative, absolute, ...(bySpecies === undefined ? {} : { bySpecies }) };
}

/** One solver a phase; `undefined` as phase: the reactions that belong to no phase. */
export function solversByPhase(
  program: Program,
  tolerances: Tolerances,
): (phase: number | undefined) => SystemSolver {
  const solvers = new Map<number | undefined, SystemSolver>();
  return (phase) => {
    const known = solvers.get(phase);
    if (known !== undefined) return known;
    const solver = createSystemSolver(prepareSystem(program, phase), tolerances);
    solvers.set(phase, solver);
    return solver;
  };
}

/** One interpreter a phase, whatever generated code could do. */
export function interpretersByPhase(
  program: Program,
  tolerances: Tolerances,
): (phase: number) => SystemSolver {
  const solvers = new Map<number, OdeSolver>();
  return (phase) => (stretch) => {
    const solver = solvers.get(phase) ?? createOdeSolver(prepareSystem(program, phase), tolerances);
    solvers.set(phase, solver);
    return interpretStretch(solver, stretch);
  };
}

/** The solver of a system, and whether a rate depends on the time itself. */
export interface PreparedSolver {
  readonly dependsOnTime: boolean;
  readonly solve: SystemSolver;
}

/** More ways of switching reactions than this share one solver, with rates of 0. */
const MOST_SOLVERS = 64;

/**
 * Events may switch reactions by parameters that make rate constants 0. Reactions that are off are left out, so that a
 * stretch costs what its own reactions cost, and what is constant in it is known to be so.
 */
export function solversBySwitch(
  program: Program,
  tolerances: Tolerances,
): (parameters: Float64Array) => PreparedSolver {
  const switched = switchedReactions(program);
  const solvers = new Map<string, PreparedSolver>();
  const solverFor = (isOff: ReadonlySet<ProgramReaction>): PreparedSolver => {
    const reactions = program.reactions.filter((reaction) => !isOff.has(reaction));
    const system = prepareSystem({ ...program, reactions }, undefined);
    return { dependsOnTime: system.dependsOnTime, solve: createSystemSolver(system, tolerances) };
  };
  const none = new Float64Array(0);
  return (parameters) => {
    const off = switched.filter(({ code }) => evaluateCode(code, none, parameters, 0) === 0);
    const key = off.map(({ index }) => index).join(",");
    const known = solvers.get(key) ?? (solvers.size < MOST_SOLVERS ? undefined : solvers.get("all"));
    if (known !== undefined) return known;
    const isFull = solvers.size === MOST_SOLVERS - 1;
    const solver = solverFor(new Set(isFull ? [] : off.map(({ reaction }) => reaction)));
    solvers.set(isFull ? "all" : key, solver);
    return solver;
  };
}

interface SwitchedReaction {
  readonly reaction: ProgramReaction;
  readonly index: number;
  readonly code: CompiledCode;
}

/** Reactions whose rate constant depends on a parameter that an event assigns. */
function switchedReactions({ reactions, events }: Program): readonly SwitchedReaction[] {
  const assigned = new Set(
    events.flatMap(({ assignments }) =>
      assignments.flatMap(({ target }) => (target.kind === "parameter" ? [target.index] : [])),
    ),
  );
  return reactions.flatMap((reaction, index) => {
    const { kind, code } = reaction.rate;
    const depends = code.some(({ opcode, operand }) => opcode === Opcode.parameter && assigned.has(operand));
    return kind === "mass-action" && depends ? [{ reaction, index, code: compileCode(code) }] : [];
  });
}
