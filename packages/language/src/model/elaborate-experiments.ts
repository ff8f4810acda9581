// `simulate`, `train` and `scan` records → checked records.

import type {
  Entry,
  Expression,
  ScanDeclaration,
  SimulateDeclaration,
  TrainDeclaration,
} from "../ast/nodes.js";
import { componentsFor } from "./assign-value.js";
import { builtinFunction, type FunctionPlace } from "./builtin-functions.js";
import { checkReadouts } from "./check-readouts.js";
import { checkType } from "./check-type.js";
import { unknownDimension } from "./dimensions.js";
import type { ElaboratedData } from "./elaborate-data.js";
import { type Environment, valueOfName } from "./environment.js";
import { evaluate } from "./evaluate-expression.js";
import { type Evaluation, originOf } from "./evaluation.js";
import type {
  CheckedFeed,
  CheckedLearn,
  CheckedMethod,
  CheckedNetwork,
  CheckedReadout,
  CheckedScan,
  CheckedSimulate,
  CheckedTrain,
  ScalarExpression,
} from "./model.js";
import {
  type RecordReading,
  readNumber,
  readRecord,
  readValue,
  readValues,
  readVariant,
  readWords,
  recordReading,
} from "./read-record.js";
import { readVolume } from "./read-volume.js";
import { recordDescription } from "./records.js";
import { textOfExpression } from "./text-of-expression.js";
import { constantOf, describeShape, type MaybeValue, scalarOf, type Value } from "./values.js";
import { variationsOf } from "./variations.js";
import { wordOf } from "./words.js";

/** The network of a record, with values for its names. */
export interface Subject {
  readonly checked: CheckedNetwork | CheckedLearn;
  /** The names of the network as a reader sees them. */
  readonly environment: Environment;
}

export function elaborateSimulate(
  outer: Evaluation,
  node: SimulateDeclaration,
  subject: Subject,
): CheckedSimulate | undefined {
  const evaluation: Evaluation = { ...outer, environment: subject.environment };
  const reading = recordReading(evaluation, recordDescription("simulate"), node.record.entries);
  const until = readNumber(reading, "until");
  // Everything is read before anything is given up, so that all mistakes are found at once.
  const checked = {
    kind: "simulate",
    name: node.alias?.text ?? node.subject.text,
    subject: subject.checked.name,
    method: methodOf(reading),
    samples: readNumber(reading, "sample"),
    volume: readVolume(reading),
    plot: readoutsOf(reading, "plot", "course"),
    report: readoutsOf(reading, "report", "course"),
    compareWithSource: readWords(reading, "compare").includes("source"),
    origin: originOf(evaluation, node.alias ?? node.subject),
  } as const;
  if (until === undefined) return undefined;
  const simulate: CheckedSimulate = { ...checked, until };
  evaluation.emit({ kind: "Simulate", simulate, subject: subject.checked });
  return simulate;
}

export function elaborateScan(
  outer: Evaluation,
  node: ScanDeclaration,
  subject: Subject,
): CheckedScan | undefined {
  const evaluation: Evaluation = { ...outer, environment: subject.environment };
  const reading = recordReading(evaluation, recordDescription("scan"), node.record.entries);
  const vary = variationsOf(reading, node, subject.checked);
  const until = readNumber(reading, "until");
  const checked = {
    kind: "scan",
    name: node.alias?.text ?? node.subject.text,
    subject: subject.checked.name,
    method: methodOf(reading),
    samples: readNumber(reading, "sample"),
    volume: readVolume(reading),
    measure: readoutsOf(reading, "measure", "course"),
    plot: readoutsOf(reading, "plot", "course"),
    origin: originOf(evaluation, node.alias ?? node.subject),
  } as const;
  if (vary === undefined || until === undefined) return undefined;
  const scan: CheckedScan = { ...checked, vary, until };
  evaluation.emit({ kind: "Scan", scan, subject: subject.checked });
  return scan;
}

