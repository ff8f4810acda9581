import { expect, test } from "vitest";
import { mergeEqualReactions } from "../../src/lowering/merge-equal-reactions.js";
import { expressionText } from "../../src/network/expression-text.js";
import type { AnonymousReaction } from "../../src/network/number-reactions.js";
import { evaluateRateExpression } from "../../src/network/rate-expression.js";
import type { RateExpression } from "../../src/network/reaction-network.js";

const k: RateExpression = { kind: "parameter", id: "k" };
const two: RateExpression = { kind: "number", value: 2 };

/** A → B, as written at a place of the text. */
function reaction(
  constant: RateExpression,
  phases: readonly string[] = [],
  place = 0,
  kind: "mass-action" | "law" = "mass-action",
): AnonymousReaction {
  return {
    reactants: [{ species: "A", coefficient: 1 }],
    products: [{ species: "B", coefficient: 1 }],
    rate: kind === "law" ? { kind, flux: constant } : { kind, constant },
    phases,
    role: "source",
    documentation: undefined,
    provenance: [{ rule: "as written", origin: { file: "m.ncrn", span: { start: place, end: place + 1 } } }],
  };
}

const places = ({ provenance }: AnonymousReaction): readonly number[] =>
  provenance.map(({ origin }) => origin.span.start);

function rateOf({ rate }: AnonymousReaction): RateExpression {
  return rate.kind === "mass-action" ? rate.constant : rate.flux;
}

function depth(expression: RateExpression): number {
  return expression.kind === "binary" ? 1 + Math.max(depth(expression.left), depth(expression.right)) : 1;
}

test("constants add up in the order of the text, numbers to one number", () => {
  const [sum, ...others] = mergeEqualReactions(
    [reaction(two, [], 1), reaction(two, [], 2), reaction(k, [], 3), reaction(k, [], 4)],
    [],
  );
  expect(others).toEqual([]);
  expect(expressionText(rateOf(sum!))).toBe("4 + k + k");
  expect(places(sum!)).toEqual([1, 2, 3, 4]);
});

test("fluxes add up, and never to constants", () => {
  const merged = mergeEqualReactions(
    [reaction(k, [], 1, "law"), reaction(k, [], 2), reaction(two, [], 3, "law")],
    [],
  );
  expect(merged.map((one) => [one.rate.kind, expressionText(rateOf(one)), places(one)])).toEqual([
    ["law", "k + 2", [1, 3]],
    ["mass-action", "k", [2]],
  ]);
});

test("what has the same constant in several phases runs in all of them, in their order", () => {
  const merged = mergeEqualReactions(
    [
      reaction(k, ["third"], 1),
      reaction(two, ["second"], 2),
      reaction(k, ["first"], 3),
      reaction(k, ["third"], 4),
      reaction({ kind: "binary", operator: "+", left: k, right: k }, ["second"], 5),
      reaction(k, ["second"], 6),
    ],
    ["first", "second", "third"],
  );
  expect(merged.map((one) => [one.phases, expressionText(rateOf(one)), places(one)])).toEqual([
    [["third"], "k + k", [1, 4]],
    [["second"], "2 + (k + k) + k", [2, 5, 6]],
    [["first"], "k", [3]],
  ]);
  const same = mergeEqualReactions(
    [reaction(k, ["third"], 1), reaction(k, ["first"], 2), reaction(k, ["second"], 3)],
    ["first", "second", "third"],
  );
  expect(same.map((one) => [one.phases, places(one)])).toEqual([
    [
      ["first", "second", "third"],
      [1, 2, 3],
    ],
  ]);
});

test("very many equal reactions make a flat sum that can be walked through and has the right value", () => {
  const many = 20_000;
  const [sum, ...others] = mergeEqualReactions(
    Array.from({ length: many }, (_, place) => reaction(k, [], place)),
    [],
  );
  expect(others).toEqual([]);
  const constant = rateOf(sum!);
  expect(depth(constant)).toBeLessThan(200);
  expect(expressionText(constant).match(/k/g)).toHaveLength(many);
  const value = evaluateRateExpression(constant, { parameter: () => 0.5, species: () => 0, time: 0 });
  expect(value).toBe(many / 2);
  expect(places(sum!)).toEqual(Array.from({ length: many }, (_, place) => place));
});
