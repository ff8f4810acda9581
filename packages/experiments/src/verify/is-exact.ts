// Does a lowering claim to be exact at every rate of annihilation, or only in the limit of fast annihilation?

import type { CheckedLearn, CheckedNetwork, ScalarFunction } from "@ncrn/language";
import { calledFunctions } from "../scalar/component-names.js";

/** Functions whose rail forms need one rail to be empty. */
const RAIL_FORMS: readonly ScalarFunction[] = ["abs", "relu", "min", "max"];

/** False if a rail form, compact rails, first-order gradients, a clock of reactions or fast binding are asked for. */
export function isExact(source: CheckedNetwork | CheckedLearn): boolean {
  const isFirstOrder = source.kind === "learn" && source.gradient === "first_order";
  const hasSoftClock = source.kind === "learn" && source.clock.kind === "oscillator";
  return !isFirstOrder && !hasSoftClock && !hasRailForms(source) && !needsBinding(source);
}

/** Reactions above the order that is asked for become fast binding, with an error that is said when they are lowered. */
function needsBinding(source: CheckedNetwork | CheckedLearn): boolean {
  if (source.kind === "learn") return false;
  const { order } = source.lowering;
  return source.reactions.some(
    ({ reactants }) =>
      order !== undefined && reactants.reduce((sum, { coefficient }) => sum + coefficient, 0) > order,
  );
}

/** True if a rail form or compact rails are used: their relative error is of the order of 1/annihilation rate. */
export function hasRailForms(source: CheckedNetwork | CheckedLearn): boolean {
  const called = calledFunctions(expressionsOf(source));
  return source.lowering.rails === "compact" || RAIL_FORMS.some((name) => called.has(name));
}

function expressionsOf(source: CheckedNetwork | CheckedLearn) {
  if (source.kind === "network") return source.equations.map(({ value }) => value);
  const { equations, outputs, definitions, states, loss } = source.model;
  const arrays = [...outputs, ...definitions].flatMap(({ value }) => value.components);
  const initial = states.flatMap((state) => state.initial ?? []);
  return [...equations.map(({ value }) => value), ...arrays, ...initial, loss];
}