export function elaborateTrain(
  outer: Evaluation,
  node: TrainDeclaration,
  subject: Subject,
  data: ElaboratedData,
): CheckedTrain | undefined {
  const over: Evaluation = { ...outer, environment: data.evaluation.environment };
  const evaluation: Evaluation = {
    ...outer,
    environment: withColumns(subject.environment, data.evaluation.environment),
  };
  const reading = recordReading(evaluation, recordDescription("train"), node.record.entries);
  const feedNode = readRecord(reading, "feed");
  const epochs = readNumber(reading, "epochs");
  const feed = (feedNode?.entries ?? []).map((entry) => feedOf(evaluation, over, entry));
  const read = quantitiesRead(reading, over);
  const checked: CheckedTrain = {
    kind: "train",
    name: node.alias?.text ?? node.subject.text,
    subject: subject.checked.name,
    data: data.checked.name,
    feed: feed.filter((item) => item !== undefined),
    epochs: epochs ?? 1,
    ...scheduleOf(reading),
    metrics: readoutsOf(reading, "metrics", "samples"),
    plot: readoutsOf(reading, "plot", "samples"),
    ...read.quantities,
    origin: originOf(evaluation, node.alias ?? node.subject),
  };
  if (feedNode === undefined || epochs === undefined || feed.length > checked.feed.length) return undefined;
  if (!read.isComplete || evaluation.names.faulty.has(node.record)) return undefined;
  if (!checkReadouts(reading, checked, subject.checked, data.checked)) return undefined;
  const { members } = evaluation.names.symbolOf.get(node.data) ?? {};
  const columns =
    members === undefined || members.open
      ? undefined
      : [...members.names.values()].flatMap(({ kind, name }) => (kind === "column" ? name : []));
  const fact = {
    kind: "Train",
    train: checked,
    subject: subject.checked,
    data: data.checked,
    columns,
  } as const;
  return evaluation.emit(fact) ? undefined : checked;
}

type Schedule = "seed" | "samples" | "sampleSeed" | "batch" | "relativeTolerance" | "absoluteTolerance";

function scheduleOf(reading: RecordReading): Pick<CheckedTrain, Schedule> {
  const samples = readVariant(reading, "samples");
  return {
    seed: readNumber(reading, "seed") ?? 1,
    samples: samples?.name === "as_given" ? "as_given" : "shuffled",
    sampleSeed: samples?.arguments.get("seed"),
    batch: readNumber(reading, "batch") ?? 1,
    relativeTolerance: readNumber(reading, "rtol") ?? 1e-6,
    absoluteTolerance: readNumber(reading, "atol") ?? 1e-9,
  };
}

/** What a hand-written network keeps, puts out and is compared with; incomplete if one of them has an error. */
function quantitiesRead(
  reading: RecordReading,
  over: Evaluation,
): {
  readonly quantities: Pick<CheckedTrain, "weights" | "output" | "target">;
  readonly isComplete: boolean;
} {
  const { evaluation } = reading;
  const output = readValue(reading, "output");
  const target = readValue(reading, "target");
  const weights = readValues(reading, "weights").map((value) => evaluate(evaluation, value));
  const quantities = {
    weights: weights.flatMap(componentNamesOf),
    output: output && scalarOrNothing(evaluate(evaluation, output)),
    target: target && scalarOrNothing(evaluate(over, target)),
  };
  const isRead = output === undefined || quantities.output !== undefined;
  const isCompared = target === undefined || quantities.target !== undefined;
  return { quantities, isComplete: isRead && isCompared && !weights.includes(undefined) };
}

/** The names of the network and, behind them, the columns: `boundary(x1, x2)` speaks of columns. */
function withColumns(subject: Environment, columns: Environment): Environment {
  return { ...subject, values: new Map([...columns.values, ...subject.values]) };
}

