// Learning circuit → the same circuit with right-hand sides of at most the wanted order, by auxiliary variables: standing
// sums and products are made in frozen phases; products of what moves get their dynamics from the product rule.

import { createDiagnostic, type Diagnostic } from "@ncrn/language";
import type { AuxiliaryVariable } from "../../lowering/auxiliary-variable.js";
import type { RateEquation } from "../../lowering/rate-equation.js";
import { namesIn } from "../../lowering/rate-equation.js";
import type { PowerProduct } from "../../lowering/reduce-order/power-product.js";
import {
  type Derivatives,
  derivativeOfProduct,
  sumWithCancellation,
} from "../../lowering/reduce-order/product-rule.js";
import { rewriteValue } from "../../lowering/reduce-order/rewrite-value.js";
import type { AuxiliarySets } from "../../lowering/reduce-order/search-auxiliaries.js";
import { SEARCH_BUDGET, searchAuxiliaries } from "../../lowering/reduce-order/search-auxiliaries.js";
import type { CircuitEquations } from "../circuit.js";
import { arrangePlaces, exceedsOrder } from "./arrange-places.js";
import { type Lifetime, lifetimesOf } from "./auxiliary-lifetimes.js";
import { type ExtractedSums, extractSums } from "./extract-sums.js";
import { dropUnread, inlineSums } from "./inline-sums.js";
import { makeProducts, type Reason } from "./make-products.js";
import { mapEquations, type Timeline, timelineOf, withEquations } from "./timeline.js";

/** A circuit with what there is to say about how it was made. */
export interface ReducedCircuit {
  readonly circuit: CircuitEquations;
  readonly diagnostics: readonly Diagnostic[];
  /** Operations on products that the search for auxiliary variables did. */
  readonly work: number;
}

/**
 * Every equation of the result has terms of degree `limit` or less, and the same solution. A circuit that has that already,
 * or for which no auxiliary variables are found, is returned as it is.
 * @param limit 2 or more; below it nothing can be multiplied, so nothing is reduced
 */
export function reduceOrderOfCircuit(circuit: CircuitEquations, limit: number): ReducedCircuit {
  const start = timelineOf(circuit.schedule, circuit.equations);
  if (limit < 2 || !exceedsOrder(start, limit)) return { circuit, diagnostics: [], work: 0 };
  const extracted = extractSums(start, limit);
  const { timeline } = extracted;
  const { sets, unmet, complete, work } = searchAuxiliaries({
    phases: timeline.map((phase, index) => ({
      derivatives: derivativesIn(timeline, index),
      rightHandSides: phase.equations,
    })),
    limit,
    budget: SEARCH_BUDGET,
    isKinetic: () => false,
    isAllowed: () => true,
  });
  if (unmet.length > 0) return { circuit, diagnostics: [], work };
  const reduced = circuitWith(circuit, extracted, { sets, limit });
  const added = reduced.auxiliaries.length - circuit.auxiliaries.length;
  return { circuit: reduced, diagnostics: complete ? [] : incomplete(circuit, limit, added), work };
}

/** The circuit over the sums and products that were chosen, with the phases in which they are made. */
function circuitWith(
  circuit: CircuitEquations,
  { timeline, sums }: ExtractedSums,
  { sets, limit }: { readonly sets: AuxiliarySets; readonly limit: number },
): CircuitEquations {
  const taken = new Set(timeline.flatMap(({ equations }) => equations.flatMap(namesIn)));
  const lifetimes = lifetimesOf(timeline, sets, taken);
  const moved = withAuxiliaries(timeline, lifetimes, limit);
  const made = makeProducts(lifetimes, { timeline, circuit, limit, reasonOf: moved.reasonOf });
  const whole = made.equations.reduce(
    (result, equation) => withEquations(result, equation.place, [equation]),
    moved.timeline,
  );
  const sumNames = sums.map(({ name }) => name);
  const removable = new Set([...sumNames, ...made.lifetimes.map(({ name }) => name)]);
  const { schedule, equations } = arrangePlaces(dropUnread(inlineSums(whole, sumNames, limit), removable));
  const all: readonly AuxiliaryVariable[] = [
    ...sums.map((sum) => ({ ...sum, initial: 0 })),
    ...made.lifetimes.map((lifetime) => ({
      name: lifetime.name,
      meaning: lifetime.name,
      initial: made.initial.get(lifetime.name) ?? 0,
      origin: moved.reasonOf(lifetime).origin,
    })),
  ];
  const used = new Set(equations.flatMap(namesIn));
  const auxiliaries = [...circuit.auxiliaries, ...all.filter(({ name }) => used.has(name))];
  return { ...circuit, equations, schedule, auxiliaries };
}

