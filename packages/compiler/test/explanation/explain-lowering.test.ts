// The account before and after order reduction, and lines of counts over several networks.
import { analyze, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { countTable, formulaOf } from "../../src/explanation/count-table.js";
import { explain } from "../../src/explanation/explain.js";
import { explainLowering, type LoweringExplanation } from "../../src/explanation/explain-lowering.js";
import { reactionsFromModel } from "../../src/reactions/reactions-from-model.js";

const cubic = (size: number, learn: string): string => `model Cubic {
  input x[${size}]
  target y
  weight theta[${size}, ${size}] = 0.1
  state z[${size}] = x
  z' = theta * x - z^3
  output yhat = sum(z)
  loss = (yhat - y)^2 / 2
  assert order <= 3
}
learn Cubic as Circuit {
  phases { forward: 1 }
  ${learn}
}`;

function explained(text: string): LoweringExplanation {
  const { program, diagnostics } = analyze(createSourceText("test.ncrn", text), {});
  expect(diagnostics).toEqual([]);
  const source = program.learns[0] ?? program.networks[0]!;
  const { network } = reactionsFromModel(source);
  return explainLowering(source, network!);
}

test("nothing stands beside a network whose order was not reduced", () => {
  expect(explained(cubic(2, "lower { order: 3 }")).unreduced).toBeUndefined();
  expect(explained("crn Decay {\n  species A = 1\n  A ->{1} 0\n}").unreduced).toBeUndefined();
});

test("where the order was reduced, the network stands beside the one that it would have been", () => {
  // The assertion `order <= 3` holds of both; `order <= 2` would not hold of the larger order, and does not matter there.
  for (const text of [cubic(2, ""), cubic(2, "").replace("order <= 3", "order <= 2")]) {
    const { reduced, unreduced } = explained(text);
    expect([reduced.maxOrder, unreduced?.maxOrder]).toEqual([2, 3]);
    expect(unreduced).toEqual(explained(cubic(2, "lower { order: 3 }")).reduced);
  }
});

test("counts are in the order of a learning step, and add up", () => {
  const { reduced } = explained(cubic(2, "lower { order: 3 }"));
  const roles = Object.keys(reduced.reactionsByRole);
  expect(roles).toEqual([
    "load",
    "forward",
    "output",
    "error",
    "state-reversal",
    "adjoint",
    "gradient",
    "update",
    "annihilation",
  ]);
  for (const counts of [reduced.reactionsByRole, reduced.reactionsByOrder]) {
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(reduced.reactions);
  }
});

test("counts grow with the dimension as their formulas say", () => {
  const sizes = [2, 3, 4, 5];
  const explanations = sizes.map((size) => explained(cubic(size, "lower { order: 3 }")).reduced);
  const lines = countTable(explanations);
  const formula = (of: string, key?: string): string | undefined =>
    formulaOf(lines.find((line) => line.of === of && line.key === key)!, "d", 2);
  // Four sign combinations for each entry of the matrix; four rail products of z³ for each state.
  expect(formula("reactions", "forward")).toBe("4d² + 4d");
  expect(formula("reactions", "gradient")).toBe("4d²");
  expect(formula("species", "weight")).toBe("2d²");
  expect(formula("max order")).toBe("3");
  for (const { by, counts } of lines) {
    expect(counts).toHaveLength(sizes.length);
    if (by === undefined) expect(counts.every((count) => count > 0)).toBe(true);
  }
});

test("with a clock of events every reaction runs in one window", () => {
  const { reduced } = explained(cubic(2, "clock: events\n  gradient: first_order\n  lower { order: 3 }"));
  const { clock, reactionsByWindow, reactions } = reduced;
  expect(clock?.windows.map(({ name }) => name)).toEqual(
    Object.keys(reactionsByWindow).filter((name) => name !== "always"),
  );
  expect(reactionsByWindow["always"]).toBe(0);
  expect(Object.values(reactionsByWindow).reduce((sum, count) => sum + count, 0)).toBe(reactions);
});

test("without a clock there are no windows", () => {
  const { program } = analyze(createSourceText("test.ncrn", cubic(2, "lower { order: 3 }")), {});
  const { network } = reactionsFromModel(program.learns[0]!);
  expect(explain(network!)).toMatchObject({ clock: undefined, reactionsByWindow: {} });
});

test("with a clock of reactions, copies of species tell in which window a reaction runs", () => {
  const { reduced } = explained(`model Linear {
  input x >= 0
  target y >= 0
  weight w = 0.1
  state z = 0
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Linear as Circuit {
  phases { forward: 1 }
  clock: oscillator(1, 1e-6)
}`);
  const { clock, reactionsByWindow, reactionsByRole, provenance } = reduced;
  const windowOf = (phase: string): string =>
    clock!.windows.find(({ phases }) => phases.includes(phase))!.name;
  const rolesIn = (phase: string): number => reactionsByWindow[windowOf(phase)]!;
  // z' = w·x has one reaction a rail of w; the gradient e·x one a rail of e.
  expect(reactionsByRole).toMatchObject({ forward: 2, gradient: 2 });
  expect(rolesIn("forward")).toBeGreaterThanOrEqual(2);
  expect(rolesIn("feedback")).toBeGreaterThanOrEqual(2);
  // What belongs to no window: the ring itself, and the cancellation of what persists.
  const persistent = provenance.filter(({ role, text }) => role === "annihilation" && text.startsWith("w_p"));
  expect(reactionsByWindow["always"]).toBe(reactionsByRole["clock"]! + persistent.length);
});

const familyText = (d: number, dynamics: string, gradient: string): string => {
  const vectors = dynamics.includes("theta .*") ? `theta[${d}]` : `theta[${d}, ${d}]`;
  const beta = dynamics.includes("beta") ? `, beta[${d}]` : "";
  return `model M {
  input x[${d}]
  target y
  weight ${vectors}${beta}
  state z[${d}] = x
  z' = ${dynamics}
  output yhat = sum(z)
  loss = (yhat - y)^2 / 2
}
learn M as L { gradient: ${gradient}; phases { forward: 1 } }`;
};

/** Dynamics of the circuit families of the Neural CRN paper, and the order that they have without reduction. */
const families: readonly (readonly [name: string, dynamics: string, orders: readonly [number, number]])[] = [
  ["F2", "theta .* x + 0.1", [2, 2]],
  ["F3", "theta .* x + 0.1 - 0.5 * z .* abs(z)", [2, 2]],
  ["F4", "theta * x - z^3 / 6", [3, 3]],
  ["F5", "theta * x - 0.15 * z .* abs(z)", [2, 2]],
  ["F6", "0.1 + z .* (theta * x) + beta .* z - 0.5 * z .* abs(z)", [3, 3]],
  ["F7", "theta * z", [2, 2]],
  ["F8", "0.1 + theta .* z - 0.5 * z .* abs(z)", [2, 2]],
];
const familyCases = families.flatMap(([name, dynamics, [adjoint, firstOrder]]) =>
  [2, 3].flatMap((d) => [
    { name, d, dynamics, gradient: "adjoint", order: adjoint },
    { name, d, dynamics, gradient: "first_order", order: firstOrder },
  ]),
);

test.each(familyCases)("$name, d = $d, $gradient: order 2 unless the text says otherwise", (family) => {
  const { d, dynamics, gradient, order } = family;
  const { reduced, unreduced } = explained(familyText(d, dynamics, gradient));
  expect(reduced.maxOrder).toBe(2);
  expect(unreduced?.maxOrder).toBe(order === 2 ? undefined : order);
  if (unreduced !== undefined) {
    expect(unreduced.reactionsByOrder["3"]).toBeGreaterThan(0);
    expect(reduced.speciesByRole["auxiliary"] ?? 0).toBeGreaterThan(
      unreduced.speciesByRole["auxiliary"] ?? 0,
    );
  }
});
