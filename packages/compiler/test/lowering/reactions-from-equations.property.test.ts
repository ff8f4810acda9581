import { atOnce } from "@ncrn/language";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeEqualReactions } from "../../src/lowering/merge-equal-reactions.js";
import type { RailTable } from "../../src/lowering/rate-equation.js";
import { reactionsFromEquations } from "../../src/lowering/reactions-from-equations.js";
import type { AnonymousReaction } from "../../src/network/number-reactions.js";
import { netChange } from "../../src/network/stoichiometry.js";
import { polynomialFromExpression } from "../../src/polynomials/polynomial-from-expression.js";
import { environment, evaluate, origin, polynomialExpressions } from "../random-polynomials.js";

const rails: RailTable = {
  written: (name) => ({ name, positive: `${name}_p`, negative: `${name}_m` }),
  read: (name) => ({ name, positive: `${name}_p`, negative: `${name}_m` }),
};

/** Rate of change of each species by mass action, straight from the definition. */
function massAction(
  reactions: readonly AnonymousReaction[],
  state: ReadonlyMap<string, number>,
): Map<string, number> {
  const rate = new Map<string, number>();
  for (const reaction of reactions) {
    if (reaction.rate.kind !== "mass-action") throw new Error("a law");
    let flux = environment.valueOf(reaction.rate.constant);
    for (const { species, coefficient } of reaction.reactants) flux *= state.get(species)! ** coefficient;
    for (const [species, count] of netChange(reaction))
      rate.set(species, (rate.get(species) ?? 0) + count * flux);
  }
  return rate;
}

const oneRailEmpty = fc
  .tuple(...["x", "y", "z"].map(() => fc.double({ min: -2, max: 2, noNaN: true })))
  .map((values) => new Map(["x", "y", "z"].map((name, index) => [name, values[index]!] as const)));

test("the difference of the rails moves as the equation says, and every constant is positive", () => {
  fc.assert(
    fc.property(polynomialExpressions, polynomialExpressions, oneRailEmpty, (first, second, values) => {
      const equations = [first, second].flatMap((expression, index) => {
        const result = polynomialFromExpression(expression, environment);
        return result.kind === "polynomial" && result.polynomial.length < 60
          ? [
              {
                target: ["x", "y"][index]!,
                value: result.polynomial,
                phases: [],
                role: "dynamics",
                rule: "",
                origin,
              } as const,
            ]
          : [];
      });
      fc.pre(equations.length === 2);
      const { reactions, diagnostics } = atOnce(reactionsFromEquations(equations, rails));
      const merged = mergeEqualReactions(reactions, []);
      expect(diagnostics).toEqual([]);
      for (const { rate } of merged) {
        expect(rate.kind === "mass-action" && environment.valueOf(rate.constant)).toBeGreaterThan(0);
      }
      const state = new Map(
        [...values].flatMap(([name, value]) => [
          [`${name}_p`, Math.max(value, 0)],
          [`${name}_m`, Math.max(-value, 0)],
        ]),
      );
      const change = massAction(merged, state);
      for (const [target, expression] of [
        ["x", first],
        ["y", second],
      ] as const) {
        const expected = evaluate(expression, values);
        const difference = (change.get(`${target}_p`) ?? 0) - (change.get(`${target}_m`) ?? 0);
        const scale = Math.max(1, ...[...change.values()].map(Math.abs), Math.abs(expected));
        expect(Math.abs(difference - expected)).toBeLessThanOrEqual(1e-6 * scale * merged.length);
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});

test("for polynomials without absolute values the difference is exact whatever both rails hold", () => {
  const state = new Map([
    ["x_p", 1.5],
    ["x_m", 0.75],
    ["z_p", 0.25],
    ["z_m", 2],
  ]);
  const [x, z] = [0.75, -1.75];
  const term = (variables: { name: string; absolute: boolean; power: number }[], number: number) => ({
    number,
    parameters: [],
    variables,
    origin,
  });
  const value = [
    term([{ name: "z", absolute: false, power: 2 }], -1),
    term([{ name: "z", absolute: false, power: 3 }], -1),
    term(
      [
        { name: "x", absolute: false, power: 1 },
        { name: "z", absolute: false, power: 1 },
      ],
      2,
    ),
  ];
  const { reactions } = atOnce(
    reactionsFromEquations([{ target: "z", value, phases: [], role: "dynamics", rule: "", origin }], rails),
  );
  const change = massAction(reactions, state);
  expect((change.get("z_p") ?? 0) - (change.get("z_m") ?? 0)).toBeCloseTo(-(z ** 2) - z ** 3 + 2 * x * z, 12);
});
