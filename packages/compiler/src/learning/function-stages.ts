// When the functions of a circuit get their values: before the phase that first needs them, inner functions first.

import type { FunctionVariable } from "../lowering/functions/function-variable.js";
import type { FunctionVariables } from "../lowering/functions/function-variables.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import { type Polynomial, variablesOf } from "../polynomials/polynomial.js";
import { type FunctionStage, PHASES } from "./circuit-names.js";
import type { FunctionMovement } from "./function-movement.js";
import type { LearningProblem } from "./learning-problem.js";
import { absoluteNames, settledRails } from "./settled-rails.js";

/** A function variable with the phase before which it gets its value. */
export interface PlacedFunction {
  readonly variable: FunctionVariable;
  readonly stage: FunctionStage;
  /** Number of the preparing phase within the stage, from 1. */
  readonly level: number;
}

/** Everything that stages are found from. */
export interface StageContext {
  readonly problem: LearningProblem;
  readonly functions: FunctionVariables;
  readonly movement: FunctionMovement;
  /** Those of the circuit, functions that run back included. */
  readonly equations: readonly RateEquation[];
}

/** Functions with their stages, and quantities whose rails cancel in the first preparing phase of a stage. */
export interface FunctionPlaces {
  readonly placed: readonly PlacedFunction[];
  readonly settled: Readonly<Record<FunctionStage, ReadonlySet<string>>>;
}

/** The functions that are read anywhere, in the order of the register; the others need no species. */
export function placeFunctions(context: StageContext): FunctionPlaces {
  const { functions, problem, equations } = context;
  const isLate = readsOutputs(functions, new Set(problem.outputs.map(({ name }) => name)));
  const readIn = (...phases: readonly string[]): readonly string[] =>
    equations
      .filter((equation) => equation.phases.some((phase) => phases.includes(phase)))
      .flatMap(({ value }) => [...variablesOf(value)]);
  const isStep = (name: string): boolean => functions.find(name)?.function.kind === "step";
  const backward = readIn(PHASES.feedback, PHASES.initial);
  const wanted: Readonly<Record<FunctionStage, readonly string[]>> = {
    load: readIn(PHASES.load),
    // A step that only derivatives need is found when the states have arrived.
    forward: [...readIn(PHASES.forward), ...backward.filter((name) => !isStep(name) && !isLate(name))],
    output: readIn(PHASES.output),
    error: [...readIn(PHASES.error, PHASES.adjoint), ...backward],
  };
  const stages = new Map<string, FunctionStage>();
  for (const stage of STAGES) place(wanted[stage], stage, stages, context);
  const settled = settledRails({ ...context, stages });
  const levels = levelsOf(functions, stages, settled);
  const placed = functions.all().flatMap((variable) => {
    const stage = stages.get(variable.name);
    return stage === undefined ? [] : [{ variable, stage, level: levels.get(variable.name) ?? 1 }];
  });
  return { placed, settled };
}

const STAGES: readonly FunctionStage[] = ["load", "forward", "output", "error"];

/** Puts what is wanted, and what that is made from, into the stage, unless it has its value already. */
function place(
  wanted: readonly string[],
  stage: FunctionStage,
  stages: Map<string, FunctionStage>,
  { functions, movement }: StageContext,
): void {
  const open = [...wanted];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const variable = functions.find(name);
    if (variable === undefined || stages.has(name)) continue;
    stages.set(name, stage);
    const moved = stage === "forward" ? movement.forward(variable)?.value : undefined;
    for (const part of [variable.argument, variable.derivative, moved ?? []]) open.push(...variablesOf(part));
  }
}

/** Whether a function depends on an output of the model, so that it has no value before the output phase ends. */
function readsOutputs(functions: FunctionVariables, outputs: ReadonlySet<string>): (name: string) => boolean {
  const isIn = (argument: Polynomial): boolean =>
    [...variablesOf(argument)].some((name) => outputs.has(name) || isLate(name));
  const isLate = (name: string): boolean => {
    const variable = functions.find(name);
    return variable !== undefined && isIn(variable.argument);
  };
  return isLate;
}

/** One more than the highest level inside; the rails of a sum take a further phase to cancel before they are read. */
function levelsOf(
  functions: FunctionVariables,
  stages: ReadonlyMap<string, FunctionStage>,
  settled: FunctionPlaces["settled"],
): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  const readsSettled = ({ name, argument, function: of }: FunctionVariable): boolean =>
    of.kind !== "step" && absoluteNames(argument).some((read) => settled[stages.get(name)!].has(read));
  const levelOf = (outer: FunctionVariable): number => {
    const { name, argument, function: of } = outer;
    const known = levels.get(name);
    if (known !== undefined) return known;
    const inner = [...variablesOf(argument)].flatMap((part) => {
      const variable = functions.find(part);
      if (variable === undefined || stages.get(part) !== stages.get(name)) return [];
      const settles = variable.function.kind === "identity" && of.kind !== "step";
      return [levelOf(variable) + (settles ? 1 : 0)];
    });
    const level = 1 + Math.max(readsSettled(outer) ? 1 : 0, ...inner);
    levels.set(name, level);
    return level;
  };
  for (const variable of functions.all()) if (stages.has(variable.name)) levelOf(variable);
  return levels;
}
