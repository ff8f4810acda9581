import { expect, test } from "vitest";
import { SEARCH_BUDGET, searchAuxiliaries } from "../../../src/lowering/reduce-order/search-auxiliaries.js";
import { productText } from "../../../src/lowering/reduce-order/power-product.js";
import type { Polynomial, VariableFactor } from "../../../src/polynomials/polynomial.js";

const origin = { file: "t", span: { start: 0, end: 1 } };
const term = (number: number, powers: Record<string, number>) => ({
  number, parameters: [], origin,
  variables: Object.entries(powers).filter(([, p]) => p > 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, power]): VariableFactor => ({ name, power, absolute: false })),
});
function run(name: string, system: Record<string, Polynomial>, kinetic = false) {
  const rhs = Object.entries(system).map(([target, value]) => ({ target, value }));
  const t0 = performance.now();
  const found = searchAuxiliaries({ phases: [{ derivatives: new Map(Object.entries(system)), rightHandSides: rhs }], limit: 2, budget: SEARCH_BUDGET, isKinetic: () => kinetic, isAllowed: () => true });
  console.log(name, kinetic, [...found.sets[0]!.values()].map(productText).join(" , "), found.complete, found.nodes, found.unmet.length, `${Math.round(performance.now() - t0)} ms`);
}
const hill = (n: number) => ({ h: [term(n, { i: 2, t: n - 1 })], i: [term(-n, { i: 2, t: n - 1 })], t: [term(1, {})] });
test("x", () => {
  for (const k of [false, true]) {
  run("x3", { x: [term(1, { x: 3 })] }, k);
  run("x4", { x: [term(1, { x: 4 })] }, k);
  run("x5", { x: [term(1, { x: 5 })] }, k);
  run("pair", { x: [term(-1, { x: 3 }), term(1, { x: 1, y: 2 })], y: [term(-1, { y: 3 }), term(1, { x: 2, y: 1 })] }, k);
  run("pair2", { x: [term(-1, { x: 3 }), term(-1, { x: 2, y: 1 })], y: [term(-1, { y: 3 }), term(1, { x: 1, y: 2 })] }, k);
  for (let n = 2; n <= 8; n++) run(`hill${n}`, hill(n), k);
  for (const d of [2,3,4]) { const all = Array.from({length: d}, (_, i) => i);
    run(`f7c ${d}`, Object.fromEntries(all.map((i) => [`z${i}`, [...all.map((j) => term(1, { [`p${i}${j}`]: 1, [`z${j}`]: 1 })), term(-1, { [`z${i}`]: 3 })]]))); }
  }
});
