// A checked model as the mathematics it is: inputs and weights → outputs and loss, by its own equations.

import type { CheckedModel, ScalarExpression } from "@ncrn/language";
import { compileScalars, type ScalarProgram } from "../scalar/compile-scalars.js";
import { componentNamesOf } from "../scalar/component-names.js";
import { inlineDefinitions } from "../scalar/inline-definitions.js";
import { definitionsOf } from "../train/scoring.js";
import { integrateSource, type SourceTolerance } from "./integrate-source.js";

/** Values of the quantities of a model, each in the order of its names. */
export interface ModelPoint {
  readonly inputs: readonly number[];
  readonly weights: readonly number[];
  readonly targets: readonly number[];
}

/** What the model says at a point. */
export interface ModelValue {
  readonly outputs: readonly number[];
  /** States at the end of the forward phase. */
  readonly states: readonly number[];
  readonly loss: number;
}

/** A model ready to be evaluated. */
export interface SourceModel {
  readonly inputNames: readonly string[];
  readonly weightNames: readonly string[];
  readonly targetNames: readonly string[];
  readonly stateNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Undefined if the equations have no solution up to the end of the forward phase. */
  readonly evaluate: (point: ModelPoint) => ModelValue | undefined;
}

/** Compiles a model; `duration` is the length of the forward phase. */
export function sourceOfModel(
  model: CheckedModel,
  duration: number,
  tolerance: SourceTolerance,
): SourceModel {
  const names = namesOfModel(model);
  const outputs = model.outputs.flatMap(({ name, value }) =>
    componentNamesOf(name, value.shape).map((component, index) => ({
      name: component,
      value: value.components[index]!,
    })),
  );
  const programs = programsOfModel(model, names, outputs);
  return {
    ...names,
    outputNames: outputs.map(({ name }) => name),
    evaluate: evaluator(names, programs, duration, tolerance),
  };
}

interface ModelNames {
  readonly inputNames: readonly string[];
  readonly weightNames: readonly string[];
  readonly targetNames: readonly string[];
  readonly stateNames: readonly string[];
}

function namesOfModel(model: CheckedModel): ModelNames {
  const names = (quantities: CheckedModel["inputs"]) =>
    quantities.flatMap(({ components }) => components.map(({ name }) => name));
  return {
    inputNames: names(model.inputs),
    weightNames: names(model.weights),
    targetNames: names(model.targets),
    stateNames: names(model.states),
  };
}

/** Programs over inputs, weights, targets, states and outputs, in this order. */
interface ModelPrograms {
  readonly initial: ScalarProgram;
  readonly equations: ScalarProgram;
  readonly outputs: ScalarProgram;
  readonly loss: ScalarProgram;
  readonly outputCount: number;
}

function programsOfModel(
  model: CheckedModel,
  names: ModelNames,
  outputs: readonly { readonly name: string; readonly value: ScalarExpression }[],
): ModelPrograms {
  const known = [...names.inputNames, ...names.weightNames, ...names.targetNames, ...names.stateNames];
  const all = [...known, ...outputs.map(({ name }) => name)];
  const definitions = definitionsOf(model);
  const outputValues = new Map(outputs.map(({ name, value }) => [name, value]));
  const compile = (expressions: readonly ScalarExpression[], available = definitions) =>
    compileScalars(
      expressions.map((expression) => inlineDefinitions(expression, available)),
      all,
    );
  const initial = model.states.flatMap(({ components, initial: values }) =>
    components.map(({ origin }, index) => values?.[index] ?? ({ kind: "Number", value: 0, origin } as const)),
  );
  const equationOf = new Map(model.equations.map(({ target, value }) => [target, value]));
  return {
    initial: compile(initial),
    equations: compile(names.stateNames.map((name) => equationOf.get(name)!)),
    // An output may use another one; the loss reads outputs as values.
    outputs: compile(
      outputs.map(({ value }) => value),
      new Map([...definitions, ...outputValues]),
    ),
    loss: compile([model.loss]),
    outputCount: outputs.length,
  };
}

function evaluator(
  names: ModelNames,
  programs: ModelPrograms,
  duration: number,
  tolerance: SourceTolerance,
): SourceModel["evaluate"] {
  const { inputNames, weightNames, targetNames, stateNames } = names;
  const firstState = inputNames.length + weightNames.length + targetNames.length;
  const firstOutput = firstState + stateNames.length;
  const values = new Float64Array(firstOutput + programs.outputCount);
  return ({ inputs, weights, targets }) => {
    values.fill(0);
    values.set([...inputs, ...weights, ...targets]);
    const initial = new Float64Array(stateNames.length);
    programs.initial(values, 0, initial);
    const derivative = (states: Float64Array, time: number, rates: Float64Array) => {
      values.set(states, firstState);
      programs.equations(values, time, rates);
    };
    const system = { names: stateNames, initial: [...initial], derivative };
    const [states] = integrateSource(system, [duration], tolerance).values;
    if (states === undefined) return undefined;
    values.set(states, firstState);
    const outputs = new Float64Array(programs.outputCount);
    programs.outputs(values, duration, outputs);
    values.set(outputs, firstOutput);
    const loss = new Float64Array(1);
    programs.loss(values, duration, loss);
    return { outputs: [...outputs], states: [...states], loss: loss[0]! };
  };
}
