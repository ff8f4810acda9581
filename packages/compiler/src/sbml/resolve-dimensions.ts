// SBML model + units → the dimension of every parameter, such that every formula is consistent; or the reason why there
// is no such assignment.

import {
  concentrationDimension,
  type Dimension,
  dimensionless,
  dimensionOf,
  timeDimension,
  volumeDimension,
} from "@ncrn/language";
import type { RateExpression } from "../network/reaction-network.js";
import { type DimensionContext, inferDimension, placedOperands } from "./expression-dimensions.js";
import type { SbmlModel } from "./sbml-model.js";
import { inSystem, type UnitSystem } from "./sbml-units.js";

/** A formula with the dimension that it must have; undefined: any. */
interface Constraint {
  readonly place: string;
  readonly expression: RateExpression;
  readonly expected: () => Dimension | undefined;
}

/** The context with all parameters known, or the place that contradicts the units. */
export type ResolvedDimensions = { readonly context: DimensionContext } | { readonly contradiction: string };

/** Amount of substance that passes per time. */
export function extentRate(profile: SbmlModel["profile"]): Dimension {
  return profile === "ssa"
    ? dimensionOf({ concentration: 1, time: -1 })
    : dimensionOf({ concentration: 1, volume: 1, time: -1 });
}

export function resolveDimensions(model: SbmlModel, system: UnitSystem): ResolvedDimensions {
  const known = new Map<string, Dimension>([[model.compartment, inSystem(volumeDimension, system)]]);
  for (const { id, dimension } of model.parameters) {
    if (dimension !== undefined) known.set(id, inSystem(dimension, system));
  }
  const context: DimensionContext = {
    species: inSystem(concentrationDimension, system),
    time: inSystem(timeDimension, system),
    parameter: (id) => known.get(id),
  };
  const constraints = constraintsOf(model, system, context);
  // Each pass may settle parameters that a later formula of the same pass needs; chains longer than this are not useful.
  for (let pass = 0; pass < 4; pass++) {
    for (const constraint of constraints) settleConstraint(constraint, context, known);
  }
  for (const { id } of model.parameters) if (!known.has(id)) known.set(id, dimensionless);
  const broken = constraints.find((constraint) => !settleConstraint(constraint, context, known));
  return broken === undefined ? { context } : { contradiction: broken.place };
}

function settleConstraint(
  { expression, expected }: Constraint,
  context: DimensionContext,
  known: Map<string, Dimension>,
): boolean {
  const dimension = expected() ?? inferDimension(expression, context);
  return dimension === undefined || settle(expression, dimension, context, known);
}

/** Gives open parameters the dimension of their place; false if a known one contradicts its place. */
function settle(
  expression: RateExpression,
  dimension: Dimension,
  context: DimensionContext,
  known: Map<string, Dimension>,
): boolean {
  if (expression.kind === "parameter" && !known.has(expression.id)) known.set(expression.id, dimension);
  if ((expression.kind === "parameter" || expression.kind === "number") && !hasWholeExponents(dimension))
    return false;
  const operands = placedOperands(expression, dimension, context);
  if (operands === undefined) return false;
  return operands.reduce(
    (fits, operand) => settle(operand.expression, operand.dimension, context, known) && fits,
    true,
  );
}

/** libSBML reads fractional exponents of unit definitions as whole ones. */
function hasWholeExponents(dimension: Dimension): boolean {
  return (
    dimension.kind !== "known" ||
    Object.values(dimension.exponents).every(({ denominator }) => denominator === 1)
  );
}

function constraintsOf(
  model: SbmlModel,
  system: UnitSystem,
  context: DimensionContext,
): readonly Constraint[] {
  const species = new Set(model.species.map(({ id }) => id));
  const rate = inSystem(extentRate(model.profile), system);
  return [
    ...model.reactions.map(({ id, law }) => ({
      place: `the law of ${id}`,
      expression: law,
      expected: () => rate,
    })),
    ...model.events.flatMap(({ name, trigger, assignments }) => [
      { place: `the condition of ${name}`, expression: trigger, expected: () => dimensionless },
      ...assignments.map(({ target, value }) => ({
        place: `the value of ${target} in ${name}`,
        expression: value,
        expected: () => (species.has(target) ? context.species : context.parameter(target)),
      })),
    ]),
    ...model.parameters.flatMap(({ id, name, formula }) =>
      formula === undefined
        ? []
        : [
            {
              place: `the value of ${name}`,
              expression: formula.expression,
              expected: () => context.parameter(id),
            },
          ],
    ),
    ...readoutConstraints(model, context),
  ];
}

/** A read-out that nothing else uses takes the dimension of its formula. */
function readoutConstraints(model: SbmlModel, context: DimensionContext): readonly Constraint[] {
  return model.parameters.flatMap(({ id, name, formula, dimension }) =>
    formula === undefined || dimension !== undefined
      ? []
      : [
          {
            place: `the value of ${name}`,
            expression: { kind: "parameter", id },
            expected: () => context.parameter(id) ?? inferDimension(formula.expression, context),
          },
        ],
  );
}
