// `species`, `rate`, `signal`, `weight`, … and `init` → components with their initial values.

import type {
  Expression,
  InitStatement,
  QuantityDeclaration,
  QuantityItem,
  QuantityKeyword,
} from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import { componentsFor, numberFor } from "./assign-value.js";
import { type Readable, readable, readsOnly } from "./component-kinds.js";
import { concentrationDimension, type Dimension, unknownDimension } from "./dimensions.js";
import { bindValue } from "./environment.js";
import { evaluate } from "./evaluate-expression.js";
import { dimensionIn, originOf, overrideInBlock, spend } from "./evaluation.js";
import type { ScalarExpression } from "./model.js";
import {
  type BlockContext,
  type ComponentEntry,
  markIncomplete,
  type QuantityEntry,
} from "./network-builder.js";
import { constantValue, numberExpression } from "./scalar-expressions.js";
import { componentName, indicesOfShape, sizeOfShape } from "./values.js";

/** Makes the components of one declared name and binds the name to them. */
export function declareQuantity(
  context: BlockContext,
  declaration: QuantityDeclaration,
  item: QuantityItem,
): void {
  const { evaluation, builder } = context;
  const symbol = evaluation.names.symbolOf.get(item.name);
  if (symbol === undefined || evaluation.names.faulty.has(item.name)) {
    markIncomplete(context);
    return;
  }
  const shape = shapeOf(context, declaration, item);
  const origin = originOf(evaluation, item.name);
  if (shape === undefined || !spend(evaluation, sizeOfShape(shape), origin)) {
    markIncomplete(context);
    bindValue(evaluation.environment, symbol, undefined);
    return;
  }
  const quantity = quantityOf(context, declaration, item, { symbol, shape });
  const first = builder.quantityOf.get(quantity.name);
  // Two blocks of `if` may each declare a name, but not both at once.
  if (first !== undefined && evaluation.emit({ kind: "Redeclaration", symbol, first: first.symbol }))
    markIncomplete(context);
  const dimension = dimensionOfQuantity(context, declaration.keyword, item);
  for (const component of quantity.components) builder.components.set(component.name, component);
  (declaration.keyword === "output" ? builder.outputs : builder.quantities).push(quantity);
  builder.quantityOf.set(quantity.name, quantity);
  bindValue(evaluation.environment, symbol, {
    type: "number",
    shape,
    components: quantity.components.map(
      ({ name }): ScalarExpression => ({ kind: "Component", name, origin }),
    ),
    dimension,
    origin,
  });
}

/** The written shape; an output without one takes the shape of its value. */
function shapeOf(
  context: BlockContext,
  declaration: QuantityDeclaration,
  item: QuantityItem,
): readonly number[] | undefined {
  const { evaluation } = context;
  if (declaration.keyword === "output" && item.shape.length === 0 && item.value !== undefined) {
    return evaluate(evaluation, item.value)?.shape;
  }
  const shape: number[] = [];
  for (const size of item.shape) {
    const length = numberFor(evaluation, evaluate(evaluation, size), "a shape");
    if (length === undefined) return undefined;
    const fits = Number.isInteger(length) && length >= 1;
    const origin = originOf(evaluation, size);
    evaluation.emit({
      kind: "ValueType",
      expected: "a positive whole number as length",
      found: String(length),
      fits,
      origin,
      expectedAt: undefined,
    });
    if (!fits) return undefined;
    shape.push(length);
  }
  return shape;
}

function quantityOf(
  context: BlockContext,
  declaration: QuantityDeclaration,
  item: QuantityItem,
  { symbol, shape }: Pick<QuantityEntry, "symbol" | "shape">,
): QuantityEntry {
  const { evaluation, builder, phase } = context;
  const kind = declaration.keyword;
  const base = context.prefix + item.name.text;
  const origin = originOf(evaluation, item.name);
  const documentation =
    builder.documentationAt(item.span.start) ??
    (declaration.items[0] === item ? builder.documentationAt(declaration.span.start) : undefined);
  const nonNegative = item.lowerBound !== undefined && checkLowerBound(context, item, item.lowerBound);
  const unit = unitOf(item.value);
  const components: ComponentEntry[] = indicesOfShape(shape).map((indices) => {
    const name = componentName(base, indices);
    return { kind, name, base, indices, origin, nonNegative, phase, unit, documentation };
  });
  return { symbol, kind, name: base, shape, components, nonNegative, origin, documentation };
}

