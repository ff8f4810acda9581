// What a training can measure and draw: `metrics` and `plot` against the outputs, weights and fed columns there are.

import type { ElaboratedData } from "./elaborate-data.js";
import type {
  CheckedLearn,
  CheckedNetwork,
  CheckedReadout,
  CheckedTrain,
  ScalarExpression,
} from "./model.js";
import type { RecordReading } from "./read-record.js";
import { componentNames } from "./scalar-expressions.js";
import { componentName, indicesOfShape } from "./values.js";

/** What the read-outs of a training may name. */
interface Measurable {
  readonly outputs: ReadonlySet<string>;
  /** Beside outputs in conditions: what keeps its value. */
  readonly constants: ReadonlySet<string>;
  readonly weights: ReadonlySet<string>;
  /** Columns on which what is fed depends. */
  readonly columns: ReadonlySet<string>;
}

/** Reports read-outs that a training cannot give; true if there are none. */
export function checkReadouts(
  reading: RecordReading,
  train: CheckedTrain,
  subject: CheckedLearn | CheckedNetwork,
  data: ElaboratedData["checked"],
): boolean {
  const measurable = measurableOf(train, subject, data);
  const measured = new Set(
    train.metrics.filter((readout) => readout.function !== undefined).map(({ label }) => label),
  );
  const isFit = ({ key, expected, fits }: Verdict, readout: CheckedReadout): boolean =>
    !reading.evaluation.emit({
      kind: "SettingValue",
      key,
      expected,
      found: `\`${readout.label}\``,
      fits,
      origin: readout.origin,
    });
  const metrics = train.metrics.map((readout) => isFit(metricVerdict(readout, measurable), readout));
  const plots = train.plot.map((readout) => isFit(plotVerdict(readout, measurable, measured), readout));
  return [...metrics, ...plots].every(Boolean);
}

interface Verdict {
  readonly key: string;
  readonly expected: string;
  readonly fits: boolean;
}

function metricVerdict(readout: CheckedReadout, { outputs, constants }: Measurable): Verdict {
  const read = [...readNames(readout.arguments)];
  const listed = listOf(outputs);
  switch (readout.function) {
    case "loss":
    case "r2":
      return { key: "metrics", expected: "", fits: true };
    case "accuracy": {
      const fits =
        read.some((name) => outputs.has(name)) &&
        read.every((name) => outputs.has(name) || constants.has(name));
      return { key: "accuracy", expected: `given a condition on outputs only (${listed})`, fits };
    }
    case "argmax": {
      const fits = read.length > 1 && read.every((name) => outputs.has(name));
      return { key: "argmax", expected: `given an output with several components (${listed})`, fits };
    }
    default: {
      const expected = "`loss`, `r2`, `accuracy(condition)` or `argmax(output)`";
      return { key: "metrics", expected, fits: false };
    }
  }
}

function plotVerdict(
  readout: CheckedReadout,
  { weights, columns }: Measurable,
  measured: ReadonlySet<string>,
): Verdict {
  const read = [...readNames(readout.arguments)];
  if (readout.function === "boundary") {
    const fits = read.length === 2 && read.every((name) => columns.has(name));
    return { key: "boundary", expected: `given two columns that are fed (${listOf(columns)})`, fits };
  }
  const isWeight =
    readout.function === undefined && read.length > 0 && read.every((name) => weights.has(name));
  const fits = readout.function === "loss" || isWeight || measured.has(readout.label);
  const expected = "`loss`, a weight, `boundary(column, column)` or one of the `metrics`";
  return { key: "plot", expected, fits };
}

function measurableOf(
  train: CheckedTrain,
  subject: CheckedLearn | CheckedNetwork,
  data: ElaboratedData["checked"],
): Measurable {
  if (subject.kind === "network") {
    const { output } = train;
    return {
      outputs: new Set(output?.kind === "Component" ? [output.name] : []),
      constants: new Set(),
      weights: new Set(train.weights),
      columns: columnsRead(train.feed, data),
    };
  }
  const { model } = subject;
  const inputs = new Set(model.inputs.map(({ name }) => name));
  const componentsOf = (quantities: typeof model.fixed): readonly string[] =>
    quantities.flatMap(({ components }) => components.map(({ name }) => name));
  return {
    outputs: new Set(
      model.outputs.flatMap(({ name, value }) =>
        indicesOfShape(value.shape).map((indices) => componentName(name, indices)),
      ),
    ),
    constants: new Set([...componentsOf(model.fixed), ...model.rates.map(({ name }) => name)]),
    weights: new Set(componentsOf(model.weights)),
    columns: columnsRead(
      train.feed.filter(({ quantity }) => inputs.has(quantity)),
      data,
    ),
  };
}

/** The columns that are read to feed quantities, and those from which they are computed. */
function columnsRead(
  feed: CheckedTrain["feed"],
  { columns }: ElaboratedData["checked"],
): ReadonlySet<string> {
  const definitions = new Map(columns.map(({ name, value }) => [name, value.components]));
  const found = new Set<string>();
  const pending = feed.flatMap(({ value }) => [...readNames(value.components)]);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    pending.push(...readNames(definitions.get(name.replace(/\[.*$/, "")) ?? []));
  }
  return found;
}

function readNames(expressions: readonly ScalarExpression[]): ReadonlySet<string> {
  return new Set(expressions.flatMap((expression) => [...componentNames(expression)]));
}

function listOf(names: ReadonlySet<string>): string {
  const shown = [...names].sort().slice(0, 8);
  if (shown.length === 0) return "there are none";
  return shown.map((name) => `\`${name}\``).join(", ") + (names.size > shown.length ? ", …" : "");
}
