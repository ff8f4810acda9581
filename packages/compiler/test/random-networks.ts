// Random networks for property tests: a few species, mass action of order up to 4 and general laws, phases.

import {
  concentrationDimension,
  type Dimension,
  dimensionOf,
  divideDimensions,
  fluxDimension,
  isDimensionless,
  multiplyDimensions,
  powerOfDimension,
  sameDimension,
} from "@ncrn/language";
import fc from "fast-check";
import { numberExpression } from "../src/network/rate-expression.js";
import type { RateExpression, ReactionNetwork } from "../src/network/reaction-network.js";
import {
  binary,
  call,
  number,
  parameter,
  type SampleReaction,
  sampleNetwork,
  species,
} from "./sample-networks.js";

const names = ["A", "B", "C", "D"] as const;
const rateNames = ["k", "h"] as const;
const phaseNames = ["forward", "feedback"] as const;

const positive = fc.double({ min: 1e-3, max: 50, noNaN: true });

/** Expressions that are defined for positive species; `leaves` are the allowed ends. */
function expressionFrom(leaves: fc.Arbitrary<RateExpression>): fc.Arbitrary<RateExpression> {
  return fc.letrec<{ expression: RateExpression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaves,
      fc
        .tuple(tie("expression"), fc.constantFrom("+", "-", "*", "/", "^"), tie("expression"))
        .map(([left, operator, right]) => binary(left, operator, right)),
      fc
        .tuple(
          fc.constantFrom("abs", "exp", "tanh", "floor", "ceil", "round", "sqrt", "log"),
          tie("expression"),
        )
        .map(([name, argument]) => call(name, argument)),
      fc
        .tuple(fc.constantFrom("min", "max"), tie("expression"), tie("expression"))
        .map(([name, a, b]) => call(name, a, b)),
      fc
        .tuple(
          tie("expression"),
          fc.constantFrom("<", "<=", ">", ">=", "==", "!=", "&&", "||"),
          tie("expression"),
          tie("expression"),
        )
        .map(([left, operator, right, value]) => ({
          kind: "conditional" as const,
          condition: binary(left, operator, right),
          thenValue: value,
          elseValue: left,
        })),
      tie("expression").map((operand) => ({ kind: "negate" as const, operand })),
      tie("expression").map((operand) => ({ kind: "not" as const, operand })),
    ),
  })).expression;
}

const constantLeaf = fc.oneof(positive.map(number), fc.constantFrom(...rateNames).map(parameter));
const fluxLeaf = fc.oneof(constantLeaf, fc.constantFrom(...names).map(species));

export const randomFlux = expressionFrom(fluxLeaf);

const side = fc
  .array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 2 })), { maxLength: 2 })
  .map(
    (terms) => [...new Map(terms)].map(([name, coefficient]) => `${coefficient} ${name}`).join(" + ") || "0",
  );

const constant = fc.oneof(
  positive,
  fc.constantFrom(...rateNames),
  fc
    .tuple(constantLeaf, fc.constantFrom("+" as const, "*" as const, "/" as const), constantLeaf)
    .map(([left, operator, right]) => binary(left, operator, right)),
);

function reactionWith(
  flux: fc.Arbitrary<RateExpression>,
  rateConstant: fc.Arbitrary<string | number | RateExpression>,
): fc.Arbitrary<SampleReaction> {
  return fc
    .tuple(
      side,
      side,
      fc.oneof(
        rateConstant,
        flux.map((law) => ({ flux: law })),
      ),
      fc.subarray([...phaseNames]),
    )
    .filter(([left, right]) => left !== "0" || right !== "0")
    .map(([left, right, rate, phases]) => [`${left} -> ${right}`, rate, phases] as SampleReaction);
}

/** A sound network whose numbers are all positive; its laws are drawn from `flux`. */
function networkWith(
  flux: fc.Arbitrary<RateExpression>,
  rateConstant: fc.Arbitrary<string | number | RateExpression> = constant,
): fc.Arbitrary<ReactionNetwork> {
  return fc
    .record({
      initial: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 }),
      rates: fc.array(positive, { minLength: 2, maxLength: 2 }),
      reactions: fc.array(reactionWith(flux, rateConstant), { minLength: 1, maxLength: 8 }),
      clamped: fc.boolean(),
    })
    .map(networkFrom);
}

