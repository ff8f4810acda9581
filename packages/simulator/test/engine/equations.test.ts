import fc from "fast-check";
import { expect, test } from "vitest";
import type { CodeForm } from "../../src/engine/system-plan.js";
import { type PreparedSystem, prepareSystem } from "../../src/equations/prepared-system.js";
import { bindSystem, evaluateJacobian, evaluateRates } from "../../src/interpreter/evaluate-system.js";
import { type ProbedSystem, probeSystem } from "./probe-system.js";
import { concentrations, network } from "./random-mass-action.js";

const near = (value: number, expected: number, scale: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, scale));

const forms: readonly CodeForm[] = ["written-out", "loops"];

test.each(forms)("rates, integrals and linear systems, %s, are those of the interpreter", (form) => {
  fc.assert(
    fc.property(network, concentrations, (program, values) => {
      const system = prepareSystem(program, undefined);
      const { coreSize, unknowns } = system;
      const code = probeSystem(system, { form });
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
function checkLinearSystem(system: PreparedSystem, code: ProbedSystem, y: Float64Array): void {
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
