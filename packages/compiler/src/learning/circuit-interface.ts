// Problem and rails → how the environment drives the circuit and what it can read.

import type { RailTable } from "../lowering/rate-equation.js";
import { railsValue, rateFromScalar } from "../network/rate-from-scalar.js";
import type { LearningCircuit, Observable, Rails, RateExpression } from "../network/reaction-network.js";
import type { CircuitEquations } from "./circuit.js";
import { gradientName, mainPhase, PHASES } from "./circuit-names.js";

const INFERENCE: readonly string[] = [PHASES.load, PHASES.forward, PHASES.output];

/** The learning interface, and read-outs for states, outputs and weights. */
export function circuitInterface(
  circuit: CircuitEquations,
  rails: RailTable,
  phaseNames: readonly string[],
): { readonly learning: LearningCircuit; readonly observables: readonly Observable[] } {
  const { problem, equations } = circuit;
  const railsOf = ({ name }: { readonly name: string }): Rails => rails.written(name, [PHASES.feedback]);
  const states = problem.states.map(railsOf);
  const outputs = circuit.outputs.map(({ name, state }) => ({ ...railsOf({ name: state ?? name }), name }));
  const hasGradients = equations.some(({ target }) => target.startsWith(gradientName("")));
  const weights = problem.weights.map((weight) => ({ ...railsOf(weight), restricted: weight.nonNegative }));
  const observables = [...states, ...outputs, ...weights].map((value) => ({
    name: value.name,
    value: railsValue(value),
  }));
  return {
    observables: observables.filter(({ value }) => value.kind !== "species"),
    learning: {
      inputs: problem.inputs.map(railsOf),
      targets: problem.targets.map(railsOf),
      weights,
      outputs,
      states,
      gradients: hasGradients ? problem.weights.map(({ name }) => railsOf({ name: gradientName(name) })) : [],
      cancellation: "host",
      feed: undefined,
      inferencePhases: phaseNames.filter((phase) => INFERENCE.includes(mainPhase(phase))),
      learningPhases: phaseNames.filter((phase) => !INFERENCE.includes(mainPhase(phase))),
      loss: lossOf(circuit, rails),
    },
  };
}

function lossOf({ problem, outputs }: CircuitEquations, rails: RailTable): RateExpression {
  const states = new Map(outputs.map(({ name, state }) => [name, state ?? name]));
  return rateFromScalar(problem.loss.expression, (name) => {
    const meaning = problem.environment.meaningOf(name);
    switch (meaning.kind) {
      case "number":
        return { kind: "number", value: meaning.value };
      case "parameter":
        return meaning.expression;
      case "definition":
        return meaning;
      case "variable":
        return railsValue(rails.read(states.get(name) ?? name, [PHASES.output]));
    }
  });
}
