// Warns of weights that start at 0 where their gradient is 0 for every sample, so that training leaves them there.

import { type CheckedLearn, createDiagnostic, type Diagnostic } from "@ncrn/language";
import type { FunctionVariables } from "../lowering/functions/function-variables.js";
import { grouped } from "./check-dependence.js";
import { effectOfWeights } from "./effect-of-weights.js";
import type { LearningProblem } from "./learning-problem.js";

/**
 * One warning for all weights that wait for each other. Weights that would not learn from anywhere else either are left
 * to `checkDependence`.
 * @param problem as it is written, before anything is pooled
 */
export function checkStart(
  learn: CheckedLearn,
  problem: LearningProblem,
  functions: FunctionVariables,
): readonly Diagnostic[] {
  const { stuck, learning } = weightsAtStart(learn, problem, functions);
  if (stuck.size === 0) return [];
  const effective = effectOfWeights(problem, { startFreely: new Set(), functions })?.weights;
  const groups = grouped(problem.weights, (name) => stuck.has(name) && effective?.has(name) === true);
  const [first, ...others] = groups;
  if (first === undefined) return [];
  const parameters = { weights: groups.flatMap(({ names }) => names), all: learning.size === 0 };
  const related = others.map(({ origin }) => ({ origin, message: "starts at 0 as well" }));
  return [createDiagnostic("weights-stay-zero", first.origin, parameters, { related })];
}

interface WeightsAtStart {
  /**
   * The largest set of weights that start at 0 and of which none has an effect while all of them are 0, whatever the
   * other weights are: the gradient never moves any of them. Empty if the problem is too large for finding effects.
   */
  readonly stuck: ReadonlySet<string>;
  /** Weights that have an effect while those are 0. */
  readonly learning: ReadonlySet<string>;
}

function weightsAtStart(
  learn: CheckedLearn,
  problem: LearningProblem,
  functions: FunctionVariables,
): WeightsAtStart {
  const none: WeightsAtStart = { stuck: new Set(), learning: new Set() };
  let stuck = startingAtZero(learn);
  while (stuck.size > 0) {
    const effect = effectOfWeights(problem, { startFreely: new Set(), heldAtZero: stuck, functions });
    if (effect === undefined) return none;
    const { weights: learning } = effect;
    if (![...stuck].some((name) => learning.has(name))) return { stuck, learning };
    stuck = new Set([...stuck].filter((name) => !learning.has(name)));
  }
  return none;
}

/** Weights without a value start at 0. */
function startingAtZero({ model }: CheckedLearn): ReadonlySet<string> {
  return new Set(
    model.weights.flatMap(({ components, initial }) =>
      components.flatMap(({ name }, index) => {
        const value = initial?.[index];
        return value === undefined || (value.kind === "Number" && value.value === 0) ? [name] : [];
      }),
    ),
  );
}
