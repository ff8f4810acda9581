// Rows of a task as numbers, the points of its grid with their true targets, and scores of outputs against targets.
import { createRandom } from "@ncrn/simulator";

/** `{ inputs, targets }` for each row of a part, in the order of the model's components. */
export function samplesOf(task, part) {
  const { columns, rows } = task.data[part];
  return rows.map((row) => sampleOf(task, new Map(columns.map((column, index) => [column, row[index]]))));
}

/** The points of the test grid; targets come from the formulas of the data record. Empty without a grid. */
export function gridSamplesOf(task) {
  const { testGrid } = task.data;
  if (testGrid === undefined) return [];
  return testGrid.rows.map((row) => {
    const values = new Map(testGrid.columns.map((column, index) => [column, row[index]]));
    const formulas = new Map(task.columns.map(({ name, value }) => [name, value.components[0]]));
    return sampleOf(task, values, formulas);
  });
}

function sampleOf({ record, source }, values, formulas = new Map()) {
  if (source.kind !== "learn") return { inputs: [], targets: [numberOf(record.target, values, formulas)] };
  const feed = new Map(record.feed.map(({ quantity, value }) => [quantity, value.components]));
  const numbers = (quantities) =>
    quantities.flatMap(({ name }) =>
      feed.get(name).map((expression) => numberOf(expression, values, formulas)),
    );
  return { inputs: numbers(source.model.inputs), targets: numbers(source.model.targets) };
}

/** Which samples an epoch uses when; the same order as in training. */
export function orderOf({ record, seed, data }, epoch) {
  const order = data.training.rows.map((_, index) => index);
  if (record.samples === "as_given") return order;
  return createRandom(seed, `samples of epoch ${epoch}`).shuffle(order);
}

/**
 * The share of samples that the record's `accuracy(…)` or `argmax(…)` counts, or of those whose output lies on the
 * target's side of a threshold; undefined without either.
 */
export function accuracyOf(task, outputs, samples, threshold) {
  if (samples.length === 0) return undefined;
  const isRight = judgeOf(task, threshold);
  if (isRight === undefined) return undefined;
  return samples.filter(({ targets }, index) => isRight(outputs[index], targets)).length / samples.length;
}

function judgeOf(task, threshold) {
  if (threshold !== undefined) return ([output], [target]) => output > threshold === target > threshold;
  const metric = task.record.metrics.find((readout) => ["accuracy", "argmax"].includes(readout.function));
  if (metric === undefined) return undefined;
  return metric.function === "argmax" ? sameLargest : sameSide(task, metric.arguments[0]);
}

function sameLargest(outputs, targets) {
  return outputs.indexOf(Math.max(...outputs)) === targets.indexOf(Math.max(...targets));
}

function sameSide({ source }, condition) {
  const [name] = source.model.outputs.map((output) => output.name);
  const holds = ([value]) => numberOf(condition, new Map([[name, value]])) !== 0;
  return (outputs, targets) => holds(outputs) === holds(targets);
}

const OPERATORS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "&&": (a, b) => Number(a !== 0 && b !== 0),
  "||": (a, b) => Number(a !== 0 || b !== 0),
};

/** An expression over columns; a column without a value is computed by its formula. */
export function numberOf(expression, values, formulas = new Map()) {
  const of = (part) => numberOf(part, values, formulas);
  switch (expression.kind) {
    case "Number":
      return expression.value;
    case "Component": {
      const value = values.get(expression.name);
      if (value !== undefined) return value;
      const formula = formulas.get(expression.name);
      if (formula === undefined) throw new Error(`no value of ${expression.name}`);
      return of(formula);
    }
    case "Negate":
      return -of(expression.operand);
    case "Not":
      return Number(of(expression.operand) === 0);
    case "Binary":
      return OPERATORS[expression.operator](of(expression.left), of(expression.right));
    case "Conditional":
      return of(expression.condition) === 0 ? of(expression.elseValue) : of(expression.thenValue);
    case "Call":
      return Math[expression.function](...expression.arguments.map(of));
    default:
      throw new Error(`a ${expression.kind} has no value at a point of the grid`);
  }
}
