// Rates without loss: molecules that a network conserves neither appear nor disappear where fluxes cancel to their last digits.
import fc from "fast-check";
import { expect, test } from "vitest";
import { rodas5p } from "../../src/engine/methods/rosenbrock-methods.js";
import { SolveStatus } from "../../src/engine/solve-kernel.js";
import type { CodeForm } from "../../src/engine/system-plan.js";
import { systemPrefix } from "../../src/engine/system-prefix.js";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import {
  bindSystem,
  evaluateBalancedRates,
  evaluateJacobian,
  evaluateRateSlopes,
  evaluateRates,
} from "../../src/interpreter/evaluate-system.js";
import { twelveDecades } from "../problems/twelve-decades.js";
import { type ProgramLines, programFromLines } from "../program-from-lines.js";
import { concentrations, network } from "./random-mass-action.js";
import { errorIn, type Problem, solve, started } from "./stiff-problems.js";

const forms: readonly CodeForm[] = ["written-out", "loops"];

const PROBES = `
export func probeSet(i: i32, value: f64) { f64[K1 + (i << 3)] = value; }
export func probeGet(i: i32): f64 { return f64[B + (i << 3)]; }
export func probeRates() { gather(); rates(Y, B); }
export func probeBalanced() { gather(); balancedRates(Y, B); }
export func probeSlopes() { gather(); factor(Y, 1e20); rateSlopes(Y, K1, B); }`;

/** Generated code at a state: rates, the same without loss, and the Jacobian times a vector; by unknown of the core. */
function probed({ program }: Problem, form: CodeForm, state: ArrayLike<number>) {
  const options = { form, implicit: rodas5p, balanced: [0], probes: ["", PROBES] as const };
  const { instance, system } = started({ program, until: 1 }, 1e-8, options);
  expect(system.prepareImplicit()).toBe(true);
  instance.state().set(state);
  // Coefficients belong to a state: a solve of no length binds them.
  system.run(0, 1e-300, 0);
  const call = (name: string, ...values: number[]): number =>
    instance.call(`${systemPrefix(0)}probe${name}`, ...values);
  const vector = (size: number): number[] => Array.from({ length: size }, (_, i) => call("Get", i));
  return {
    rates: (size: number) => {
      call("Rates");
      return vector(size);
    },
    balanced: (size: number) => {
      call("Balanced");
      return vector(size);
    },
    slopes: (change: readonly number[]) => {
      for (const [i, value] of change.entries()) call("Set", i, value);
      call("Slopes");
      return vector(change.length);
    },
  };
}

const size = fc.double({ min: 0.1, max: 10, noNaN: true });
const SPECIES = 6;

/** Exchange among six species in detailed balance at a state, but for a part of 1e-9; the number of molecules is conserved. */
const balance = fc
  .record({
    state: fc.array(size, { minLength: SPECIES, maxLength: SPECIES }),
    shifts: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: SPECIES, maxLength: SPECIES }),
    exchanges: fc.array(fc.record({ from: fc.nat(SPECIES - 1), to: fc.nat(SPECIES - 1), flux: size }), {
      minLength: 4,
      maxLength: 10,
    }),
    pairs: fc.array(fc.record({ from: fc.nat(SPECIES - 2), to: fc.nat(SPECIES - 1), flux: size }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ state, shifts, exchanges, pairs }) => {
    const y = (i: number): number => state[i]!;
    const reactions = [
      ...exchanges.flatMap(({ from, to, flux }) => [
        `S${from} ->{${flux / y(from)}} S${to}`,
        `S${to} ->{${flux / y(to)}} S${from}`,
      ]),
      ...pairs.flatMap(({ from, to, flux }) => [
        `S${from} + S${from + 1} ->{${flux / (y(from) * y(from + 1))}} 2 S${to}`,
        `2 S${to} ->{${flux / y(to) ** 2}} S${from} + S${from + 1}`,
      ]),
    ];
    const species = state.map((_, i) => `S${i} = 1`);
    const moved = state.map((value, i) => value * (1 + 1e-9 * shifts[i]!));
    return { program: programFromLines({ species, reactions } satisfies ProgramLines), state: moved };
  });

/** |Σ values| in units of the rounding of the values themselves. */
function imbalance(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const rounding = values.reduce((total, value) => total + Math.abs(value), 0) * Number.EPSILON;
  return sum === 0 ? 0 : Math.abs(sum) / rounding;
}

test.each(forms)("molecules are conserved to the rounding of net rates, %s", (form) => {
  let worstOfPlain = 0;
  fc.assert(
    fc.property(balance, ({ program, state }) => {
      const { unknowns, coreSize } = prepareSystem(program, undefined);
      fc.pre(coreSize === unknowns.length && coreSize > 0);
      const code = probed({ program, until: 1 }, form, state);
      worstOfPlain = Math.max(worstOfPlain, imbalance(code.rates(coreSize)));
      expect(imbalance(code.balanced(coreSize))).toBeLessThan(10);
      const change = Array.from(unknowns, (species) => state[species]!);
      expect(imbalance(code.slopes(change))).toBeLessThan(10);
    }),
    { numRuns: 100, seed: 7 },
  );
  // Rounded sums do not conserve them.
  expect(worstOfPlain).toBeGreaterThan(1e6);
});

test("molecules are conserved to the rounding of net rates by the interpreter", () => {
  fc.assert(
    fc.property(balance, ({ program, state }) => {
      const system = prepareSystem(program, undefined);
      const { unknowns } = system;
      const y = Float64Array.from(unknowns, (species) => state[species]!);
      const target = new Float64Array(y.length);
      bindSystem(system, Float64Array.from(state), new Float64Array(0));
      evaluateBalancedRates(system, 0, y, target);
      expect(imbalance([...target])).toBeLessThan(10);
      evaluateRateSlopes(system, y, { change: y, target });
      expect(imbalance([...target])).toBeLessThan(10);
    }),
    { numRuns: 100, seed: 8 },
  );
});

