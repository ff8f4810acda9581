// Learn record → the equations of its circuit, derived once.

import { type LearningEquation, learningEquations } from "@ncrn/compiler";
import type { CheckedLearn } from "@ncrn/language";

const known = new WeakMap<CheckedLearn, readonly LearningEquation[]>();

/** The equations as they are derived, before they become reactions. */
export function equationsOfLearner(learn: CheckedLearn): readonly LearningEquation[] {
  const equations = known.get(learn) ?? learningEquations(learn);
  known.set(learn, equations);
  return equations;
}
