// Reactions, equations and events over scalar components.

import type {
  Complex,
  ComplexTerm,
  EquationStatement,
  EventAssignment,
  EventStatement,
  Expression,
  ReactionStatement,
  Reference,
} from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import { componentsFor, scalarFor } from "./assign-value.js";
import { checkType, reportUnless } from "./check-type.js";
import { readable, readsOnly } from "./component-kinds.js";
import { divideDimensions, fluxDimension, timeDimension, unknownDimension } from "./dimensions.js";
import { evaluate } from "./evaluate-expression.js";
import { dimensionIn, type Evaluation, originOf } from "./evaluation.js";
import type { CheckedAssignment, CheckedReaction, CheckedTerm, ScalarExpression } from "./model.js";
import { type BlockContext, markIncomplete } from "./network-builder.js";
import { constantValue } from "./scalar-expressions.js";
import { textOfScalar } from "./text-of-expression.js";
import { describeValue, scalarOf, type Value } from "./values.js";

/** One reaction, or two if it is reversible. */
export function elaborateReaction(context: BlockContext, node: ReactionStatement): void {
  const left = termsOf(context, node.left);
  const right = termsOf(context, node.right);
  const catalysts = node.catalysts === undefined ? [] : termsOf(context, node.catalysts);
  if (left === undefined || right === undefined || catalysts === undefined) {
    markIncomplete(context);
    return;
  }
  const reactants = merged(catalysts.length === 0 ? left : [...left, ...catalysts]);
  const products = merged(catalysts.length === 0 ? right : [...right, ...catalysts]);
  const label = node.label?.text;
  elaborateDirection(context, node, { label, reactants, products, rateNode: node.arrow.rates[0] });
  if (!node.arrow.reversible) return;
  elaborateDirection(context, node, {
    label: label === undefined ? undefined : `${label}_reverse`,
    reactants: products,
    products: reactants,
    rateNode: node.arrow.rates[1],
  });
}

/** A reaction read in one direction. */
interface Direction extends Pick<CheckedReaction, "label" | "reactants" | "products"> {
  readonly rateNode: Expression | undefined;
}

function elaborateDirection(
  context: BlockContext,
  node: ReactionStatement,
  { label, reactants, products, rateNode }: Direction,
): void {
  const rate = rateNode && rateOf(context, node, rateNode, reactants);
  if (rate === undefined) {
    markIncomplete(context);
    return;
  }
  const reaction: CheckedReaction = {
    label,
    reactants,
    products,
    rate: { kind: node.arrow.rateKind, expression: rate },
    phase: context.phase,
    origin: originOf(context.evaluation, node),
    documentation: context.builder.documentationAt(node.span.start),
    ...instanceOf(context),
  };
  context.builder.reactions.push({ statement: node, reaction });
}

/** The copy of a module that a statement belongs to, if any. */
function instanceOf({ prefix }: BlockContext): { readonly instance?: string } {
  return prefix === "" ? {} : { instance: prefix.slice(0, -1) };
}

function termsOf(context: BlockContext, complex: Complex): CheckedTerm[] | undefined {
  const { evaluation } = context;
  const terms: CheckedTerm[] = [];
  let complete = true;
  for (const term of complex.terms) {
    const isCounted =
      term.coefficientRaw === undefined || checkCoefficient(evaluation, term, term.coefficientRaw);
    const species = componentOf(context, term.species, "one species");
    if (!isCounted || species === undefined) complete = false;
    else terms.push({ species, coefficient: term.coefficient, origin: originOf(evaluation, term.species) });
  }
  return complete ? terms : undefined;
}

/** Anything but digits has been reported by the parser. */
function checkCoefficient(evaluation: Evaluation, term: ComplexTerm, raw: string): boolean {
  if (!/^\d+$/.test(raw)) return false;
  const origin = originOf(evaluation, term);
  return !evaluation.emit({ kind: "Coefficient", raw, value: term.coefficient, origin });
}

