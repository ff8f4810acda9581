// Loss and metrics from what the host has read: outputs, targets and whatever else the loss refers to.

import type { CheckedModel, CheckedReadout, ScalarExpression } from "@ncrn/language";
import { InternalError } from "@ncrn/language";
import { compileScalars } from "../scalar/compile-scalars.js";
import { componentNames, componentNamesOf } from "../scalar/component-names.js";
import { inlineDefinitions } from "../scalar/inline-definitions.js";
import type { TrainingTask } from "./training-types.js";

/** What is known of one sample at the end of the inference phases. */
export interface Observation {
  readonly outputs: readonly number[];
  readonly targets: readonly number[];
  /** Values by name of inputs, states and weights; a loss may refer to them. */
  readonly others: ReadonlyMap<string, number>;
}

/** Scores observations of one task. */
export interface Scorer {
  /** The loss of one sample. */
  readonly loss: (observation: Observation) => number;
  /** Names of inputs, states and weights that loss or metrics refer to. */
  readonly otherNames: readonly string[];
  /** Every metric of the record except `loss`, by label. */
  readonly metrics: (observations: readonly Observation[]) => Readonly<Record<string, number>>;
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
    evaluate: metricOf(readout, outputNames, definitions),
  }));
  const lossExpression = model === undefined ? undefined : inlineDefinitions(model.loss, definitions);
  const known = new Set([...outputNames, ...targetNames]);
  const otherNames =
    lossExpression === undefined ? [] : componentNames([lossExpression]).filter((name) => !known.has(name));
  return {
    otherNames,
    loss:
      lossExpression === undefined
        ? halfSquaredError
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
  const values = new Float64Array(names.length);
  const result = new Float64Array(1);
  return ({ outputs, targets, others }) => {
    values.set(outputs);
    values.set(targets, outputs.length);
    for (let index = outputs.length + targets.length; index < names.length; index++) {
      values[index] = others.get(names[index]!) ?? Number.NaN;
    }
    program(values, 0, result);
    return result[0]!;
  };
}

function halfSquaredError({ outputs, targets }: Observation): number {
  return outputs.reduce((sum, output, index) => sum + (output - targets[index]!) ** 2 / 2, 0);
}

type Metric = (observations: readonly Observation[]) => number;

function metricOf(
  readout: CheckedReadout,
  outputNames: readonly string[],
  definitions: ReadonlyMap<string, ScalarExpression>,
): Metric {
  const name = nameOfMetric(readout);
  switch (name) {
    case "r2":
      return explainedVariance;
    case "argmax":
      return (observations) =>
        share(observations, ({ outputs, targets }) => largest(outputs) === largest(targets));
    case "accuracy": {
      const condition = readout.arguments[0];
      if (condition === undefined) throw new InternalError("accuracy without a condition");
      return accuracyOf(inlineDefinitions(condition, definitions), outputNames);
    }
    default:
      throw new InternalError(`Unknown metric ${name}`);
  }
}

/** The share of samples on which the condition says the same of the outputs and of the targets in their place. */
function accuracyOf(condition: ScalarExpression, outputNames: readonly string[]): Metric {
  const program = compileScalars([condition], outputNames);
  const values = new Float64Array(outputNames.length);
  const result = new Float64Array(1);
  const holds = (numbers: readonly number[]) => {
    values.set(numbers);
    program(values, 0, result);
    return result[0] !== 0;
  };
  return (observations) => share(observations, ({ outputs, targets }) => holds(outputs) === holds(targets));
}

/** 1 − Σ(y − ŷ)² / Σ(y − ȳ)², over all outputs. */
function explainedVariance(observations: readonly Observation[]): number {
  const dimensions = observations[0]?.targets.length ?? 0;
  const means = Array.from({ length: dimensions }, (_, index) =>
    mean(observations.map(({ targets }) => targets[index]!)),
  );
  let residual = 0;
  let total = 0;
  for (const { outputs, targets } of observations) {
    for (const [index, target] of targets.entries()) {
      residual += (target - outputs[index]!) ** 2;
      total += (target - means[index]!) ** 2;
    }
  }
  return 1 - residual / total;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function share(observations: readonly Observation[], holds: (observation: Observation) => boolean): number {
  return observations.filter(holds).length / observations.length;
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
