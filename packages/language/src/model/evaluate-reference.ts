// A name with optional indices → its value. Paths lead into instances (`j.T`), imports (`lib.n`) and rails (`x.p`).

import type { Expression, Reference } from "../ast/nodes.js";
import { reportUnless } from "./check-type.js";
import { timeDimension } from "./dimensions.js";
import { type Environment, environmentOf, valueOfName } from "./environment.js";
import { dimensionIn, type Evaluation, originOf } from "./evaluation.js";
import { constantOf, type MaybeValue, scalarValue, sizeOfShape, type Value } from "./values.js";

type Evaluate = (evaluation: Evaluation, node: Expression) => MaybeValue;

export function evaluateReference(evaluation: Evaluation, node: Reference, evaluate: Evaluate): MaybeValue {
  if (evaluation.names.faulty.has(node)) return undefined;
  const origin = originOf(evaluation, node);
  const [first] = node.path;
  if (
    first?.text === "time" &&
    node.path.length === 1 &&
    evaluation.names.symbolOf.get(first) === undefined
  ) {
    return scalarValue({ kind: "Time", origin }, dimensionIn(evaluation, timeDimension));
  }
  const whole = valueOfPath(evaluation, node);
  if (whole === undefined) return undefined;
  const value = node.indices.length === 0 ? whole : indexed(evaluation, node, whole, evaluate);
  if (value === undefined) return undefined;
  // Components point at the place that reads them, not at their declaration.
  return { ...value, origin, components: value.components.map((component) => ({ ...component, origin })) };
}

function valueOfPath(evaluation: Evaluation, node: Reference): MaybeValue {
  let environment: Environment | undefined = evaluation.environment;
  let value: MaybeValue;
  for (const name of node.path) {
    const symbol = evaluation.names.symbolOf.get(name);
    if (symbol === undefined) {
      // The path ends in `p` or `m`: the rail of the signal found so far.
      return value === undefined ? undefined : railOf(evaluation, value, name.text);
    }
    if (symbol.kind === "import") continue;
    if (symbol.kind === "instance") {
      const instances: Environment | undefined = environment && environmentOf(environment, symbol);
      environment = instances?.instances.get(symbol)?.();
      if (environment === undefined) return undefined;
      continue;
    }
    value = environment && valueOfName(environment, symbol, originOf(evaluation, name), evaluation.emit);
    if (value === undefined) return undefined;
  }
  return value;
}

/** Both rails of a signal are species named after it. */
function railOf(evaluation: Evaluation, signal: Value, rail: string): MaybeValue {
  const components = signal.components.map((component) => {
    if (component.kind !== "Component") return component;
    evaluation.railUsed(component.name);
    return { ...component, name: `${component.name}.${rail}` };
  });
  return { ...signal, components };
}

/** Fewer indices than axes give a row, or a block of rows. */
function indexed(evaluation: Evaluation, node: Reference, whole: Value, evaluate: Evaluate): MaybeValue {
  const name = node.path.map((part) => part.text).join(".");
  if (node.indices.length > whole.shape.length) {
    const found = `${node.indices.length} ${node.indices.length === 1 ? "index" : "indices"}`;
    const expected =
      whole.shape.length === 0 ? `\`${name}\` without index` : `at most ${whole.shape.length} of them`;
    evaluation.emit({
      kind: "ValueType",
      expected,
      found,
      fits: false,
      origin: originOf(evaluation, node),
      expectedAt: undefined,
    });
    return undefined;
  }
  let offset = 0;
  for (const [axis, index] of node.indices.entries()) {
    const position = indexValue(evaluation, index, evaluate);
    const length = whole.shape[axis] ?? 0;
    if (position === undefined) return undefined;
    const origin = originOf(evaluation, index);
    const symbol = evaluation.names.symbolOf.get(node.path.at(-1)!);
    const declaration = symbol && { file: symbol.file, span: symbol.nameNode.span };
    if (evaluation.emit({ kind: "Index", name, index: position, length, origin, declaration }))
      return undefined;
    offset = offset * length + (position - 1);
  }
  const shape = whole.shape.slice(node.indices.length);
  const size = sizeOfShape(shape);
  return { ...whole, shape, components: whole.components.slice(offset * size, (offset + 1) * size) };
}

function indexValue(evaluation: Evaluation, index: Expression, evaluate: Evaluate): number | undefined {
  const value = evaluate(evaluation, index);
  if (value === undefined) return undefined;
  const position = constantOf(value);
  if (Number.isInteger(position)) return position;
  const found = position === undefined ? "something else" : String(position);
  const origin = originOf(evaluation, index);
  reportUnless(evaluation, false, { expected: "a whole number as index", found, origin });
  return undefined;
}