test.each(forms)("where nothing cancels, they are the rates and slopes of the interpreter, %s", (form) => {
  fc.assert(
    fc.property(network, concentrations, concentrations, (program, state, changes) => {
      const system = prepareSystem(program, undefined);
      const { unknowns, coreSize, cancelling, jacobian } = system;
      fc.pre(coreSize > 0 && cancelling.rows.length > 0);
      const y = Float64Array.from(unknowns, (species) => state[species]!);
      const rates = new Float64Array(y.length);
      bindSystem(system, Float64Array.from(state), new Float64Array(0));
      evaluateRates(system, 0, y, rates);
      evaluateJacobian(system, 0, y, new Float64Array(y.length));
      const change = changes.slice(0, coreSize);
      const slopes = new Float64Array(coreSize);
      let scale = Math.max(1, ...rates.map(Math.abs));
      for (const [entry, row] of jacobian.row.entries()) {
        if (row >= coreSize) continue;
        const product = jacobian.values[entry]! * change[jacobian.column[entry]!]!;
        slopes[row]! += product;
        scale = Math.max(scale, Math.abs(product));
      }
      const code = probed({ program, until: 1 }, form, state);
      code.balanced(coreSize).forEach((value, row) => {
        expect(Math.abs(value - rates[row]!)).toBeLessThanOrEqual(1e-12 * scale);
      });
      code.slopes(change).forEach((value, row) => {
        expect(Math.abs(value - slopes[row]!)).toBeLessThanOrEqual(1e-12 * scale);
      });
    }),
    { numRuns: 100, seed: 9 },
  );
});

/** The chain beside a ring of sixty species, in which nothing is quick: too many fluxes to be written out beforehand. */
const ring = Array.from({ length: 60 }, (_, i) => [`X${i}`, `X${(i + 1) % 60}`]);
const chain: Problem = {
  until: 1e6,
  program: programFromLines({
    species: [
      ...twelveDecades.program.species.map(({ name, initial }) => `${name} = ${initial}`),
      ...ring.map(([name], i) => `${name} = ${1 + (i % 7)}`),
    ],
    reactions: [
      ...twelveDecades.program.reactions.map(({ reactants, products, rate }) => {
        const name = (place: number): string => twelveDecades.program.species[place]!.name;
        return `${name(reactants[0]!.species)} ->{${rate.code[0]!.operand}} ${name(products[0]!.species)}`;
      }),
      ...ring.flatMap(([name, next]) => [`${name} ->{1} ${next}`, `${next} ->{1} ${name}`]),
    ],
  }),
};

test("a solve is the same whether rates without loss were there from the start or called for", () => {
  const { instance, system } = started(chain, 1e-8);
  const initial = instance.state().slice();
  // Short enough to need the implicit method, too short to need more.
  let status = system.run(0, 0.01, 1e6);
  for (; status === SolveStatus.unprepared; status = system.resume(1e6))
    expect(system.prepareImplicit()).toBe(true);
  instance.state().set(initial);
  const before = system.steps();
  let calls = 0;
  status = system.run(0, chain.until, 1e6);
  for (; status === SolveStatus.unprepared; status = system.resume(1e6)) {
    calls++;
    expect(system.prepareImplicit()).toBe(true);
  }
  expect(calls).toBe(1);
  const other = solve(chain, 1e-8, { balanced: [0] });
  expect([...instance.state()]).toEqual([...other.state]);
  expect(system.steps() - before).toBe(other.steps);
});

/** The chain with its mass action written as laws. */
const chainOfLaws: Problem = {
  until: 1e8,
  program: programFromLines({
    species: twelveDecades.program.species.map(({ name, initial }) => `${name} = ${initial}`),
    reactions: twelveDecades.program.reactions.map(({ reactants, products, rate }) => {
      const name = (place: number): string => twelveDecades.program.species[place]!.name;
      const from = name(reactants[0]!.species);
      return `${from} -> ${name(products[0]!.species)}: ${rate.code[0]!.operand} ${from} *`;
    }),
  }),
};

test.each(forms)("fluxes by laws cancel without loss, %s", (form) => {
  const { values } = twelveDecades.references.find(({ time }) => time === 1e8)!;
  const expected = Float64Array.from(chainOfLaws.program.species, ({ name }) => values[name]!);
  const { state } = solve(chainOfLaws, 1e-10, { form });
  expect(errorIn(1e-10, state, expected)).toBeLessThan(10);
});

/** X' = 2 + cos t − X beside a species that is a million times faster: X = 2 + (cos t + sin t)/2 + c·exp(−t). */
const driven: Problem = {
  until: 20,
  program: programFromLines({
    species: ["X = 1", "F = 1"],
    reactions: [
      "0 -> X: 1 time cos +",
      "0 ->{1} X",
      "X ->{1} 0",
      "X ->{1e8} X + F",
      "F ->{5e7} 0",
      "F ->{5e7} 0",
    ],
  }),
};

test.each(forms)("corrections know that rates change with the time, %s", (form) => {
  const x = (time: number): number => 2 + (Math.cos(time) + Math.sin(time)) / 2 - 1.5 * Math.exp(-time);
  const { state } = solve(driven, 1e-9, { form });
  expect(errorIn(1e-9, state, Float64Array.of(x(20), x(20)))).toBeLessThan(10);
});
