// Code for two states at once does for each of them what code for one does.
import fc from "fast-check";
import { expect, test } from "vitest";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import { type ProbedSystem, probeSystem } from "./probe-system.js";
import { concentrations, network } from "./random-mass-action.js";

/** One lane of a vector whose elements are pairs. */
function laneOf(
  pair: ProbedSystem,
  name: string,
  { length, lane }: { length: number; lane: number },
): number[] {
  return [...pair.vector(name, 2 * length)].filter((_, index) => index % 2 === lane);
}

test("rates, integrals and linear systems of pairs are, bit for bit, those of single states", () => {
  fc.assert(
    fc.property(network, concentrations, concentrations, (program, first, second) => {
      const system = prepareSystem(program, undefined);
      const { coreSize, unknowns } = system;
      fc.pre(coreSize > 0);
      const rows = unknowns.length - coreSize;
      const pair = probeSystem(system, { form: "written-out", lanes: 2 });
      const singles = [first, second].map((state) => {
        const single = probeSystem(system, { form: "written-out" });
        single.state.set(state);
        return single;
      });
      pair.state.set(first.flatMap((value, species) => [value, second[species]!]));
      const same = (name: string, length: number, run: (code: ProbedSystem) => void): void => {
        run(pair);
        for (const [lane, single] of singles.entries()) {
          run(single);
          expect(laneOf(pair, name, { length, lane })).toEqual([...single.vector(name, length)]);
        }
      };
      same("B", coreSize, (code) => code.call("probeRates"));
      same("G_NEXT", rows, (code) => code.call("probeSums", 0.5, -0.25));
      same("G_ERROR", rows, (code) => code.call("probeSums", 0.5, -0.25));
      same("B", coreSize, (code) => {
        code.call("probeFactor", 1e4);
        code.call("probeRates");
        code.call("probeSolve");
      });
    }),
    { numRuns: 100, seed: 5 },
  );
});
