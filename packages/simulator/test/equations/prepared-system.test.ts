import fc from "fast-check";
import { expect, test } from "vitest";
import { Opcode, type Program, type ProgramReaction } from "../../src/bytecode/bytecode-format.js";
import { differentiateCode, evaluateWithDerivatives } from "../../src/code/differentiate-code.js";
import { compileCode, evaluateCode } from "../../src/code/evaluate-code.js";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import { bindSystem, evaluateJacobian, evaluateRates } from "../../src/interpreter/evaluate-system.js";
import { createLinearSolver, factorize, solveLinear } from "../../src/interpreter/linear-solver.js";
import { programFromLines } from "../program-from-lines.js";

const SPECIES = 5;

/** Random networks of mass action up to order 4 and a few laws, with clamped species and catalysts. */
const network: fc.Arbitrary<Program> = fc
  .record({
    clamped: fc.array(fc.boolean(), { minLength: SPECIES, maxLength: SPECIES }),
    reactions: fc.array(
      fc.record({
        reactants: fc.uniqueArray(fc.nat(SPECIES - 1), { maxLength: 2 }),
        products: fc.uniqueArray(fc.nat(SPECIES - 1), { maxLength: 3 }),
        coefficients: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 5, maxLength: 5 }),
        rate: fc.double({ min: 0.1, max: 3, noNaN: true }),
        law: fc.option(
          fc.constantFrom(...["S0 S1 * 1 S2 + /", "S3 2.5 ^ time *", "S4 tanh S0 sqrt +", "S1 exp S1 *"]),
        ),
        catalyst: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ clamped, reactions }) => {
    const base = programFromLines({
      species: clamped.map((held, i) => (held ? `[S${i}] = 1` : `S${i} = 1`)),
    });
    const laws = (text: string) =>
      programFromLines({ species: clamped.map((_, i) => `S${i}`), reactions: [`0 -> 0: ${text}`] })
        .reactions[0]!.rate;
    return {
      ...base,
      reactions: reactions.map(
        ({ reactants, products, coefficients, rate, law, catalyst }, r): ProgramReaction => {
          const terms = (list: number[], from: number) =>
            list.map((species, i) => ({ species, coefficient: coefficients[from + i]! }));
          const left = terms(reactants, 0);
          return {
            name: `r${r}`,
            reactants: left,
            products: [...terms(products, 2), ...(catalyst ? left : [])],
            rate: law ? laws(law) : { kind: "mass-action", code: [{ opcode: Opcode.number, operand: rate }] },
            phases: [],
          };
        },
      ),
    };
  });

const concentrations = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), {
  minLength: SPECIES,
  maxLength: SPECIES,
});

/** Rates of change of all species, straight from the definition. */
function naiveRates(program: Program, values: number[], time: number): number[] {
  const rates = program.species.map(() => 0);
  for (const { rate, reactants, products } of program.reactions) {
    let flux = evaluateCode(compileCode(rate.code), Float64Array.from(values), new Float64Array(0), time);
    if (rate.kind === "mass-action")
      for (const { species, coefficient } of reactants) flux *= values[species]! ** coefficient;
    for (const { species, coefficient } of reactants) rates[species]! -= coefficient * flux;
    for (const { species, coefficient } of products) rates[species]! += coefficient * flux;
  }
  return rates.map((rate, i) => (program.species[i]!.clamped ? 0 : rate));
}

function preparedRates(program: Program, values: number[], time: number) {
  const system = prepareSystem(program, undefined);
  const y = Float64Array.from(system.unknowns, (species) => values[species]!);
  bindSystem(system, Float64Array.from(values), new Float64Array(0));
  const rates = new Float64Array(y.length);
  evaluateRates(system, time, y, rates);
  const timeDerivative = new Float64Array(y.length);
  evaluateJacobian(system, time, y, timeDerivative);
  return { system, y, rates, timeDerivative };
}

const close = (a: number, b: number, tolerance: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(a), Math.abs(b)));

