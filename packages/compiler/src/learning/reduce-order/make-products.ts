// How the auxiliary variables of a circuit get their first value: a product of quantities that stand still, made in a
// frozen phase. Products of many factors are made in several steps.

import { pow } from "@ncrn/elementary-functions";
import type { Origin } from "@ncrn/language";
import type { RateEquation } from "../../lowering/rate-equation.js";
import { coverOf } from "../../lowering/reduce-order/cover-product.js";
import {
  degreeOfProduct,
  multiplyProducts,
  type PowerProduct,
  productKey,
  productText,
  quotientOf,
} from "../../lowering/reduce-order/power-product.js";
import { freeName, SPACED } from "../../network/free-name.js";
import { type Monomial, multiplyMonomials, variablesOf } from "../../polynomials/polynomial.js";
import type { CircuitEquations } from "../circuit.js";
import { holdsAt, type Lifetime } from "./auxiliary-lifetimes.js";
import { changesBetween, type Timeline } from "./timeline.js";

/** Why an auxiliary variable exists. */
export interface Reason {
  readonly origin: Origin;
  readonly rule: string;
}

/** Numbers at the start, equations of places for the rest, and variables needed only to make others. */
export interface MadeProducts {
  readonly initial: ReadonlyMap<string, number>;
  readonly equations: readonly (RateEquation & { readonly place: number })[];
  readonly lifetimes: readonly Lifetime[];
}

interface Context {
  readonly timeline: Timeline;
  readonly circuit: CircuitEquations;
  readonly limit: number;
  readonly reasonOf: (lifetime: Lifetime) => Reason;
}

/** Gives every lifetime its first value. */
export function makeProducts(wanted: readonly Lifetime[], context: Context): MadeProducts {
  const initial = new Map<string, number>();
  const equations: (RateEquation & { readonly place: number })[] = [];
  const lifetimes: Lifetime[] = [];
  const waiting = [...wanted];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const number = startingNumber(next, context);
    if (number !== undefined) initial.set(next.name, number);
    else {
      const others = [...lifetimes, ...waiting];
      const factors = factorsOf(next, others, context);
      if (factors === undefined) {
        waiting.unshift(stepTowards(next, others, context), next);
        continue;
      }
      equations.push(equationOf(next, factors, context));
    }
    lifetimes.push(next);
  }
  return { initial, equations, lifetimes };
}

/** The product of the numbers with which its factors start, if nothing has changed them before. */
function startingNumber({ product, place }: Lifetime, { timeline, circuit }: Context): number | undefined {
  const values = product.map(({ name, absolute, power }) => {
    if (changesBetween(timeline, name, 0, place)) return undefined;
    const start = initialNumber(circuit, name);
    return start === undefined ? undefined : pow(absolute ? Math.abs(start) : start, power);
  });
  if (values.includes(0)) return 0;
  return values.reduce<number | undefined>(
    (result, value) => (result === undefined || value === undefined ? undefined : result * value),
    1,
  );
}

/** Undefined for what is set from outside. */
function initialNumber({ problem, auxiliaries }: CircuitEquations, name: string): number | undefined {
  const state = problem.states.find((one) => one.name === name);
  if (state !== undefined) return state.initializer.reduce((sum, { number }) => sum + number, 0);
  return auxiliaries.find((one) => one.name === name)?.initial;
}

/** The first value as one term of at most `limit` factors. */
function factorsOf(
  lifetime: Lifetime,
  others: readonly Lifetime[],
  { timeline, limit, circuit }: Context,
): Monomial | undefined {
  const { product, place, key } = lifetime;
  const { origin } = circuit.problem.loss;
  const isNumberOfUse = degreeOfProduct(product) > limit;
  const numberOf = (name: string): number | undefined =>
    isNumberOfUse ? initialNumber(circuit, name) : undefined;
  const direct = substituteFirstValues(lifetime, timeline, numberOf);
  if (direct !== undefined && direct.variables.reduce((sum, { power }) => sum + power, 0) <= limit)
    return direct;
  const holding = others.filter((other) => other.key !== key && holdsAt(timeline, other, place));
  const known = new Map(holding.map((other) => [other.key, other.product]));
  const cover = coverOf(product, known, limit);
  if (cover === undefined) return undefined;
  const names = new Map(holding.map((other) => [other.key, other.name]));
  const variables = cover
    .map((part): PowerProduct => {
      const name = names.get(productKey(part));
      return name === undefined ? part : [{ name, absolute: false, power: 1 }];
    })
    .reduce<PowerProduct>(multiplyProducts, []);
  return { number: 1, parameters: [], variables, origin };
}