function networkFrom({
  initial,
  rates,
  reactions,
  clamped,
}: {
  readonly initial: readonly number[];
  readonly rates: readonly number[];
  readonly reactions: readonly SampleReaction[];
  readonly clamped: boolean;
}): ReactionNetwork {
  return sampleNetwork({
    species: Object.fromEntries(
      names.map((name, index) => [clamped && index === 3 ? `*${name}` : name, initial[index]!]),
    ),
    parameters: Object.fromEntries(rateNames.map((name, index) => [name, rates[index]!])),
    reactions,
    phases: [
      { name: "forward", duration: 1 },
      { name: "feedback", duration: 0.5 },
    ],
  });
}

/** Laws may be anything, also not defined at some states. */
export const randomNetwork: fc.Arbitrary<ReactionNetwork> = networkWith(randomFlux);

/** Laws are sums and products of positive things: a legal program whatever is drawn. */
export const randomSmoothNetwork: fc.Arbitrary<ReactionNetwork> = networkWith(
  fc.letrec<{ expression: RateExpression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fluxLeaf,
      fc
        .tuple(tie("expression"), fc.constantFrom("+", "*", "/"), tie("expression"))
        .map(([left, operator, right]) => binary(left, operator, right)),
      fc
        .tuple(tie("expression"), fc.integer({ min: 2, max: 3 }))
        .map(([base, exponent]) => binary(base, "^", number(exponent))),
    ),
  })).expression,
);

const concentration = concentrationDimension;
const rateDimension = dimensionOf({ time: -1 });

/** A legal law of a dimension: sums of equal dimensions, products and quotients with species, saturation. */
function lawOf(dimension: Dimension, depth: number): fc.Arbitrary<RateExpression> {
  const written = positive.map((value) => numberExpression(value, dimension));
  const ends = [
    written,
    ...(sameDimension(dimension, concentration) ? [fc.constantFrom(...names).map(species)] : []),
    ...(sameDimension(dimension, rateDimension) ? [fc.constant(parameter("h"))] : []),
    ...(isDimensionless(dimension) ? [positive.map(number)] : []),
  ];
  if (depth === 0) return fc.oneof(...ends);
  const same = lawOf(dimension, depth - 1);
  const amount = lawOf(concentration, depth - 1);
  return fc.oneof(
    ...ends,
    fc
      .tuple(same, fc.constantFrom("+", "*", "/"), same)
      .chain(([left, operator, right]) =>
        operator === "+"
          ? fc.constant(binary(left, "+", right))
          : amount.map((scale) => binary(binary(left, "*", scale), "/", scale)),
      ),
    fc
      .tuple(lawOf(divideDimensions(dimension, concentration), depth - 1), amount)
      .map(([factor, scale]) => binary(factor, "*", scale)),
    fc
      .tuple(lawOf(multiplyDimensions(dimension, concentration), depth - 1), amount)
      .map(([dividend, scale]) => binary(dividend, "/", binary(number(2), "+", scale))),
    fc.tuple(positive, same).map(([factor, value]) => binary(number(factor), "*", value)),
    fc
      .tuple(fc.constantFrom("min", "max"), same, same)
      .map(([name, first, second]) => call(name, first, second)),
    lawOf(powerOfDimension(dimension, 2), 0).map((square) => call("sqrt", square)),
  );
}

/** Networks in nM and s whose laws write their units: legal whatever is drawn. */
export const randomNetworkInUnits: fc.Arbitrary<ReactionNetwork> = networkWith(
  lawOf(fluxDimension, 3),
  fc.constantFrom("h", ...[0.5, 3].map((value) => numberExpression(value, rateDimension))),
).map((network) => ({
  ...network,
  units: { time: "s", concentration: "nM", volume: undefined },
  parameters: network.parameters.map((one) => (one.id === "h" ? { ...one, unit: "1/s" } : one)),
  reactions: network.reactions.filter(
    ({ rate, reactants }) =>
      rate.kind === "law" || reactants.reduce((sum, { coefficient }) => sum + coefficient, 0) === 1,
  ),
}));

/** Values of all species, positive. */
export const randomState = fc
  .array(positive, { minLength: 4, maxLength: 4 })
  .map((values) => new Map(names.map((name, index) => [name as string, values[index]!])));
