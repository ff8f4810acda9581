// A `model` declaration → a checked model, and a `learn` record → what to make of it.

import type { LearnDeclaration, ModelDeclaration, QuantityKeyword } from "../ast/nodes.js";
import type { DocumentationAt } from "./documentation.js";
import { elaborateBlock } from "./elaborate-block.js";
import { ratesFrom } from "./elaborate-network.js";
import { defaultLowering, loweringOf, railsOf } from "./elaborate-settings.js";
import { createEnvironment, type Environment } from "./environment.js";
import { type Evaluation, originOf, overrideInBlock } from "./evaluation.js";
import type { ModelFact } from "./facts.js";
import type {
  CheckedEquation,
  CheckedLearn,
  CheckedModel,
  CheckedModelQuantity,
  ScalarExpression,
} from "./model.js";
import {
  type BlockContext,
  createNetworkBuilder,
  type NetworkBuilder,
  type QuantityEntry,
} from "./network-builder.js";
import {
  type RecordReading,
  readNumber,
  readRecord,
  readValue,
  readVariant,
  readWords,
  recordReading,
} from "./read-record.js";
import { recordDescription } from "./records.js";

/** A model and the values of its names, for records that read them. */
export interface ElaboratedModel extends ModelFact {
  readonly environment: Environment;
}

/** Elaborates a model whose text is `sound` so far; `complete` is false if anything had to be left out. Yields after each statement. */
export function* elaborateModel(
  outer: Evaluation,
  node: ModelDeclaration,
  documentationAt: DocumentationAt,
  sound: boolean,
): Generator<void, ElaboratedModel> {
  const builder = createNetworkBuilder(documentationAt, sound);
  const evaluation: Evaluation = { ...outer, environment: createEnvironment(outer.environment) };
  const context: BlockContext = {
    evaluation,
    builder,
    block: node.name.text,
    prefix: "",
    loopIndices: [],
    phase: undefined,
    container: "model",
  };
  yield* elaborateBlock(context, node.body);
  const fact: ModelFact = {
    checked: modelFrom(context, node),
    extraLosses: builder.losses.slice(1).map(({ origin }) => origin),
    hasLoss: builder.losses.length > 0,
    complete: builder.complete,
  };
  const failed = evaluation.emit({ kind: "Model", model: fact });
  return { ...fact, complete: fact.complete && !failed, environment: evaluation.environment };
}

function modelFrom(context: BlockContext, node: ModelDeclaration): ModelFact["checked"] {
  const { builder, evaluation } = context;
  const of = (keyword: QuantityKeyword): readonly CheckedModelQuantity[] =>
    builder.quantities.filter(({ kind }) => kind === keyword).map((entry) => quantityFrom(builder, entry));
  return {
    kind: "model",
    name: node.name.text,
    documentation: builder.documentationAt(node.span.start),
    units: evaluation.units.setting,
    inputs: of("input"),
    targets: of("target"),
    weights: of("weight"),
    fixed: of("fixed"),
    states: of("state"),
    rates: ratesFrom(context),
    equations: equationsInOrder(builder),
    outputs: builder.outputs.map(({ name, shape, components, origin }) => ({
      name,
      origin,
      value: {
        shape,
        components: components.flatMap((component) => builder.initial.get(component.name) ?? []),
      },
    })),
    loss: builder.losses[0]?.value,
    definitions: builder.definitions,
    assertions: builder.assertions,
    lowering: builder.lowering ?? defaultLowering,
    origin: originOf(evaluation, node.name),
  };
}

function quantityFrom(builder: NetworkBuilder, entry: QuantityEntry): CheckedModelQuantity {
  const { name, shape, nonNegative, origin, documentation } = entry;
  const components = entry.components.map((component) => ({
    name: component.name,
    base: component.base,
    indices: component.indices,
    origin: component.origin,
  }));
  const values = components.map((component) => builder.initial.get(component.name));
  const known: readonly ScalarExpression[] = values.filter((value) => value !== undefined);
  const initial = known.length === components.length ? known : undefined;
  return { name, shape, components, nonNegative, initial, origin, documentation };
}

