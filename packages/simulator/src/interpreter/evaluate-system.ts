// A prepared system → its right-hand side and Jacobian. These loops run millions of times: no allocation.
import { evaluateWithDerivatives } from "../code/differentiate-code.js";
import { evaluateCode } from "../code/evaluate-code.js";
import type { PreparedSystem } from "../equations/prepared-system.js";

/**
 * Fixes what is constant during a solve: rate constants from `parameters`, concentrations (by species index) of the
 * species that the phase does not change. Must be called again whenever one of these has been assigned.
 */
export function bindSystem(
  system: PreparedSystem,
  concentrations: Float64Array,
  parameters: Float64Array,
): void {
  const { fluxes, terms, slots, unknowns, lawInputs, lawConstants } = system;
  system.parameters.set(parameters);
  const codes = fluxes.codes();
  for (let r = 0; r < codes.length; r++) {
    const code = codes[r];
    let factor = code === undefined ? 1 : evaluateCode(code, concentrations, parameters, 0);
    for (let i = fluxes.start[r]!; i < fluxes.start[r + 1]!; i++)
      factor *= concentrations[fluxes.species[i]!]!;
    fluxes.values[r] = factor;
  }
  terms.coefficients.fill(0);
  const { contributionTerm, contributionReaction, contributionChange, coefficients } = terms;
  for (let c = 0; c < contributionTerm.length; c++) {
    const term = contributionTerm[c]!;
    coefficients[term] =
      coefficients[term]! + contributionChange[c]! * fluxes.values[contributionReaction[c]!]!;
  }
  slots[unknowns.length] = 1;
  const firstConstant = unknowns.length + 1 + lawInputs.length;
  for (let k = 0; k < lawConstants.length; k++) slots[firstConstant + k] = concentrations[lawConstants[k]!]!;
}

/** The rates of change of all unknowns at `time` with the core unknowns `y`, into `rates`. */
export function evaluateRates(
  system: PreparedSystem,
  time: number,
  y: Float64Array,
  rates: Float64Array,
): void {
  const { slots, coreSize, products, rateProductCount } = system;
  for (let i = 0; i < coreSize; i++) slots[i] = y[i]!;
  if (system.laws.length > 0) evaluateLaws(system, time);
  const { first, left, right } = products;
  for (let k = 0; k < rateProductCount; k++) slots[first + k] = slots[left[k]!]! * slots[right[k]!]!;
  sumRows(system, slots, rates);
}

/** As `evaluateRates`, without loss where fluxes nearly cancel. */
export function evaluateBalancedRates(
  system: PreparedSystem,
  time: number,
  y: Float64Array,
  rates: Float64Array,
): void {
  evaluateRates(system, time, y, rates);
  balanceRows(system, system.slots, rates);
}

/** Largest sum of a row of the last Jacobian: a bound of its eigenvalues. */
export function jacobianNorm({ jacobian, coreSize }: PreparedSystem): number {
  const { row, values } = jacobian;
  let largest = 0;
  let sum = 0;
  for (let e = 0; e < row.length && row[e]! < coreSize; e++) {
    sum = e > 0 && row[e] === row[e - 1] ? sum + Math.abs(values[e]!) : Math.abs(values[e]!);
    if (sum > largest) largest = sum;
  }
  return largest;
}

/**
 * The Jacobian at the core unknowns `y`, where it was evaluated last, times a change of them, into `target`: the sums of
 * `evaluateBalancedRates` over what slots change by.
 */
export function evaluateRateSlopes(
  system: PreparedSystem,
  y: Float64Array,
  { change, target }: { readonly change: Float64Array; readonly target: Float64Array },
): void {
  const { slots, slotChanges, coreSize, products, rateProductCount, laws } = system;
  for (let i = 0; i < coreSize; i++) {
    slots[i] = y[i]!;
    slotChanges[i] = change[i]!;
  }
  for (const { slot, unknowns } of laws) {
    let sum = 0;
    for (let k = 0; k < unknowns.length; k++) sum += slots[slot + 1 + k]! * change[unknowns[k]!]!;
    slotChanges[slot] = sum;
  }
  const { first, left, right } = products;
  for (let k = 0; k < rateProductCount; k++) {
    const a = left[k]!;
    const b = right[k]!;
    slots[first + k] = slots[a]! * slots[b]!;
    slotChanges[first + k] = slotChanges[a]! * slots[b]! + slots[a]! * slotChanges[b]!;
  }
  sumRows(system, slotChanges, target);
  balanceRows(system, slotChanges, target);
}

