// A quantity of a model → its shape and the equations and species that it has in the learners of the model.

import type { LearningEquation } from "@ncrn/compiler";
import type { CheckedLearn, DeclaredSymbol } from "@ncrn/language";
import { equationsOfLearner } from "../lowered/equations-of-learner.js";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import { learningEquationText } from "./hover-learn.js";
import { code, listed, mathematicsBlock, reasonForNothing } from "./scene.js";

/** Equations that are shown. */
const MOST_EQUATIONS = 6;

/** What becomes of an input, target, weight, state or output in each learner. */
export function quantityText(symbol: DeclaredSymbol, learners: readonly LoweredNetwork[]): readonly string[] {
  if (learners.every(({ network }) => network === undefined)) {
    return [reasonForNothing(learners, "It becomes chemistry in a `learn` record without errors.")];
  }
  return learners.flatMap(({ source, network }) => {
    if (source.kind !== "learn" || network === undefined) return [];
    const names = componentsOf(source, symbol);
    const rails = network.species.filter(({ name }) => names.has(name.replace(/\.[pm]$/, "")));
    const equations = equationsAbout(equationsOfLearner(source), names);
    const stored =
      rails.length === 0
        ? `In ${code(source.name)} it needs no species of its own.`
        : `In ${code(source.name)} it is stored in ${listed(
            rails.map(({ id }) => code(id)),
            6,
          )}.`;
    return [...(names.size > 1 ? [`${names.size} components.`] : []), stored, ...equations];
  });
}

function componentsOf({ model }: CheckedLearn, { name }: DeclaredSymbol): ReadonlySet<string> {
  const { inputs, targets, weights, fixed, states } = model;
  const quantity = [...inputs, ...targets, ...weights, ...fixed, ...states].find((one) => one.name === name);
  return new Set(quantity?.components.map((component) => component.name) ?? [name]);
}

/** How the quantity, its adjoint and its gradient move. */
function equationsAbout(
  equations: readonly LearningEquation[],
  names: ReadonlySet<string>,
): readonly string[] {
  const about = equations.filter(({ target }) =>
    names.has(target.replace(/^(adjoint|gradient|error|sum) /, "")),
  );
  if (about.length === 0) return [];
  const lines = about.map(
    (equation) => `${learningEquationText(equation)}   in ${equation.phases.join(", ")}`,
  );
  return [mathematicsBlock([listed(lines, MOST_EQUATIONS, "\n").replace(/\nand (\d+ more)$/, "\n… and $1")])];
}