/** In the order of the components of the states, however they were written. */
function equationsInOrder(builder: NetworkBuilder): readonly CheckedEquation[] {
  const byTarget = new Map(builder.equations.map((equation) => [equation.target, equation]));
  return [...builder.components.keys()].flatMap((name) => byTarget.get(name) ?? []);
}

/** Elaborates a `learn` record for a checked model; undefined if a setting is missing or wrong. */
export function elaborateLearn(
  evaluation: Evaluation,
  node: LearnDeclaration,
  model: CheckedModel,
): CheckedLearn | undefined {
  const reading = recordReading(evaluation, recordDescription("learn"), node.record.entries);
  const phasesNode = readRecord(reading, "phases");
  const phases = recordReading(evaluation, recordDescription("learn phases"), phasesNode?.entries ?? []);
  const [forward, feedback, update] = ["forward", "feedback", "update"].map((key) =>
    phaseLength(phases, key),
  );
  const lowerNode = readRecord(reading, "lower");
  const base = { ...model.lowering, ...railsOf(reading, model.lowering) };
  const learn: CheckedLearn = {
    kind: "learn",
    name: node.alias?.text ?? node.subject.text,
    model,
    gradient: readVariant(reading, "gradient")?.name === "first_order" ? "first_order" : "adjoint",
    forwardDuration: forward ?? 1,
    feedbackDuration: feedback ?? forward ?? 1,
    updateDuration: update ?? 1,
    eta: learningRateOf(reading, (node.alias ?? node.subject).text),
    lowering: lowerNode === undefined ? base : loweringOf(evaluation, lowerNode, base),
    kinetics: readWords(reading, "kinetics")[0] === "combinatoric" ? "combinatoric" : "plain",
    clock: clockOf(reading),
    update: readVariant(reading, "update")?.name === "accumulated" ? "accumulated" : "direct",
    cancellation: readVariant(reading, "cancellation")?.name === "chemistry" ? "chemistry" : "host",
    origins: { ...reading.origins, ...phases.origins },
    origin: originOf(evaluation, node.alias ?? node.subject),
  };
  if (forward === undefined) return undefined;
  const feedbackOrigin = phases.origins["feedback"];
  return evaluation.emit({ kind: "Learn", learn, feedbackOrigin }) ? undefined : learn;
}

/** A value from outside comes before the text, as for rates. */
function learningRateOf(reading: RecordReading, learn: string): number {
  const written = readNumber(reading, "eta") ?? 0.1;
  const { evaluation } = reading;
  const given = overrideInBlock(evaluation.overrides, learn, "eta");
  if (given === undefined || given > 0) return given ?? written;
  const origin = reading.origins["eta"];
  const found = `${given}, given from outside`;
  if (origin !== undefined)
    evaluation.emit({
      kind: "SettingValue",
      key: "eta",
      expected: "a positive number",
      found,
      fits: false,
      origin,
    });
  return written;
}

/** A length in time units; anything not positive is reported as a phase, not as a number. */
function phaseLength(phases: RecordReading, key: string): number | undefined {
  const value = readNumber(phases, key, "any");
  const node = readValue(phases, key);
  if (value === undefined || node === undefined) return undefined;
  const origin = originOf(phases.evaluation, node);
  return phases.evaluation.emit({ kind: "Phase", name: key, duration: value, origin }) ? undefined : value;
}

function clockOf(reading: RecordReading): CheckedLearn["clock"] {
  const clock = readVariant(reading, "clock");
  if (clock?.name === "oscillator") {
    return {
      kind: "oscillator",
      rate: clock.arguments.get("k") ?? 1,
      seed: clock.arguments.get("seed") ?? 1e-6,
    };
  }
  return clock?.name === "events" ? { kind: "events" } : { kind: "external" };
}