/** The name of the single component that a reference means. */
function componentOf(context: BlockContext, reference: Reference, expected: string): string | undefined {
  const { evaluation } = context;
  const value = evaluate(evaluation, reference);
  if (value === undefined) return undefined;
  const component = scalarOf(value);
  if (component?.kind === "Component") return component.name;
  const found = component === undefined ? describeValue(value) : "a value";
  reportUnless(evaluation, false, { expected, found, origin: originOf(evaluation, reference) });
  return undefined;
}

/** Equal species are counted together: `A + A` is `2 A`. */
function merged(terms: readonly CheckedTerm[]): readonly CheckedTerm[] {
  const [first, second] = terms;
  if (terms.length < 2 || (terms.length === 2 && first?.species !== second?.species)) return terms;
  const bySpecies = new Map<string, CheckedTerm>();
  for (const term of terms) {
    const known = bySpecies.get(term.species);
    bySpecies.set(
      term.species,
      known === undefined ? term : { ...known, coefficient: known.coefficient + term.coefficient },
    );
  }
  return [...bySpecies.values()];
}

/** Number of molecules that meet. */
function orderOf(reactants: readonly CheckedTerm[]): number {
  return reactants.reduce((sum, term) => sum + term.coefficient, 0);
}

function rateOf(
  context: BlockContext,
  node: ReactionStatement,
  rateNode: Expression,
  reactants: readonly CheckedTerm[],
): ScalarExpression | undefined {
  const { evaluation } = context;
  const isLaw = node.arrow.rateKind === "law";
  const value = evaluate(isLaw ? { ...evaluation, numbersTakeUnits: true } : evaluation, rateNode);
  const origin = originOf(evaluation, rateNode);
  const dimension = isLaw ? dimensionIn(evaluation, fluxDimension) : unknownDimension;
  const rate = scalarFor(evaluation, value, { dimension, origin });
  if (rate === undefined || value === undefined || isLaw) return rate;
  // A species in it would change the law behind the reader's back.
  if (!readsOnly(context, rate, readable.rateConstant)) return undefined;
  if (evaluation.emit({ kind: "RateValue", value: rate, origin, inReaction: true })) return undefined;
  return checkRateDimension(context, rateNode, value, orderOf(reactants)) ? rate : undefined;
}

function checkRateDimension(context: BlockContext, node: Expression, value: Value, order: number): boolean {
  const { evaluation, builder } = context;
  const component = scalarOf(value);
  const entry = component?.kind === "Component" ? builder.components.get(component.name) : undefined;
  const unit = node.kind === "NumberLiteral" ? node.unit : undefined;
  return !evaluation.emit({
    kind: "RateConstant",
    order,
    dimension: value.dimension,
    origin: originOf(evaluation, node),
    unitSpan: unit && originOf(evaluation, unit),
    declaration: entry?.origin,
    symbols: evaluation.units,
  });
}

/** `x' = expression`; an array target gives one equation a component. */
export function elaborateEquation(context: BlockContext, node: EquationStatement): void {
  const { evaluation, builder } = context;
  const target = evaluate(evaluation, node.target);
  const value = evaluate({ ...evaluation, numbersTakeUnits: true }, node.value);
  if (target === undefined) {
    markIncomplete(context);
    return;
  }
  const dimension = divideDimensions(target.dimension, dimensionIn(evaluation, timeDimension));
  const values = componentsFor(evaluation, value, { shape: target.shape, dimension, origin: target.origin });
  if (values === undefined) markIncomplete(context);
  for (const [index, component] of target.components.entries()) {
    if (component.kind !== "Component") continue;
    const isSecond = noteEquation(context, node, component.name);
    const expression = values?.[index];
    if (isSecond || expression === undefined) continue;
    if (context.container === "model" && !readsOnly(context, expression, readable.modelEquation))
      markIncomplete(context);
    const origin = originOf(evaluation, node);
    const place = { phase: context.phase, origin, ...instanceOf(context) };
    builder.equations.push({ target: component.name, value: expression, ...place });
  }
}

