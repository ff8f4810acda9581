// Which shapes fit which operator. Scalars fit everywhere.

import type { BinaryOperator } from "../ast/nodes.js";
import { sameShape } from "./values.js";

/** The shape of `left operator right`, or why there is none. */
export type BinaryShape =
  | { readonly kind: "elementwise"; readonly shape: readonly number[] }
  | { readonly kind: "matrix product"; readonly shape: readonly number[]; readonly inner: number }
  | { readonly kind: "ambiguous product" }
  | { readonly kind: "mismatch" };

export function binaryShape(
  operator: BinaryOperator,
  left: readonly number[],
  right: readonly number[],
): BinaryShape {
  if (operator === "^") return powerShape(left, right);
  if (operator === "/" && right.length > 0) return { kind: "mismatch" };
  if (left.length === 0) return { kind: "elementwise", shape: right };
  if (right.length === 0) return { kind: "elementwise", shape: left };
  if (operator === "*") return productShape(left, right);
  return sameShape(left, right) ? { kind: "elementwise", shape: left } : { kind: "mismatch" };
}

/** A power of a vector is taken component by component; of a matrix it could mean two things. */
function powerShape(left: readonly number[], right: readonly number[]): BinaryShape {
  return right.length === 0 && left.length < 2 ? { kind: "elementwise", shape: left } : { kind: "mismatch" };
}

function productShape(left: readonly number[], right: readonly number[]): BinaryShape {
  if (left.length === 1 && right.length === 1) {
    return sameShape(left, right) ? { kind: "ambiguous product" } : { kind: "mismatch" };
  }
  const [rows, inner] = left;
  const [height, columns] = right;
  if (
    left.length !== 2 ||
    right.length > 2 ||
    rows === undefined ||
    inner === undefined ||
    inner !== height
  ) {
    return { kind: "mismatch" };
  }
  return { kind: "matrix product", shape: columns === undefined ? [rows] : [rows, columns], inner };
}

/** True if the product would fit with the matrix on one side transposed. */
export function fitsTransposed(operator: string, left: readonly number[], right: readonly number[]): boolean {
  if (operator !== "*") return false;
  const swap = (shape: readonly number[]): readonly number[] =>
    shape.length === 2 ? [...shape].reverse() : shape;
  return (
    (left.length === 2 && productShape(swap(left), right).kind === "matrix product") ||
    (right.length === 2 && productShape(left, swap(right)).kind === "matrix product")
  );
}
