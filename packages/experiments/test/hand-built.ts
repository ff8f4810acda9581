// Checked models written by hand, for tests of this package alone.

import type {
  ArrayExpression,
  CheckedComponent,
  CheckedData,
  CheckedLearn,
  CheckedModel,
  CheckedModelQuantity,
  CheckedProgram,
  CheckedReadout,
  CheckedTrain,
  LoweringSettings,
  Origin,
  ScalarExpression,
  ScalarFunction,
  ScalarOperator,
} from "@ncrn/language";

export const origin: Origin = { file: "hand-built.ncrn", span: { start: 0, end: 0 } };

export type Operand = ScalarExpression | number | string;

/** Numbers stay numbers, strings are names. */
export function scalar(operand: Operand): ScalarExpression {
  if (typeof operand === "number") return { kind: "Number", value: operand, origin };
  return typeof operand === "string" ? { kind: "Component", name: operand, origin } : operand;
}

export function binary(left: Operand, operator: ScalarOperator, right: Operand): ScalarExpression {
  return { kind: "Binary", operator, left: scalar(left), right: scalar(right), origin };
}

export const sum = (...operands: readonly Operand[]) =>
  operands.map(scalar).reduce((left, right) => binary(left, "+", right));
export const product = (...operands: readonly Operand[]) =>
  operands.map(scalar).reduce((left, right) => binary(left, "*", right));

export function call(name: ScalarFunction, ...operands: readonly Operand[]): ScalarExpression {
  return { kind: "Call", function: name, arguments: operands.map(scalar), origin };
}

export function draw(
  distribution: "uniform" | "normal" | "bernoulli",
  ...operands: readonly Operand[]
): ScalarExpression {
  return { kind: "Draw", distribution, arguments: operands.map(scalar), origin };
}

export const text = (value: string): ScalarExpression => ({ kind: "Text", value, origin });

export function conditional(condition: Operand, thenValue: Operand, elseValue: Operand): ScalarExpression {
  return {
    kind: "Conditional",
    condition: scalar(condition),
    thenValue: scalar(thenValue),
    elseValue: scalar(elseValue),
    origin,
  };
}

/** A scalar from one operand, a vector from several. */
export function array(...operands: readonly Operand[]): ArrayExpression {
  return { shape: operands.length === 1 ? [] : [operands.length], components: operands.map(scalar) };
}

/** A quantity without shape (`length` 0) or a vector. */
export function quantity(
  name: string,
  length: number,
  initial?: readonly Operand[],
  nonNegative = false,
): CheckedModelQuantity {
  const components: readonly CheckedComponent[] =
    length === 0
      ? [{ name, base: name, indices: [], origin }]
      : Array.from({ length }, (_, index) => ({
          name: `${name}[${index + 1}]`,
          base: name,
          indices: [index + 1],
          origin,
        }));
  return {
    name,
    shape: length === 0 ? [] : [length],
    components,
    nonNegative,
    initial: initial?.map(scalar),
    origin,
    documentation: undefined,
  };
}

export const lowering: LoweringSettings = {
  annihilate: 100,
  rails: "dual",
  order: 2,
  polynomialize: false,
  origins: {},
};

const units = { time: undefined, concentration: undefined, volume: undefined };

export function model(parts: Partial<CheckedModel>): CheckedModel {
  return {
    kind: "model",
    name: "Model",
    documentation: undefined,
    units,
    inputs: [],
    targets: [],
    weights: [],
    fixed: [],
    states: [],
    rates: [],
    equations: [],
    outputs: [],
    loss: scalar(0),
    definitions: [],
    assertions: [],
    lowering,
    origin,
    ...parts,
  };
}

export function learn(checkedModel: CheckedModel, parts: Partial<CheckedLearn> = {}): CheckedLearn {
  return {
    kind: "learn",
    name: "Learner",
    model: checkedModel,
    gradient: "adjoint",
    forwardDuration: 1,
    feedbackDuration: parts.forwardDuration ?? 1,
    updateDuration: 1,
    eta: 0.1,
    lowering,
    kinetics: "plain",
    clock: { kind: "external" },
    update: "direct",
    cancellation: "host",
    origins: {},
    origin,
    ...parts,
  };
}

export function data(parts: Partial<CheckedData>): CheckedData {
  return {
    kind: "data",
    name: "rows",
    source: { kind: "sample", count: 10 },
    columns: [],
    seed: undefined,
    where: undefined,
    split: undefined,
    rows: "shuffled",
    scale: "none",
    scaleColumns: undefined,
    testGrid: undefined,
    origin,
    ...parts,
  };
}

export function train(parts: Partial<CheckedTrain>): CheckedTrain {
  return {
    kind: "train",
    name: "Learner",
    subject: "Learner",
    data: "rows",
    feed: [],
    epochs: 3,
    seed: 1,
    samples: "shuffled",
    sampleSeed: undefined,
    batch: 1,
    relativeTolerance: 1e-8,
    absoluteTolerance: 1e-11,
    metrics: [],
    plot: [],
    weights: [],
    output: undefined,
    target: undefined,
    origin,
    ...parts,
  };
}

export function readout(label: string, name?: string, ...operands: readonly Operand[]): CheckedReadout {
  return { label, function: name, arguments: operands.map(scalar), names: [], origin };
}

export function program(parts: Partial<CheckedProgram>): CheckedProgram {
  return {
    file: origin.file,
    networks: [],
    models: [],
    learns: [],
    data: [],
    simulations: [],
    trainings: [],
    scans: [],
    ...parts,
  };
}

export const column = (name: string, ...operands: readonly Operand[]) => ({
  name,
  value: array(...operands),
  origin,
});
export const feed = (name: string, ...operands: readonly Operand[]) => ({
  quantity: name,
  value: array(...operands),
  origin,
});
