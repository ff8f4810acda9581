// Which quantities cancel their rails, standing still, before their absolute values or signs are read once.

import type { FunctionVariable } from "../lowering/functions/function-variable.js";
import type { FunctionVariables } from "../lowering/functions/function-variables.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import type { Polynomial } from "../polynomials/polynomial.js";
import type { FunctionStage } from "./circuit-names.js";
import type { FunctionMovement } from "./function-movement.js";
import type { LearningProblem } from "./learning-problem.js";

/** A circuit whose functions have their stages. */
export interface StagedFunctions {
  readonly problem: LearningProblem;
  readonly functions: FunctionVariables;
  readonly movement: FunctionMovement;
  readonly equations: readonly RateEquation[];
  readonly stages: ReadonlyMap<string, FunctionStage>;
}

/**
 * Names by the stage in whose first preparing phase they cancel. What is made in one go from several terms, or has
 * moved, may have something on both rails; while it stands still the smaller rail vanishes exponentially.
 */
export function settledRails(staged: StagedFunctions): Readonly<Record<FunctionStage, ReadonlySet<string>>> {
  const { problem, functions, movement, stages } = staged;
  const outputs = new Set(problem.outputs.map(({ name }) => name));
  const loaded = new Set(
    problem.states.filter(({ initializer }) => initializer.length > 1).map(({ name }) => name),
  );
  const moving = new Set([
    ...problem.states.filter(({ dynamics }) => dynamics.length > 0).map(({ name }) => name),
    ...functions
      .all()
      .filter((variable) => stages.get(variable.name) === "forward" && movement.forward(variable))
      .map(({ name }) => name),
  ]);
  const pick = (stage: FunctionStage, isUnsettled: (name: string) => boolean): ReadonlySet<string> =>
    new Set(signedReads(stage, staged).filter(isUnsettled));
  const output = pick("output", (name) => moving.has(name));
  return {
    load: new Set(),
    forward: pick("forward", (name) => loaded.has(name)),
    output,
    error: pick("error", (name) => outputs.has(name) || (moving.has(name) && !output.has(name))),
  };
}

/** What is read by absolute value or sign while the functions of a stage form, or in the frozen phase after them. */
function signedReads(
  stage: FunctionStage,
  { functions, equations, stages }: StagedFunctions,
): readonly string[] {
  const inPhase = equations.filter(({ phases }) => stage !== "forward" && phases.includes(stage));
  const placed = functions.all().filter(({ name }) => stages.get(name) === stage);
  return [
    ...inPhase.flatMap(({ value }) => absoluteNames(value)),
    ...placed.flatMap((variable) => signedArguments(variable)),
  ];
}

function signedArguments({ function: of, argument }: FunctionVariable): readonly string[] {
  return of.kind === "step"
    ? argument.flatMap(({ variables }) => variables.map(({ name }) => name))
    : absoluteNames(argument);
}

/** Variables whose absolute value occurs. */
export function absoluteNames(polynomial: Polynomial): readonly string[] {
  return polynomial.flatMap(({ variables }) =>
    variables.filter(({ absolute }) => absolute).map(({ name }) => name),
  );
}