function incomplete(
  { problem }: CircuitEquations,
  order: number,
  auxiliaries: number,
): readonly Diagnostic[] {
  return [createDiagnostic("order-reduction-incomplete", problem.loss.origin, { order, auxiliaries })];
}

function derivativesIn(timeline: Timeline, index: number): Derivatives {
  const { kind, equations } = timeline[index]!;
  const derivatives = new Map<string, RateEquation["value"]>();
  if (kind !== "dynamic") return derivatives;
  for (const { target, value } of equations)
    derivatives.set(target, sumWithCancellation([...(derivatives.get(target) ?? []), ...value]));
  return derivatives;
}

/** All equations over auxiliary variables, with those of the auxiliary variables that move. */
function withAuxiliaries(
  timeline: Timeline,
  lifetimes: readonly Lifetime[],
  limit: number,
): { readonly timeline: Timeline; readonly reasonOf: (lifetime: Lifetime) => Reason } {
  const reasons = new Map<string, Reason>();
  const rewrite = (equation: RateEquation, phase: number, target: PowerProduct): RateEquation => {
    const own = lifetimes.filter(({ phases }) => phases.includes(phase));
    const names = new Map(own.map(({ key, name }) => [key, name]));
    const known = new Map(own.map(({ key, product }) => [key, product]));
    const nameOf = (key: string): string => names.get(key) ?? key;
    const value = rewriteValue(equation.value, { known, nameOf, limit, target });
    for (const term of value)
      for (const { name } of term.variables)
        if (!reasons.has(name)) reasons.set(name, { origin: term.origin, rule: equation.rule });
    return { ...equation, value };
  };
  let result = mapEquations(timeline, (equation, phase) =>
    rewrite(equation, phase, [{ name: equation.target, absolute: false, power: 1 }]),
  );
  for (const { product, phases, name } of lifetimes) {
    for (const phase of phases) {
      const equation = dynamicsOf(product, name, { timeline, phase, reason: reasons.get(name) });
      if (equation !== undefined) result = withEquations(result, phase, [rewrite(equation, phase, product)]);
    }
  }
  const fallback: Reason = { origin: timeline[1]!.equations[0]!.origin, rule: "other auxiliary variables" };
  return { timeline: result, reasonOf: ({ name }) => reasons.get(name) ?? fallback };
}

/** Undefined if the product stands still. */
function dynamicsOf(
  product: PowerProduct,
  name: string,
  about: { readonly timeline: Timeline; readonly phase: number; readonly reason: Reason | undefined },
): RateEquation | undefined {
  const { timeline, phase, reason } = about;
  const value = derivativeOfProduct(product, derivativesIn(timeline, phase));
  if (value === undefined || value.length === 0) return undefined;
  const movers = timeline[phase]!.equations.filter(({ target }) =>
    product.some((factor) => factor.name === target),
  );
  const leading = movers.find(({ role }) => role === "adjoint") ?? movers[0]!;
  const { role, origin } = leading;
  return {
    target: name,
    value,
    phases: [],
    role,
    rule: `auxiliary ${name} of ${reason?.rule ?? leading.rule}`,
    origin: reason?.origin ?? origin,
  };
}
