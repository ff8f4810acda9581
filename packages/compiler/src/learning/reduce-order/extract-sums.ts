// Standing sums that become one variable each: the coefficient u = Σ θⱼ·xⱼ + β of a power of what moves, or a factor
// that several terms share. One variable then stands for many products, in the state, its reversal and its adjoint alike.

import type { RateEquation } from "../../lowering/rate-equation.js";
import { namesIn } from "../../lowering/rate-equation.js";
import { divideOut } from "../../lowering/reduce-order/divide-polynomial.js";
import { type PowerProduct, productKey, quotientOf } from "../../lowering/reduce-order/power-product.js";
import { freshNames, SPACED } from "../../network/free-name.js";
import {
  addPolynomials,
  degreeOf,
  factorsKey,
  type Monomial,
  type Polynomial,
  scalePolynomial,
  variablesOf,
} from "../../polynomials/polynomial.js";
import { printPolynomial } from "../../polynomials/print-polynomial.js";
import { changesBetween, mapEquations, movingIn, type Timeline, withEquations } from "./timeline.js";

/** A sum with its own variable. */
export interface StandingSum {
  readonly name: string;
  readonly meaning: string;
  readonly origin: RateEquation["origin"];
}

export interface ExtractedSums {
  /** Rewritten; each sum is an equation of the place before its first use. */
  readonly timeline: Timeline;
  readonly sums: readonly StandingSum[];
}

/** More sums than this are not looked for. */
const MOST_SUMS = 500;

/** Makes variables of sums, the one that saves most terms first, until every product can be made without more of them. */
export function extractSums(start: Timeline, limit: number): ExtractedSums {
  const taken = start.flatMap(({ equations }) => equations.flatMap(namesIn));
  const fresh = freshNames(taken, SPACED);
  const sums: StandingSum[] = [];
  let timeline = start;
  while (sums.length < MOST_SUMS) {
    const best = bestCandidate(timeline, limit);
    if (best === undefined) break;
    const name = fresh(`sum ${best.equation.target}`);
    const { origin, rule } = best.equation;
    sums.push({ name, meaning: printPolynomial(best.value), origin });
    timeline = withSum(timeline, best, { name, origin, rule });
  }
  return { timeline, sums };
}

interface Candidate {
  /** With the number 1 in its first term. */
  readonly value: Polynomial;
  readonly phase: number;
  readonly equation: RateEquation;
}

function withSum(
  timeline: Timeline,
  { value, phase }: Candidate,
  { name, origin, rule }: Pick<RateEquation, "origin" | "rule"> & { readonly name: string },
): Timeline {
  const names = [...variablesOf(value)];
  const isValid = (index: number): boolean =>
    names.every((variable) => !changesBetween(timeline, variable, phase, index)) &&
    names.every((variable) => !movingIn(timeline[index]!).has(variable));
  const uses: number[] = [];
  const replaced = mapEquations(timeline, (equation, index) => {
    if (!isValid(index)) return equation;
    const changed = divideOut(equation.value, value, name);
    if (variablesOf(changed).has(name)) uses.push(index);
    return { ...equation, value: changed };
  });
  const first = Math.min(...uses);
  const equation: RateEquation = {
    target: name,
    value,
    phases: [],
    role: "load",
    rule: `auxiliary ${name} of ${rule}`,
    origin,
  };
  return withEquations(replaced, first - (first % 2), [equation]);
}

function bestCandidate(timeline: Timeline, limit: number): Candidate | undefined {
  const found = new Map<string, { readonly candidate: Candidate; readonly saved: number }>();
  for (const candidate of candidatesIn(timeline, limit)) {
    const key = candidate.value
      .map((term) => `${term.number.toPrecision(12)}${factorsKey(term)}`)
      .sort()
      .join("+");
    const present = found.get(key);
    const saved = (present?.saved ?? 0) + candidate.value.length - 1;
    found.set(key, { candidate: present?.candidate ?? candidate, saved });
  }
  let best: { readonly candidate: Candidate; readonly saved: number } | undefined;
  for (const entry of found.values()) if (best === undefined || entry.saved > best.saved) best = entry;
  return best?.candidate;
}

function candidatesIn(timeline: Timeline, limit: number): readonly Candidate[] {
  const multiplied = variablesInHighProducts(timeline, limit);
  return timeline.flatMap((phase, index) => {
    const moving = movingIn(phase);
    return phase.equations.flatMap((equation) => {
      const isMultiplied = moving.has(equation.target) && multiplied.has(equation.target);
      return coefficientsOf(equation.value, moving)
        .flatMap(({ power, coefficient }) => {
          const degree = highestDegree(coefficient);
          const isHigh = power + degree > limit;
          return [
            ...((isHigh && power > 0) || isMultiplied ? [coefficient] : []),
            ...(isHigh ? cofactorsOf(coefficient) : []),
          ];
        })
        .filter((value) => value.length >= 2 && highestDegree(value) >= 2)
        .map((value) => ({ value: scalePolynomial(value, 1 / value[0]!.number), phase: index, equation }));
    });
  });
}

function highestDegree(polynomial: Polynomial): number {
  return Math.max(0, ...polynomial.map(degreeOf));
}

/** The terms by their factor of moving variables: `coefficient` stands still, `power` is the degree of what moves. */
function coefficientsOf(
  value: Polynomial,
  moving: ReadonlySet<string>,
): readonly { readonly power: number; readonly coefficient: Polynomial }[] {
  const groups = new Map<string, { readonly power: number; readonly terms: Monomial[] }>();
  for (const term of value) {
    const movingPart = term.variables.filter(({ name }) => moving.has(name));
    const key = productKey(movingPart);
    const group = groups.get(key) ?? {
      power: movingPart.reduce((sum, { power }) => sum + power, 0),
      terms: [],
    };
    groups.set(key, group);
    group.terms.push({ ...term, variables: term.variables.filter(({ name }) => !moving.has(name)) });
  }
  return [...groups.values()].map(({ power, terms }) => ({ power, coefficient: terms }));
}

/** What stands beside each variable: Σ aⱼ·bⱼ beside x in Σ aⱼ·bⱼ·x. */
function cofactorsOf(coefficient: Polynomial): readonly Polynomial[] {
  return [...variablesOf(coefficient)].map((name) => {
    const divisor: PowerProduct = [{ name, absolute: false, power: 1 }];
    return addPolynomials(
      coefficient.flatMap((term) => {
        const variables = quotientOf(term.variables, divisor);
        return variables === undefined ? [] : [{ ...term, variables }];
      }),
    );
  });
}

/** Moving variables that a product of too high an order contains, or may contain once it is differentiated. */
function variablesInHighProducts(timeline: Timeline, limit: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const phase of timeline) {
      const moving = movingIn(phase);
      for (const { target, value } of phase.equations)
        for (const term of value) {
          if (degreeOf(term) <= limit && !(moving.has(target) && found.has(target))) continue;
          for (const { name } of term.variables) if (moving.has(name)) found.add(name);
        }
    }
  }
  return found;
}