/**
 * The product over what its factors were made of just before: z² is x² if z was loaded from x, and a factor that nothing
 * has changed yet is the number with which it starts. Undefined if a factor was made otherwise than by one term in one
 * frozen phase.
 */
function substituteFirstValues(
  { product, place }: Lifetime,
  timeline: Timeline,
  numberOf: (name: string) => number | undefined,
): Monomial | undefined {
  let result: Monomial | undefined;
  let isSubstituted = false;
  for (const factor of product) {
    const phases = timeline.flatMap((phase, index) =>
      index < place && phase.equations.some(({ target }) => target === factor.name) ? [index] : [],
    );
    const [phase] = phases;
    const { origin } = timeline.flatMap(({ equations }) => equations)[0]!;
    const start = phase === undefined ? numberOf(factor.name) : undefined;
    const term =
      start !== undefined
        ? { number: start, parameters: [], variables: [], origin }
        : phase === undefined
          ? undefined
          : singleTerm(timeline, factor.name, phase, place);
    const own = term !== undefined && factor.absolute ? absoluteOf(term) : term;
    if ((own === undefined && phase !== undefined) || phases.length > 1) return undefined;
    isSubstituted ||= own !== undefined;
    const base: Monomial = own ?? {
      number: 1,
      parameters: [],
      variables: [{ name: factor.name, absolute: factor.absolute, power: 1 }],
      origin,
    };
    for (let count = 0; count < factor.power; count++)
      result = result === undefined ? base : multiplyMonomials(result, base, origin);
  }
  return isSubstituted ? result : undefined;
}

/** |c·∏q| = |c|·∏|q|; undefined where it has powers. */
function absoluteOf(term: Monomial): Monomial | undefined {
  if (term.variables.some(({ power, absolute }) => power > 1 || absolute)) return undefined;
  const variables = term.variables.map((factor) => ({ ...factor, absolute: true }));
  return { ...term, number: Math.abs(term.number), variables };
}

function singleTerm(timeline: Timeline, name: string, phase: number, place: number): Monomial | undefined {
  const { kind, equations } = timeline[phase]!;
  const own = equations.filter(({ target }) => target === name);
  const [equation] = own;
  if (kind !== "frozen" || own.length !== 1 || equation?.value.length !== 1) return undefined;
  const isStill = [...variablesOf(equation.value)].every(
    (variable) => !changesBetween(timeline, variable, phase, place),
  );
  return isStill ? equation.value[0] : undefined;
}

/** A product of fewer factors in the same place: what a known part leaves over, or all factors but one. */
function stepTowards(lifetime: Lifetime, others: readonly Lifetime[], context: Context): Lifetime {
  const { product, place } = lifetime;
  const rests = others
    .filter((other) => other.key !== lifetime.key && holdsAt(context.timeline, other, place))
    .map((other) => quotientOf(product, other.product))
    .filter((rest) => rest !== undefined)
    .sort((a, b) => degreeOfProduct(a) - degreeOfProduct(b));
  const allButOne = quotientOf(product, [{ ...product[0]!, power: 1 }]) ?? [];
  const step = rests[0] ?? allButOne;
  const taken = new Set(others.map(({ name }) => name));
  const name = freeName(productText(step), taken, SPACED);
  return { key: productKey(step), product: step, name, phases: [], place };
}

function equationOf(
  lifetime: Lifetime,
  factors: Monomial,
  { reasonOf }: Context,
): RateEquation & { readonly place: number } {
  const { origin, rule } = reasonOf(lifetime);
  return {
    target: lifetime.name,
    value: [{ ...factors, origin }],
    phases: [],
    role: "load",
    rule: `auxiliary ${lifetime.name} of ${rule}`,
    origin,
    place: lifetime.place,
  };
}