/** Only `>= 0` has a meaning. */
function checkLowerBound(
  context: BlockContext,
  item: QuantityItem,
  bound: NonNullable<QuantityItem["lowerBound"]>,
): boolean {
  const { evaluation } = context;
  const value = numberFor(evaluation, evaluate(evaluation, bound), "a bound");
  if (value === undefined) return false;
  const origin = originOf(evaluation, bound);
  const key = `${item.name.text} >=`;
  evaluation.emit({
    kind: "SettingValue",
    key,
    expected: "0, the only bound there is",
    found: String(value),
    fits: value === 0,
    origin,
  });
  return value === 0;
}

/** The unit as written after the number, e.g. `1/nM/s`. */
export function unitOf(value: Expression | undefined): string | undefined {
  if (value?.kind !== "NumberLiteral" || value.unit === undefined) return undefined;
  return value.unit.factors
    .map(({ name, operator, exponent }, index) => {
      const power = exponent === 1 ? "" : `^${exponent}`;
      const separator = index === 0 ? (operator === "/" ? "1/" : "") : operator;
      return `${separator}${name.text}${power}`;
    })
    .join("");
}

/** Species are concentrations; a rate has the unit of its value; of the rest nothing is known. */
function dimensionOfQuantity(context: BlockContext, keyword: QuantityKeyword, item: QuantityItem): Dimension {
  const { evaluation } = context;
  if (keyword === "species" || keyword === "clamped species")
    return dimensionIn(evaluation, concentrationDimension);
  if ((keyword !== "rate" && keyword !== "signal") || item.value === undefined || !evaluation.units.active)
    return unknownDimension;
  const value = evaluate(evaluation, item.value);
  return value === undefined || value.dimension.kind === "bare" ? unknownDimension : value.dimension;
}

/** Evaluates the value behind a declared name. */
export function setInitialValues(
  context: BlockContext,
  declaration: QuantityDeclaration,
  item: QuantityItem,
): void {
  const { evaluation, builder } = context;
  const quantity = builder.quantityOf.get(context.prefix + item.name.text);
  if (quantity === undefined) return;
  const symbol = evaluation.names.symbolOf.get(item.name);
  if (item.value === undefined) {
    if (symbol === undefined || !needsValue.has(declaration.keyword)) return;
    // A second declaration of a name has been reported as that.
    if (evaluation.names.faulty.has(item.name)) return;
    if (applyOverrides(context, quantity)) return;
    if (evaluation.emit({ kind: "NoValue", symbol, origin: quantity.origin })) markIncomplete(context);
    return;
  }
  const dimension = dimensionIn(evaluation, neededDimension(declaration.keyword));
  const values = componentsFor(evaluation, evaluate(evaluation, item.value), {
    shape: quantity.shape,
    dimension,
    origin: quantity.origin,
  });
  if (values === undefined) {
    markIncomplete(context);
    return;
  }
  for (const [index, component] of quantity.components.entries())
    setInitial(context, component, values[index]!);
  applyOverrides(context, quantity);
}

const needsValue: ReadonlySet<QuantityKeyword> = new Set(["rate", "fixed", "output"]);

function neededDimension(keyword: QuantityKeyword): Dimension {
  return keyword === "species" || keyword === "clamped species" ? concentrationDimension : unknownDimension;
}

/** Values given from outside, by the name of the quantity or of one component. True if all components have one. */
function applyOverrides(context: BlockContext, quantity: QuantityEntry): boolean {
  const { evaluation, block } = context;
  if (quantity.kind === "output") return false;
  let all = true;
  for (const component of quantity.components) {
    const given =
      overrideInBlock(evaluation.overrides, block, component.name) ??
      overrideInBlock(evaluation.overrides, block, quantity.name);
    if (given === undefined) all = false;
    else {
      setInitial(context, component, numberExpression(given, quantity.origin));
    }
  }
  return all;
}