/** Rows of the right-hand side over values of slots. */
function sumRows(system: PreparedSystem, values: Float64Array, target: Float64Array): void {
  const { rowStart, slot, coefficients } = system.terms;
  let term = 0;
  for (let row = 0; row < rowStart.length - 1; row++) {
    const end = rowStart[row + 1]!;
    let sum = 0;
    for (; term < end; term++) sum += coefficients[term]! * values[slot[term]!]!;
    target[row] = sum;
  }
}

/**
 * Rows of the right-hand side in which fluxes may nearly cancel, over values of slots, with what each addition rounds off
 * (Knuth's two-sum).
 */
function balanceRows(
  { cancelling, fluxes }: PreparedSystem,
  values: Float64Array,
  target: Float64Array,
): void {
  const { rows, start, reaction, change, slot } = cancelling;
  for (let k = 0; k < rows.length; k++) {
    let sum = 0;
    let lost = 0;
    for (let i = start[k]!; i < start[k + 1]!; i++) {
      const flux = change[i]! * (fluxes.values[reaction[i]!]! * values[slot[i]!]!);
      const next = sum + flux;
      const added = next - sum;
      lost += sum - (next - added) + (flux - added);
      sum = next;
    }
    target[rows[k]!] = sum + lost;
  }
}

/**
 * The derivatives of the right-hand side with respect to the core unknowns, into `system.jacobian.values`, and with
 * respect to time into `timeDerivative`. An infinite slope (√x at 0) is left out: it only serves to damp the steps,
 * their error is measured all the same.
 */
export function evaluateJacobian(
  system: PreparedSystem,
  time: number,
  y: Float64Array,
  timeDerivative: Float64Array,
): void {
  const { slots, coreSize, terms, products, jacobian, timeTerms } = system;
  for (let i = 0; i < coreSize; i++) slots[i] = y[i]!;
  if (system.laws.length > 0) differentiateLaws(system, time);
  const { first, left, right } = products;
  for (let k = 0; k < left.length; k++) slots[first + k] = slots[left[k]!]! * slots[right[k]!]!;
  const { values, partEntry, partTerm, partMultiplicity, partSlot } = jacobian;
  values.fill(0);
  for (let p = 0; p < partEntry.length; p++) {
    const entry = partEntry[p]!;
    const slope = partMultiplicity[p]! * terms.coefficients[partTerm[p]!]! * slots[partSlot[p]!]!;
    values[entry] = values[entry]! + slope;
  }
  if (!system.dependsOnTime) return;
  timeDerivative.fill(0);
  for (let k = 0; k < timeTerms.row.length; k++) {
    const row = timeTerms.row[k]!;
    const slope = terms.coefficients[timeTerms.term[k]!]! * slots[timeTerms.slot[k]!]!;
    timeDerivative[row] = timeDerivative[row]! + slope;
  }
}

function evaluateLaws(system: PreparedSystem, time: number): void {
  copyLawInputs(system);
  for (const law of system.laws) {
    system.slots[law.slot] = evaluateCode(law.code, system.slots, system.parameters, time);
  }
}

function differentiateLaws(system: PreparedSystem, time: number): void {
  copyLawInputs(system);
  for (const { slot, differentiated } of system.laws) {
    const { width, derivatives } = differentiated;
    system.slots[slot] = evaluateWithDerivatives(differentiated, system.slots, system.parameters, time);
    for (let k = 0; k < width; k++) {
      const slope = derivatives[k]!;
      system.slots[slot + 1 + k] = slope - slope === 0 ? slope : 0;
    }
  }
}

/** A concentration below 0 is round-off; √x and xᵃ must not see it. */
function copyLawInputs({ slots, unknowns, lawInputs }: PreparedSystem): void {
  const firstInput = unknowns.length + 1;
  for (let k = 0; k < lawInputs.length; k++) {
    slots[firstInput + k] = Math.max(0, slots[lawInputs[k]!]!);
  }
}