test("prepared rates are those of the definition, species without equation have none", () => {
  fc.assert(
    fc.property(network, concentrations, (program, values) => {
      const { system, rates } = preparedRates(program, values, 0.7);
      const expected = naiveRates(program, values, 0.7);
      const found = expected.map(() => 0);
      system.unknowns.forEach((species, i) => {
        found[species] = rates[i]!;
      });
      for (const [i, rate] of found.entries()) close(rate, expected[i]!, 1e-12);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test("the Jacobian and the derivative by time are those of finite differences", () => {
  fc.assert(
    fc.property(network, concentrations, (program, values) => {
      const { system, timeDerivative } = preparedRates(program, values, 0.7);
      const h = 1e-5;
      const { row, column } = system.jacobian;
      const jacobian = Array.from(system.unknowns, () => Array.from(system.unknowns, () => 0));
      system.jacobian.values.forEach((value, e) => {
        jacobian[row[e]!]![column[e]!] = value;
      });
      system.unknowns.forEach((species, j) => {
        const at = (shift: number) =>
          naiveRates(
            program,
            values.map((value, i) => (i === species ? value + shift : value)),
            0.7,
          );
        const [up, down] = [at(h), at(-h)];
        for (const [i, other] of system.unknowns.entries()) {
          close(jacobian[i]![j]!, (up[other]! - down[other]!) / (2 * h), 1e-7);
        }
      });
      const [later, earlier] = [naiveRates(program, values, 0.7 + h), naiveRates(program, values, 0.7 - h)];
      system.unknowns.forEach((species, i) => {
        close(
          system.dependsOnTime ? timeDerivative[i]! : 0,
          (later[species]! - earlier[species]!) / (2 * h),
          1e-7,
        );
      });
    }),
    { numRuns: 500, seed: 2 },
  );
});

test("linear systems are solved, whatever the order of the pivots", () => {
  fc.assert(
    fc.property(
      network,
      concentrations,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      (program, values, diagonal) => {
        const { system, y } = preparedRates(program, values, 0.7);
        const linear = createLinearSolver(system)!;
        if (!factorize(linear, diagonal)) return;
        const solution = Float64Array.from(y, (_, i) => 1 + i);
        const rightHandSide = solution.map((value) => diagonal * value);
        system.jacobian.values.forEach((value, e) => {
          rightHandSide[system.jacobian.row[e]!]! -= value * solution[system.jacobian.column[e]!]!;
        });
        solveLinear(linear, rightHandSide);
        // Backward stable: compare the residual, not the (possibly ill-conditioned) solution.
        system.unknowns.forEach((_, i) => {
          let left = diagonal * (rightHandSide[i]! - solution[i]!);
          let scale = diagonal * Math.abs(rightHandSide[i]!);
          system.jacobian.values.forEach((value, e) => {
            if (system.jacobian.row[e] !== i) return;
            const j = system.jacobian.column[e]!;
            left -= value * (rightHandSide[j]! - solution[j]!);
            scale += Math.abs(value * rightHandSide[j]!);
          });
          expect(Math.abs(left)).toBeLessThanOrEqual(1e-9 * Math.max(1, scale));
        });
      },
    ),
    { numRuns: 500, seed: 3 },
  );
});

test("what a phase leaves alone is folded away, what nothing reads only accumulates", () => {
  const program = programFromLines({
    species: ["Z", "X", "Y", "[E]"],
    reactions: ["Z + X + E ->{2} Z + X + E + 2 Y", "X ->{1} 0 @ other"],
    phases: { one: 1, other: 1 },
  });
  const one = prepareSystem(program, 0);
  expect([one.unknowns.length, one.coreSize, one.jacobian.values.length]).toEqual([1, 0, 0]);
  bindSystem(one, Float64Array.of(3, 5, 0, 7), new Float64Array(0));
  const rates = new Float64Array(1);
  evaluateRates(one, 0, new Float64Array(1), rates);
  expect(rates[0]).toBe(2 * 2 * 3 * 5 * 7);
  const other = prepareSystem(program, 1);
  expect([...other.unknowns]).toEqual([1, 2]);
  expect(other.coreSize).toBe(1);
});

/** Derivatives of a law by X, Y and time at a point, by automatic and by finite differentiation. */
function checkDerivatives(text: string, x: number, y: number, time: number): void {
  const { code } = programFromLines({ species: ["X", "Y"], reactions: [`0 -> 0: ${text}`] }).reactions[0]!
    .rate;
  const differentiated = differentiateCode(code, [0, 1]);
  const none = new Float64Array(0);
  const value = (a: number, b: number, t: number) =>
    evaluateCode(compileCode(code), Float64Array.of(a, b), none, t);
  expect(evaluateWithDerivatives(differentiated, Float64Array.of(x, y), none, time)).toBe(value(x, y, time));
  const h = 1e-6;
  const expected = [
    (value(x + h, y, time) - value(x - h, y, time)) / (2 * h),
    (value(x, y + h, time) - value(x, y - h, time)) / (2 * h),
    (value(x, y, time + h) - value(x, y, time - h)) / (2 * h),
  ];
  for (const [i, slope] of expected.entries()) close(differentiated.derivatives[i]!, slope, 1e-7);
}

test.each([
  "X Y + X Y - * time /",
  "X Y ^ time ^",
  "X negate exp Y log * time sin +",
  "X cos Y tan * time tanh *",
  "X sqrt Y abs + Y negate abs *",
  "X Y min X 2 max * time X max *",
  "X Y < X Y * time X / ?",
  "X Y > X Y * time X / ?",
  "X Y 0.3 * % X floor + Y ceil * time round +",
  "X Y && X ! || X Y <= + X Y >= + X Y == + X Y != + X *",
  "3",
])("the derivatives of %s are exact", (text) => {
  fc.assert(
    fc.property(fc.double({ min: 0.21, max: 0.69, noNaN: true }), (x) =>
      checkDerivatives(text, x, 0.9 - 0.5 * x + 0.013, 1.3),
    ),
    { numRuns: 50, seed: 4 },
  );
});
