// Whatever the model, the closed network is sound, of order two, without phases, and every reaction has a finite rate.

import fc from "fast-check";
import { expect, test } from "vitest";
import { networkProblems } from "../../src/network/network-invariants.js";
import { evaluateRateExpression } from "../../src/network/rate-expression.js";
import { reactionOrder } from "../../src/network/stoichiometry.js";
import { learnerText, lowerLearner } from "./learners.js";

const factor = fc.constantFrom("z", "u", "a", "b", "c", "x", "s", "0.5", "2");
const term = fc.array(factor, { minLength: 1, maxLength: 2 }).map((factors) => factors.join(" * "));
const polynomial = fc
  .array(fc.tuple(fc.constantFrom(" + ", " - "), term), { minLength: 1, maxLength: 3 })
  .map((terms) => `0${terms.map(([sign, product]) => sign + product).join("")}`);
const initial = fc.constantFrom("0", "0.3", "x", "a * x + 0.25", "x - s", "a * b", "0.5 * s + 1");
const quench = fc.constantFrom("", " - z * abs(z)");

const model = fc
  .record({ first: initial, second: initial, fz: polynomial, fu: polynomial, quench, o: polynomial })
  .map(
    (
      parts,
    ) => `input x >= 0, s\ntarget y\nweight a = 0, b = 0, c = 0\nstate z = ${parts.first}\nstate u = ${parts.second}
z' = ${parts.fz}${parts.quench}\nu' = ${parts.fu}\noutput o = ${parts.o}\nloss = (o - y)^2 / 3`,
  );
const settings = fc.record({
  gradient: fc.constantFrom("adjoint", "first_order"),
  update: fc.constantFrom("direct", "accumulated"),
});

test("random models of two states and three weights", () => {
  fc.assert(
    fc.property(model, settings, (text, choice) => {
      const { network } = lowerLearner(learnerText(text, choice));
      if (network === undefined) return;
      expect(networkProblems(network)).toEqual([]);
      expect(Math.max(...network.reactions.map(reactionOrder))).toBe(2);
      expect(network.phases).toEqual([]);
      expect(network.clock!.windows.length).toBeGreaterThanOrEqual(3);
      for (const { rate } of network.reactions) {
        const constant = rate.kind === "mass-action" ? rate.constant : rate.flux;
        const value = evaluateRateExpression(constant, { parameter: () => 0.1, species: () => 0, time: 0 });
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
      }
    }),
    { seed: 1, numRuns: 60 },
  );
});
