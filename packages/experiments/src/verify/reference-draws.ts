// Random points of a model with what the source equations say there: outputs, states, and the gradient by finite
// differences. Nothing here depends on how the model is lowered.

import type { CheckedLearn, CheckedModelQuantity } from "@ncrn/language";
import { createRandom, type Random } from "@ncrn/simulator";
import { type ModelPoint, type SourceModel, sourceOfModel } from "../source/source-of-model.js";
import { type DerivativeEstimate, gradientByDifferences, normOf } from "./finite-differences.js";
import { isExact } from "./is-exact.js";
import type { ReferenceDraw, ReferenceDraws, ReferenceOptions } from "./verification-types.js";

/** How exactly a reference is known. */
interface ReferenceAccuracy {
  /** Allowed relative error of a step of integration. */
  readonly integration: number;
  /** Allowed error of the gradient, relative to its norm. */
  readonly gradient: number;
}

/** An exact lowering is held to 1e-6: its reference must be far better known than that. */
const EXACT: ReferenceAccuracy = { integration: 1e-12, gradient: 1e-8 };
/** Rail forms are right to parts in a thousand at best. Kinks cost integrators and differences their high order. */
const APPROXIMATE: ReferenceAccuracy = { integration: 1e-9, gradient: 1e-4 };
const MAX_STEPS = 20_000;

/**
 * The draws of a seed, each calculated when it is first asked for and kept. Verifications of one model with different
 * lowerings can share them.
 */
export function referenceDraws(learn: CheckedLearn, options: ReferenceOptions = {}): ReferenceDraws {
  const seed = options.seed ?? 1;
  const accuracy = isExact(learn) ? EXACT : APPROXIMATE;
  const tolerance = { relative: accuracy.integration, maxSteps: MAX_STEPS };
  const model = sourceOfModel(learn.model, learn.forwardDuration, tolerance);
  const random = createRandom(seed, "verification");
  const draws: ReferenceDraw[] = [];
  let next: ModelPoint | undefined;
  const at: ReferenceDraws["at"] = (index, isCancelled = () => false) => {
    while (draws.length <= index) {
      next ??= drawPoint(learn, random, options.range);
      // What is no longer wanted has no value, which ends the differences at once.
      const evaluate: SourceModel["evaluate"] = (point) =>
        isCancelled() ? undefined : model.evaluate(point);
      const draw = referenceAt(next, { evaluate }, accuracy.gradient);
      if (isCancelled()) return { kind: "stopped", point: next };
      draws.push(draw);
      next = undefined;
    }
    return draws[index]!;
  };
  return { seed, at };
}

/** Evenly distributed on −1…1, or 0…1 for quantities declared non-negative. */
function drawPoint(learn: CheckedLearn, random: Random, range = { from: -1, to: 1 }): ModelPoint {
  const draw = (quantities: readonly CheckedModelQuantity[]) =>
    quantities.flatMap(({ components, nonNegative }) =>
      components.map(() =>
        random.uniformBetween(nonNegative ? Math.max(range.from, 0) : range.from, range.to),
      ),
    );
  const { inputs, weights, targets } = learn.model;
  return { inputs: draw(inputs), weights: draw(weights), targets: draw(targets) };
}

function referenceAt(
  point: ModelPoint,
  model: Pick<SourceModel, "evaluate">,
  resolution: number,
): ReferenceDraw {
  const found = model.evaluate(point);
  if (found === undefined) return { kind: "escaped", point };
  const loss = (weights: readonly number[]) => model.evaluate({ ...point, weights })?.loss ?? Number.NaN;
  const differences = gradientByDifferences(loss, point.weights, resolution);
  if (!isResolved(differences, resolution)) return { kind: "unresolved", point };
  const { outputs, states } = found;
  return { kind: "known", point, outputs, states, gradient: differences.map(({ value }) => value) };
}

/** A gradient that is certainly below this counts as 0, which no relative accuracy can show. */
const VANISHING = 1e-12;

function isResolved(differences: readonly DerivativeEstimate[], resolution: number): boolean {
  const error = normOf(differences.map((entry) => entry.error));
  const norm = normOf(differences.map(({ value }) => value));
  return error <= resolution * norm || norm + error <= VANISHING;
}