/** Reports a second equation of a component; one a phase is allowed. */
function noteEquation(context: BlockContext, node: EquationStatement, target: string): boolean {
  const { evaluation, builder, phase } = context;
  const origin = originOf(evaluation, node.target);
  const known = builder.equationPlaces.get(target) ?? [];
  const first = known.find(
    (place) => place.phase === undefined || phase === undefined || place.phase === phase,
  );
  const isSecond = evaluation.emit({
    kind: "Equation",
    target,
    statement: node,
    origin,
    first: first?.origin,
  });
  if (isSecond) markIncomplete(context);
  builder.equationPlaces.set(target, [...known, { origin, phase }]);
  return isSecond;
}

export function elaborateEvent(context: BlockContext, node: EventStatement): void {
  const { evaluation } = context;
  const condition = evaluate(evaluation, node.condition);
  const isTime = node.trigger !== "when";
  const origin = originOf(evaluation, node.condition);
  const needed = { dimension: isTime ? dimensionIn(evaluation, timeDimension) : unknownDimension, origin };
  const fits = condition !== undefined && (isTime || checkType(evaluation, condition, "truth"));
  const trigger = !fits ? undefined : isTime ? scalarFor(evaluation, condition, needed) : scalarOf(condition);
  const assignments = node.assignments.map((assignment) => assignmentsOf(context, assignment));
  const known = assignments.filter((list) => list !== undefined);
  const isKnown = trigger !== undefined && (!isTime || readsOnly(context, trigger, readable.eventTime));
  if (trigger === undefined || !isKnown || known.length < assignments.length) {
    markIncomplete(context);
    return;
  }
  context.builder.events.push({
    trigger: node.trigger,
    condition: trigger,
    assignments: known.flat(),
    origin: originOf(evaluation, node),
  });
}

function assignmentsOf(
  context: BlockContext,
  node: EventAssignment,
): readonly CheckedAssignment[] | undefined {
  const { evaluation } = context;
  const target = evaluate(evaluation, node.target);
  const value = evaluate(evaluation, node.value);
  if (target === undefined) return undefined;
  const values = componentsFor(evaluation, value, {
    shape: target.shape,
    dimension: target.dimension,
    origin: target.origin,
  });
  if (values === undefined) return undefined;
  const origin: Origin = originOf(evaluation, node);
  const assignments = values.map((expression, index) => {
    const name = assignedName(context, target.components[index]!);
    const isFit = name !== undefined && mayHold(context, name, { ...node, value: expression });
    return isFit ? { target: name, operator: node.operator, value: expression, origin } : undefined;
  });
  const known = assignments.filter((assignment) => assignment !== undefined);
  return known.length < assignments.length ? undefined : known;
}

/** The component that an event sets; the time, and what is computed from other quantities, cannot be set. */
function assignedName({ evaluation }: BlockContext, target: ScalarExpression): string | undefined {
  if (target.kind === "Component") return target.name;
  const found = target.kind === "Time" ? "the time" : `the computed value \`${textOfScalar(target)}\``;
  reportUnless(evaluation, false, { expected: "a species, signal or rate", found, origin: target.origin });
  return undefined;
}

/** Reports a number that the component can never have; what is computed shows in the run. */
function mayHold(
  { evaluation, builder }: BlockContext,
  name: string,
  { operator, value }: { readonly operator: string; readonly value: ScalarExpression },
): boolean {
  const kind = builder.components.get(name)?.kind;
  const number = constantValue(value);
  const { origin } = value;
  if (operator !== "=" || number === undefined || kind === "signal") return true;
  if (kind === "rate") return !evaluation.emit({ kind: "RateValue", value, origin, inReaction: false });
  const found = String(number);
  const expected = "0 or more";
  return !evaluation.emit({ kind: "SettingValue", key: name, expected, found, fits: number >= 0, origin });
}
