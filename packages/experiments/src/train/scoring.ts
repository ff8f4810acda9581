// Loss and metrics from what the host has read: outputs, targets and whatever else the loss refers to.

import type { CheckedModel, CheckedReadout, ScalarExpression } from "@ncrn/language";
import { InternalError } from "@ncrn/language";
import { compileScalars } from "../scalar/compile-scalars.js";
import { componentNames, componentNamesOf } from "../scalar/component-names.js";
import { inlineDefinitions } from "../scalar/inline-definitions.js";
import type { TrainingTask } from "./training-types.js";

/** Outputs and targets of samples, one sample after the other. */
export interface Observations {
  readonly count: number;
  /** As many numbers a sample as there are outputs. */
  readonly outputs: Float64Array;
  /** As many numbers a sample as there are targets. */
  readonly targets: Float64Array;
}

/** Scores observations of one task. */
export interface Scorer {
  /** The loss of one sample, from its outputs, its targets and the values of `otherNames`, in this order. */
  readonly loss: (values: Float64Array) => number;
  /** Names of inputs, states and weights that loss or metrics refer to. */
  readonly otherNames: readonly string[];
  /** Every metric of the record except `loss`, by label. */
  readonly metrics: (observations: Observations) => Readonly<Record<string, number>>;
}

/** Names of outputs and targets, in the order in which observations hold them. */
export interface ScoredNames {
  readonly outputNames: readonly string[];
  readonly targetNames: readonly string[];
}

/** The loss is the model's; for a hand-written network ½·Σ(output − target)². */
export function createScorer(
  { source, record }: Pick<TrainingTask, "source" | "record">,
  { outputNames, targetNames }: ScoredNames,
): Scorer {
  const model = source.kind === "learn" ? source.model : undefined;
  const definitions = definitionsOf(model);
  const scored = record.metrics.filter((readout) => nameOfMetric(readout) !== "loss");
  const evaluators = scored.map((readout) => ({
    label: readout.label,
    evaluate: metricOf(readout, { outputNames, targetNames }, definitions),
  }));
  const lossExpression = model === undefined ? undefined : inlineDefinitions(model.loss, definitions);
  const known = new Set([...outputNames, ...targetNames]);
  const otherNames =
    lossExpression === undefined ? [] : componentNames([lossExpression]).filter((name) => !known.has(name));
  return {
    otherNames,
    loss:
      lossExpression === undefined
        ? halfSquaredErrorOf(outputNames.length)
        : lossEvaluator(lossExpression, [...outputNames, ...targetNames, ...otherNames]),
    metrics: (observations) =>
      Object.fromEntries(evaluators.map(({ label, evaluate }) => [label, evaluate(observations)])),
  };
}

/** Read-outs such as `loss` may be written without parentheses. */
export function nameOfMetric(readout: CheckedReadout): string {
  return readout.function ?? readout.label;
}

/** Definitions, constants and rates of a model by component name, as far as expressions may name them. */
export function definitionsOf(model: CheckedModel | undefined): ReadonlyMap<string, ScalarExpression> {
  if (model === undefined) return new Map();
  return new Map([
    ...model.definitions.flatMap(({ name, value }) =>
      componentNamesOf(name, value.shape).map(
        (component, index) => [component, value.components[index]!] as const,
      ),
    ),
    ...model.fixed.flatMap(({ components, initial }) =>
      components.flatMap(({ name }, index) => {
        const value = initial?.[index];
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
    ...model.rates.map(({ name, value }) => [name, value] as const),
  ]);
}

function lossEvaluator(loss: ScalarExpression, names: readonly string[]): Scorer["loss"] {
  const program = compileScalars([loss], names);
  const result = new Float64Array(1);
  return (values) => {
    program(values, 0, result);
    return result[0]!;
  };
}

function halfSquaredErrorOf(outputs: number): Scorer["loss"] {
  return (values) => {
    let sum = 0;
    for (let index = 0; index < outputs; index++)
      sum += squareOf(values[index]! - values[outputs + index]!) / 2;
    return sum;
  };
}

type Metric = (observations: Observations) => number;

function metricOf(
  readout: CheckedReadout,
  names: ScoredNames,
  definitions: ReadonlyMap<string, ScalarExpression>,
): Metric {
  const name = nameOfMetric(readout);
  switch (name) {
    case "r2":
      return explainedVarianceOf(names);
    case "argmax":
      return agreementOf(names, (numbers) => numbers.indexOf(Math.max(...numbers)));
    case "accuracy": {
      const condition = readout.arguments[0];
      if (condition === undefined) throw new InternalError("accuracy without a condition");
      return agreementOf(names, truthOf(inlineDefinitions(condition, definitions), names.outputNames));
    }
    default:
      throw new InternalError(`Unknown metric ${name}`);
  }
}

/** The share of samples for which a decision by the outputs is the same as by the targets in their place. */
function agreementOf(names: ScoredNames, decide: (numbers: Float64Array) => number): Metric {
  const outputCount = names.outputNames.length;
  const targetCount = names.targetNames.length;
  return ({ count, outputs, targets }) => {
    let agreeing = 0;
    for (let sample = 0; sample < count; sample++) {
      const output = outputs.subarray(sample * outputCount, (sample + 1) * outputCount);
      const target = targets.subarray(sample * targetCount, (sample + 1) * targetCount);
      if (decide(output) === decide(target)) agreeing++;
    }
    return agreeing / count;
  };
}

/** 1 where the condition on the outputs holds, otherwise 0. */
function truthOf(
  condition: ScalarExpression,
  outputNames: readonly string[],
): (numbers: Float64Array) => number {
  const program = compileScalars([condition], outputNames);
  const values = new Float64Array(outputNames.length);
  const result = new Float64Array(1);
  return (numbers) => {
    values.set(numbers);
    program(values, 0, result);
    return result[0] === 0 ? 0 : 1;
  };
}

/** 1 − Σ(y − ŷ)² / Σ(y − ȳ)², over all outputs, which are as many as the targets. */
function explainedVarianceOf({ targetNames: { length: dimensions } }: ScoredNames): Metric {
  return ({ count, outputs, targets }) => {
    let residual = 0;
    let total = 0;
    for (let dimension = 0; dimension < dimensions; dimension++) {
      let sum = 0;
      for (let index = dimension; index < count * dimensions; index += dimensions) sum += targets[index]!;
      const average = sum / count;
      for (let index = dimension; index < count * dimensions; index += dimensions) {
        residual += squareOf(targets[index]! - outputs[index]!);
        total += squareOf(targets[index]! - average);
      }
    }
    return 1 - residual / total;
  };
}

/** Arithmetic mean of the first so many values, all if left out; NaN of nothing. */
export function mean(values: ArrayLike<number>, count = values.length): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[index]!;
  return sum / count;
}

function squareOf(value: number): number {
  return value * value;
}
