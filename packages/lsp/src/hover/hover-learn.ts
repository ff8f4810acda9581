// A learn record → the equations that are derived from its model, the size of its circuit, and what a host does.

import { explain, type LearningEquation } from "@ncrn/compiler";
import type { CheckedLearn } from "@ncrn/language";
import { equationsOfLearner } from "../lowered/equations-of-learner.js";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import { countsText, networkText, phasesText } from "./hover-network.js";
import { mathematicsBlock, shortened } from "./scene.js";
import { type Notation, unicodeExpression } from "./unicode-expression.js";

/** Equations of one phase that are shown. */
const MOST_EQUATIONS = 4;
/** Characters of one equation. */
const LONGEST_EQUATION = 110;

/** Everything about a learner. */
export async function learnText(lowered: LoweredNetwork): Promise<readonly string[]> {
  const { source, network } = lowered;
  if (source.kind !== "learn" || network === undefined) return networkText(lowered);
  const explanation = explain(network);
  const duties = explanation.outsideTheChemistry.map(({ description }) => `- ${description}`);
  return [
    `Learns ${explanation.weights.length === 1 ? "1 weight" : `${explanation.weights.length} weights`}; ${gradientText(source)}`,
    mathematicsBlock(equationLines(equationsOfLearner(source))),
    "λ(q) is the adjoint ∂loss/∂q, Σq a sum that is kept instead of its parts; ′ is the change per time in the phase.",
    countsText(explanation),
    ...phasesText(explanation),
    `Outside the chemistry the host\n${duties.join("\n")}`,
  ];
}

function gradientText({ gradient }: CheckedLearn): string {
  return gradient === "adjoint"
    ? "the gradient is exact (`gradient: adjoint`)."
    : "the gradient is an approximation (`gradient: first_order`).";
}

/** One line an equation under the name of its phase. */
function equationLines(equations: readonly LearningEquation[]): readonly string[] {
  const byPhase = new Map<string, LearningEquation[]>();
  for (const equation of equations) {
    const phase = equation.phases.join(", ");
    byPhase.set(phase, [...(byPhase.get(phase) ?? []), equation]);
  }
  const width = Math.max(0, ...[...byPhase.keys()].map((phase) => phase.length));
  return [...byPhase].flatMap(([phase, group]) => {
    const rest = group.length - MOST_EQUATIONS;
    const lines = group.slice(0, MOST_EQUATIONS).map(learningEquationText);
    if (rest > 0) lines.push(`… and ${rest} more`);
    return lines.map((line, index) => `${(index === 0 ? phase : "").padEnd(width)}  ${line}`);
  });
}

/** `λ(z)′ = z − y`, shortened if it is long. */
export function learningEquationText({ target, value }: LearningEquation): string {
  return shortened(`${quantityName(target)}′ = ${unicodeExpression(value, notation)}`, LONGEST_EQUATION);
}

const notation: Notation = { species: quantityName, parameter: (id) => id };

/** Quantities that the circuit adds have names in words, which mathematics has signs for. */
function quantityName(name: string): string {
  const [, kind, of = ""] = /^(adjoint|error|gradient|sum) (.*)$/.exec(name) ?? [];
  switch (kind) {
    case "adjoint":
      return `λ(${quantityName(of)})`;
    case "error":
    case "gradient":
      return `∂loss/∂${quantityName(of)}`;
    case "sum":
      return `Σ${quantityName(of)}`;
    default:
      return name;
  }
}