function setInitial(context: BlockContext, component: ComponentEntry, value: ScalarExpression): void {
  const { evaluation, builder } = context;
  builder.initial.set(component.name, value);
  builder.initialised.add(component.name);
  const { name, base, kind, origin } = component;
  const isFit = readsOnly(context, value, startOf(context, kind));
  const isRate = kind === "rate";
  const isAmount = kind === "species" || kind === "clamped species";
  const symbol = builder.quantityOf.get(base)?.symbol;
  const { reacting, withEquation } = evaluation.names;
  const reacts = symbol !== undefined && reacting.has(symbol);
  const hasEquation = symbol !== undefined && withEquation.has(symbol);
  const wrong =
    (isRate &&
      evaluation.emit({
        kind: "RateValue",
        value,
        origin: value.origin,
        inReaction: false,
      })) ||
    (isAmount &&
      evaluation.emit({
        ...{ kind: "InitialValue", name, base, value, reacts, hasEquation },
        declaration: origin,
      }));
  if (!isFit || wrong) markIncomplete(context);
}

/** A rate that stands in no declaration of its own: the number given for a parameter of a module. */
export function declareGivenRate(
  context: BlockContext,
  quantity: Pick<QuantityEntry, "symbol" | "name" | "shape" | "origin"> & {
    readonly unit: string | undefined;
  },
  values: readonly ScalarExpression[],
): readonly ScalarExpression[] {
  const { builder } = context;
  const { symbol, name: base, origin, shape, unit } = quantity;
  const shared = { kind: "rate", nonNegative: false, documentation: undefined } as const;
  const components = indicesOfShape(shape).map((indices): ComponentEntry => {
    const name = componentName(base, indices);
    return { name, base, indices, origin, phase: undefined, unit, ...shared };
  });
  const entry: QuantityEntry = { symbol, name: base, shape, components, origin, ...shared };
  for (const component of components) builder.components.set(component.name, component);
  builder.quantities.push(entry);
  builder.quantityOf.set(base, entry);
  for (const [index, component] of components.entries()) setInitial(context, component, values[index]!);
  applyOverrides(context, entry);
  return components.map(({ name }) => ({ kind: "Component", name, origin }));
}

/** What a value at the start may read; an output is no value at the start. */
function startOf(context: BlockContext, kind: QuantityKeyword): Readable {
  if (kind === "output") return readable.modelEquation;
  return context.container === "model" && kind === "state" ? readable.modelStart : readable.networkStart;
}

/** `init X[1] = 1`: later than the declaration, for single components. */
export function setInitStatement(context: BlockContext, node: InitStatement): void {
  const { evaluation, builder, block } = context;
  for (const { target, value } of node.items) {
    const place = evaluate(evaluation, target);
    const dimension = place?.dimension ?? unknownDimension;
    const given = evaluate(evaluation, value);
    const values =
      place && componentsFor(evaluation, given, { shape: place.shape, dimension, origin: place.origin });
    if (place === undefined || values === undefined) {
      markIncomplete(context);
      continue;
    }
    for (const [index, component] of place.components.entries()) {
      const entry = component.kind === "Component" ? builder.components.get(component.name) : undefined;
      if (entry === undefined) continue;
      setInitial(context, entry, values[index]!);
      const override =
        overrideInBlock(evaluation.overrides, block, entry.name) ??
        overrideInBlock(evaluation.overrides, block, entry.base);
      if (override !== undefined) builder.initial.set(entry.name, numberExpression(override, entry.origin));
    }
  }
}

/** The initial value of a component, 0 if the text gives none. */
export function initialOf(
  context: Pick<BlockContext, "builder">,
  name: string,
  origin: Origin,
): ScalarExpression {
  const value = context.builder.initial.get(name) ?? numberExpression(0, origin);
  // Species start at their value, never at −0.
  return constantValue(value) === 0 ? numberExpression(0, value.origin) : value;
}
