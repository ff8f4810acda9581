// A subject and its data → a training task: rows, initial weights, and a check that data and network fit.

import {
  type CheckedLearn,
  type CheckedProgram,
  type CheckedTrain,
  createDiagnostic,
  type Diagnostic,
  hasErrors,
  InternalError,
} from "@ncrn/language";
import { createRandom } from "@ncrn/simulator";
import type { ReadText } from "../control.js";
import type { DataSet } from "../data/data-set.js";
import { rowsFromData } from "../data/rows-from-data.js";
import { componentNames, numericComponentNames } from "../scalar/component-names.js";
import { componentReader } from "../scalar/component-reader.js";
import { drawFrom, problemOfDraw } from "../scalar/draw-from.js";
import { evaluateNumber, type ScalarEnvironment } from "../scalar/evaluate-scalar.js";
import type { Subject } from "../subject.js";
import { type Circuit, circuitOf } from "./circuit.js";
import { samplesFromTable } from "./samples.js";
import { definitionsOf } from "./scoring.js";
import type { TrainingTask, Weights } from "./training-types.js";

/** What decides the task besides the file. */
export interface PreparationOptions {
  readonly readText: ReadText;
  /** Replaces every seed of the file (data, split, sample order, initial weights). */
  readonly seed?: number;
}

/** Reads the data, draws the initial weights and checks that data and network fit. */
export function prepareTraining(
  program: CheckedProgram,
  subject: Subject,
  options: PreparationOptions,
): { readonly task: TrainingTask | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const record = subject.training;
  if (record === undefined) throw new InternalError("The subject is no training");
  const unavailable = unavailableFeatures(record);
  if (unavailable.length > 0) return { task: undefined, diagnostics: unavailable };
  const data = program.data.find(({ name }) => name === record.data);
  if (data === undefined) throw new InternalError(`No data named ${record.data}`);
  const circuit = circuitOf(subject.network, record);
  const { dataSet, diagnostics } = rowsFromData(data, {
    readText: options.readText,
    seed: options.seed,
    defaultSeed: record.seed,
    inputColumns: numericComponentNames(circuit.inputs.map(({ value }) => value)),
    targetColumns: numericComponentNames(circuit.targetValues),
  });
  const seed = options.seed ?? record.seed;
  const initial = initialWeights(subject, circuit, seed);
  const problems = [
    ...diagnostics,
    ...initial.diagnostics,
    ...(dataSet === undefined ? [] : negativeValues(circuit, dataSet)),
  ];
  if (dataSet === undefined || hasErrors(problems)) return { task: undefined, diagnostics: problems };
  const task: TrainingTask = {
    source: subject.source,
    network: subject.network,
    record,
    data: dataSet,
    columns: data.columns,
    seed,
    sampleSeed: options.seed === undefined ? record.sampleSeed : undefined,
    initialWeights: initial.weights,
  };
  return { task, diagnostics: problems };
}

function unavailableFeatures({ batch, origin }: CheckedTrain): readonly Diagnostic[] {
  return batch > 1 ? [createDiagnostic("not-available-yet", origin, { feature: "`batch` above 1" })] : [];
}

/** A quantity with one rail cannot be given a negative value. */
function negativeValues(circuit: Circuit, data: DataSet): readonly Diagnostic[] {
  const fed = [...circuit.inputs, ...circuit.targets];
  const feed = { inputs: fed.map(({ value }) => value), targets: [], compared: [] };
  const samples = [...samplesFromTable(data.training, feed), ...samplesFromTable(data.validation, feed)];
  return fed.flatMap(({ name, negative, value, origin }, index) => {
    const found = samples.map(({ inputs }) => inputs[index]!).find((number) => number < 0);
    if (negative !== undefined || found === undefined) return [];
    const column = componentNames([value]).join(", ");
    const parameters = { name, part: "the data column", expression: column === "" ? String(found) : column };
    return [
      createDiagnostic("sign-assumption", origin, parameters, {
        hint: `It has the value ${found}; remove \`>= 0\`, or scale the data.`,
      }),
    ];
  });
}

interface InitialWeights {
  readonly weights: Weights;
  readonly diagnostics: readonly Diagnostic[];
}

function initialWeights(subject: Subject, circuit: Circuit, seed: number): InitialWeights {
  const { source, network } = subject;
  if (source.kind === "learn") return drawnWeights(source, seed);
  const reader = componentReader(network);
  const initial = Float64Array.from(network.species, (species) => species.initial);
  const weights = Object.fromEntries(circuit.weights.map(({ name }) => [name, reader(name)(initial)]));
  return { weights, diagnostics: [] };
}

/** Drawn in the order of the components from the stream `weights`. */
function drawnWeights({ model }: CheckedLearn, seed: number): InitialWeights {
  const random = createRandom(seed, "weights");
  const definitions = definitionsOf(model);
  const diagnostics: Diagnostic[] = [];
  const environment: ScalarEnvironment = {
    component: (name) => {
      const definition = definitions.get(name);
      if (definition === undefined) throw new InternalError(`${name} is no constant of ${model.name}`);
      return evaluateNumber(definition, environment);
    },
    draw: (distribution, values, { origin }) => {
      const problem = problemOfDraw(distribution, values, origin);
      if (problem === undefined) return drawFrom(random, distribution, values);
      diagnostics.push(problem);
      return Number.NaN;
    },
    textAsNumber: () => Number.NaN,
    time: 0,
  };
  const weights = Object.fromEntries(
    model.weights.flatMap(({ components, initial }) =>
      components.map(({ name }, index) => {
        const expression = initial?.[index];
        return [name, expression === undefined ? 0 : evaluateNumber(expression, environment)];
      }),
    ),
  );
  // Every component of an array draws from the same faulty distribution.
  return { weights, diagnostics: diagnostics.slice(0, 1) };
}
