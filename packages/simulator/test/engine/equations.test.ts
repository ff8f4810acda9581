import fc from "fast-check";
import { expect, test } from "vitest";
import { Opcode, type Program } from "../../src/bytecode/bytecode-format.js";
import { compileSystems } from "../../src/engine/compile-systems.js";
import { rodas5p } from "../../src/engine/methods/rosenbrock-methods.js";
import type { CodeForm } from "../../src/engine/system-plan.js";
import { systemPrefix } from "../../src/engine/system-prefix.js";
import { structureOf } from "../../src/engine/system-structure.js";
import { startSystems } from "../../src/engine/systems-instance.js";
import { webAssembly } from "../../src/engine/webassembly-global.js";
import { type PreparedSystem, prepareSystem } from "../../src/equations/prepared-system.js";
import { bindSystem, evaluateJacobian, evaluateRates } from "../../src/interpreter/evaluate-system.js";

const SPECIES = 7;

/** Random mass action up to order 4, with catalysts and clamped species. */
const network: fc.Arbitrary<Program> = fc
  .record({
    clamped: fc.array(fc.boolean(), { minLength: SPECIES, maxLength: SPECIES }),
    reactions: fc.array(
      fc.record({
        reactants: fc.array(fc.nat(SPECIES - 1), { maxLength: 4 }),
        products: fc.array(fc.nat(SPECIES - 1), { maxLength: 4 }),
        rate: fc.double({ min: 0.1, max: 3, noNaN: true }),
        isCatalysed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 14 },
    ),
  })
  .map(({ clamped, reactions }) => ({
    name: "random",
    parameters: [],
    species: clamped.map((isClamped, i) => ({ name: `S${i}`, initial: 1, clamped: isClamped })),
    reactions: reactions.map(({ reactants, products, rate, isCatalysed }, index) => ({
      name: `r${index}`,
      reactants: counted(reactants),
      products: counted(isCatalysed ? [...products, ...reactants] : products),
      rate: { kind: "mass-action" as const, code: [{ opcode: Opcode.number, operand: rate }] },
      phases: [],
    })),
    events: [],
    phases: [],
    observables: [],
  }));

function counted(list: readonly number[]): { species: number; coefficient: number }[] {
  return [...new Set(list)].map((species) => ({
    species,
    coefficient: list.filter((entry) => entry === species).length,
  }));
}

const concentrations = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), {
  minLength: SPECIES,
  maxLength: SPECIES,
});

const PROBES = `
export func probeRates() { gather(); rates(Y, B); }
export func probeSums(weight: f64, errorWeight: f64) {
  gather();
  accumulate(Y, weight, errorWeight);
  expand(G_NEXT, ZERO, SUMS, weight);
  expand(G_ERROR, ZERO, SUM_ERRORS, errorWeight);
}`;
const MATRIX_PROBES = `
export func probeFactor(diagonal: f64): i32 { gather(); factor(Y, diagonal); return isSound(); }
export func probeSolve() { solve(B); }`;

/** The functions of a system in generated code, and its vectors by name. */
function probe(program: Program, system: PreparedSystem, form: CodeForm) {
  const structures = [structureOf(system, undefined)];
  const tolerances = { relative: 1e-6, absolute: 1e-9 };
  const probes = system.coreSize > 0 ? ([PROBES, MATRIX_PROBES] as const) : (["", ""] as const);
  const task = { program, structures, tolerances, implicit: rodas5p, form, probes };
  const instance = startSystems(webAssembly()!, task);
  if (system.coreSize > 0) instance.systems[0]!.prepareImplicit();
  instance.setParameters(new Float64Array(0));
  const sizes = { species: program.species.length, reactions: program.reactions.length };
  const { systems } = compileSystems(structures, { ...sizes, implicit: rodas5p, form, stiff: [] });
  const { constants } = systems[0]!;
  return {
    state: instance.state(),
    call: (name: string, ...values: number[]) => instance.call(`${systemPrefix(0)}${name}`, ...values),
    vector: (name: string, length: number) =>
      instance.numbers().subarray(constants[name]! / 8, constants[name]! / 8 + length),
  };
}

const near = (value: number, expected: number, scale: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, scale));

const forms: readonly CodeForm[] = ["written-out", "loops"];

test.each(forms)("rates, integrals and linear systems, %s, are those of the interpreter", (form) => {
  fc.assert(
    fc.property(network, concentrations, (program, values) => {
      const system = prepareSystem(program, undefined);
      const { coreSize, unknowns } = system;
      const code = probe(program, system, form);
      const state = Float64Array.from(values);
      const y = Float64Array.from(unknowns, (species) => state[species]!);
      const rates = new Float64Array(unknowns.length);
      bindSystem(system, state, new Float64Array(0));
      evaluateRates(system, 0, y, rates);
      const size = Math.max(0, ...rates.map(Math.abs));
      code.state.set(state);
      if (coreSize > 0) {
        code.call("probeRates");
        code.vector("B", coreSize).forEach((value, row) => {
          near(value, rates[row]!, size);
        });
      }
      if (unknowns.length > coreSize) {
        const rows = unknowns.length - coreSize;
        if (coreSize > 0) {
          code.call("probeSums", 0.5, -0.25);
          code.vector("G_NEXT", rows).forEach((value, row) => {
            near(value, 0.5 * rates[coreSize + row]!, size);
          });
          code.vector("G_ERROR", rows).forEach((value, row) => {
            near(value, -0.25 * rates[coreSize + row]!, size);
          });
        }
      }
      if (coreSize > 0) checkLinearSystem(system, code, y);
    }),
    { numRuns: 150, seed: 4 },
  );
});

/** (d·I − J)·x = b with the x of generated code and the Jacobian of the interpreter. */
function checkLinearSystem(system: PreparedSystem, code: ReturnType<typeof probe>, y: Float64Array): void {
  const { coreSize, jacobian } = system;
  evaluateJacobian(system, 0, y, new Float64Array(y.length));
  const entries = [...jacobian.row.keys()].filter((entry) => jacobian.row[entry]! < coreSize);
  const norm = entries.reduce((sum, entry) => sum + Math.abs(jacobian.values[entry]!), 1);
  const diagonal = 2 * norm;
  expect(code.call("probeFactor", diagonal)).toBe(1);
  const right = Float64Array.from({ length: coreSize }, (_, row) => 1 + 0.3 * row);
  code.vector("B", coreSize).set(right);
  code.call("probeSolve");
  const x = code.vector("B", coreSize);
  const product = x.map((value) => diagonal * value);
  for (const entry of entries)
    product[jacobian.row[entry]!]! -= jacobian.values[entry]! * x[jacobian.column[entry]!]!;
  product.forEach((value, row) => {
    near(value, right[row]!, 10);
  });
}
