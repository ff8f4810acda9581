// Names of components: of an array, and those that an expression refers to.

import { operandsOf, type ScalarExpression, type ScalarFunction } from "@ncrn/language";

/** `name`, or `name[1]`, `name[2]`, … (row-major) for an array. */
export function componentNamesOf(name: string, shape: readonly number[]): readonly string[] {
  if (shape.length === 0) return [name];
  let suffixes: readonly string[] = [""];
  for (const length of shape) {
    suffixes = suffixes.flatMap((suffix) =>
      Array.from({ length }, (_, index) => (suffix === "" ? `${index + 1}` : `${suffix},${index + 1}`)),
    );
  }
  return suffixes.map((suffix) => `${name}[${suffix}]`);
}

/** Names that the expressions refer to, in order of first occurrence. */
export function componentNames(expressions: readonly ScalarExpression[]): readonly string[] {
  const names = [...distinctNodes(expressions)].flatMap((node) =>
    node.kind === "Component" ? [node.name] : [],
  );
  return [...new Set(names)];
}

/** Names of components that must be numbers: those not compared with a text. */
export function numericComponentNames(expressions: readonly ScalarExpression[]): readonly string[] {
  const compared = new Set<string>();
  for (const node of distinctNodes(expressions)) {
    if (node.kind !== "Binary" || !["==", "!="].includes(node.operator)) continue;
    const sides = [node.left, node.right];
    if (!sides.some(({ kind }) => kind === "Text")) continue;
    for (const side of sides) if (side.kind === "Component") compared.add(side.name);
  }
  return componentNames(expressions).filter((name) => !compared.has(name));
}

/** True if any of the expressions draws a random number. */
export function containsDraw(expressions: readonly ScalarExpression[]): boolean {
  return [...distinctNodes(expressions)].some(({ kind }) => kind === "Draw");
}

/** Functions that the expressions call. */
export function calledFunctions(expressions: readonly ScalarExpression[]): ReadonlySet<ScalarFunction> {
  const called = new Set<ScalarFunction>();
  for (const expression of distinctNodes(expressions)) {
    if (expression.kind === "Call") called.add(expression.function);
  }
  return called;
}

/** Every node once, depth first; shared subtrees are visited once. */
function distinctNodes(expressions: readonly ScalarExpression[]): ReadonlySet<ScalarExpression> {
  const visited = new Set<ScalarExpression>();
  const pending = [...expressions].reverse();
  for (let expression = pending.pop(); expression !== undefined; expression = pending.pop()) {
    if (visited.has(expression)) continue;
    visited.add(expression);
    pending.push(...[...operandsOf(expression)].reverse());
  }
  return visited;
}