function methodOf(reading: RecordReading): CheckedMethod {
  const method = readVariant(reading, "method");
  const number = (name: string, fallback: number) => method?.arguments.get(name) ?? fallback;
  const runs = () => ({ runs: number("runs", 1), seed: number("seed", 1) });
  switch (method?.name) {
    case "ssa":
      return { kind: "ssa", ...runs() };
    case "tau_leaping":
    case "langevin":
      return {
        kind: method.name,
        ...runs(),
        epsilon: number("epsilon", 0.03),
        step: method.arguments.get("step"),
      };
    default:
      return {
        kind: method?.name === "linear_noise" ? "linear_noise" : "ode",
        relativeTolerance: number("rtol", 1e-8),
        absoluteTolerance: number("atol", 1e-12),
      };
  }
}

/** `x: [x1, x2]`: the columns fill the components of the quantity. */
function feedOf(subject: Evaluation, over: Evaluation, entry: Entry): CheckedFeed | undefined {
  const symbol = subject.names.symbolOf.get(entry.key);
  const [node] = entry.values;
  if (symbol === undefined || node === undefined || subject.names.faulty.has(entry)) return undefined;
  const origin = originOf(subject, entry.key);
  const quantity = valueOfName(subject.environment, symbol, origin, subject.emit);
  const value = evaluate(over, node);
  // One column for several components is a forgotten list; one number for all of them is meant.
  const filled = constantOf(value) !== undefined || quantity?.components.length === 1;
  const components =
    quantity &&
    componentsFor(over, value, { shape: quantity.shape, dimension: unknownDimension, origin, filled });
  return (
    components && {
      quantity: symbol.name,
      value: { shape: quantity.shape, components },
      origin: originOf(subject, entry),
    }
  );
}

function componentNamesOf(value: MaybeValue): readonly string[] {
  return (value?.components ?? []).flatMap((component) =>
    component.kind === "Component" ? component.name : [],
  );
}

function scalarOrNothing(value: MaybeValue): ScalarExpression | undefined {
  return value && scalarOf(value);
}

function readoutsOf(reading: RecordReading, key: string, place: FunctionPlace): readonly CheckedReadout[] {
  return readValues(reading, key).flatMap((node) => readoutOf(reading.evaluation, node, place) ?? []);
}

function readoutOf(
  evaluation: Evaluation,
  node: Expression,
  place: FunctionPlace,
): CheckedReadout | undefined {
  if (evaluation.names.faulty.has(node)) return undefined;
  const label = textOfExpression(node);
  const origin = originOf(evaluation, node);
  const word = wordOf(node);
  if (word !== undefined && standsAlone(word, place))
    return { label, function: word, arguments: [], names: [], origin };
  if (node.kind === "CallExpression" && node.callee.length === 1) {
    const name = node.callee[0]?.text ?? "";
    const entry = builtinFunction(name, ["expression", place], node.arguments.items.length);
    if (entry?.places.includes(place) && evaluation.names.symbolOf.get(node.callee[0]!) === undefined) {
      const values = node.arguments.items.map((argument) => evaluate(evaluation, argument.value));
      const known = values.filter((value) => value !== undefined);
      if (known.length < values.length) return undefined;
      if (name === "accuracy" && !known.every((value) => checkType(evaluation, value, "truth")))
        return undefined;
      const names = node.arguments.items.flatMap((argument) => wordOf(argument.value) ?? []);
      return { label, function: name, arguments: known.flatMap((value) => value.components), names, origin };
    }
  }
  const value = evaluate(evaluation, node);
  if (value === undefined) return undefined;
  const names = word !== undefined ? [word] : [];
  return { label: labelOf(label, value), function: undefined, arguments: value.components, names, origin };
}

/** An array that is not a plain name is told apart by its shape. */
function labelOf(label: string, value: Value): string {
  return value.shape.length === 0 || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(label)
    ? label
    : `${label} ${describeShape(value.shape)}`;
}

/** `loss` and `r2` need no brackets. */
function standsAlone(word: string, place: FunctionPlace): boolean {
  const entry = builtinFunction(word, [place]);
  return entry?.minimum === 0 && entry.places.includes(place);
}
