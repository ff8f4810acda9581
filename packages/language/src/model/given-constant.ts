// A number given from outside for a constant → the value of that constant.

import type { ConstDeclaration, Expression, UnitExpression } from "../ast/nodes.js";
import { bare, unitOfExpression } from "./dimensions.js";
import { type Evaluation, originOf } from "./evaluation.js";
import { numberExpression } from "./scalar-expressions.js";
import { scalarValue, type Value } from "./values.js";

/** The number stands in the units of the file, as for rates. Where the text writes a unit, the value has its dimension, too. */
export function givenConstant(evaluation: Evaluation, node: ConstDeclaration, given: number): Value {
  const written = unitBehind(node.value);
  const unit = written && unitOfExpression(written);
  const dimension = unit === undefined || "unknownSymbol" in unit ? bare : unit.dimension;
  return scalarValue(numberExpression(given, originOf(evaluation, node)), dimension);
}

/** Of a number that stands there by itself. */
function unitBehind(value: Expression): UnitExpression | undefined {
  if (value.kind === "NumberLiteral") return value.unit;
  return value.kind === "UnaryExpression" && value.operator === "-" ? unitBehind(value.operand) : undefined;
}
