// Comparisons of a column of a file with a text or number: is it in the column at all?

import type { BinaryExpression, Expression } from "../ast/nodes.js";
import { reportUnless } from "./check-type.js";
import type { Evaluation } from "./evaluation.js";
import { constantOf, describeType, scalarOf, type Value } from "./values.js";

/** Tells the rules of texts that are compared with a column; false if a number is compared with a column of text. */
export function checkLabels(
  evaluation: Evaluation,
  node: BinaryExpression,
  { left, right }: { readonly left: Value; readonly right: Value },
): boolean {
  if (!comparisons.has(node.operator)) return true;
  return (
    checkComparison(evaluation, columnIn(evaluation, node.left), right) &&
    checkComparison(evaluation, columnIn(evaluation, node.right), left)
  );
}

const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** A column of a file with its distinct values. */
interface FileColumn {
  readonly name: string;
  readonly labels: readonly string[];
}

function columnIn(evaluation: Evaluation, node: Expression): FileColumn | undefined {
  if (node.kind === "ParenthesizedExpression") return columnIn(evaluation, node.inner);
  if (node.kind !== "Reference" || node.indices.length > 0) return undefined;
  const name = node.path.at(-1);
  const symbol = name && evaluation.names.symbolOf.get(name);
  const labels = symbol?.kind === "column" ? evaluation.textsOf(symbol) : undefined;
  return symbol && labels && { name: symbol.name, labels };
}

function checkComparison(evaluation: Evaluation, column: FileColumn | undefined, other: Value): boolean {
  if (column === undefined) return true;
  const { name, labels } = column;
  const component = scalarOf(other);
  if (component?.kind === "Text") {
    evaluation.emit({ kind: "Label", label: component.value, column: name, labels, origin: other.origin });
    return true;
  }
  const isText = labels.length > 0 && labels.every((label) => Number.isNaN(Number(label)));
  const found = `${describeType("number")}: the column \`${name}\` has ${labels
    .slice(0, 3)
    .map((label) => `\`${label}\``)
    .join(", ")}${labels.length > 3 ? ", …" : ""}`;
  return reportUnless(evaluation, !(isText && constantOf(other) !== undefined), {
    expected: describeType("text"),
    found,
    origin: other.origin,
  });
}
