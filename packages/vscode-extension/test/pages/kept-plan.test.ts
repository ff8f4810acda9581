// Where nodes of a changed network stand: what was there stays, what is new comes beside it.

import { expect, test } from "vitest";
import type { GraphReaction, NetworkGraph } from "../../src/messages/network-messages.js";
import { nodeSizes } from "../../src/pages/network/graph-elements.js";
import { keptPlan } from "../../src/pages/network/kept-plan.js";
import { type GraphPlan, lineName } from "../../src/pages/network/layout-graph.js";

const place = { file: "main.ncrn", span: { start: 0, end: 1 } };

/** Reactions as `A + B -> C`, numbered in their order; species in the order in which they appear, unless they are given. */
function graph(reactions: readonly string[], species?: readonly string[]): NetworkGraph {
  const termsOf = (side = ""): GraphReaction["reactants"] =>
    side
      .trim()
      .split(/\s*\+\s*/)
      .filter((name) => name !== "" && name !== "0")
      .map((name) => ({ species: name, coefficient: 1 }));
  const made = reactions.map((text, index): GraphReaction => {
    const [left, right] = text.split("->");
    const [reactants, products] = [termsOf(left), termsOf(right)];
    const id = `reaction r${index + 1}`;
    const rest = { role: "source", phases: [], order: 1, place, rule: "written", catalysts: [] } as const;
    return { id, text, reactants, products, ...rest };
  });
  const named = made.flatMap(({ reactants, products }) =>
    [...reactants, ...products].map((term) => term.species),
  );
  const names = species ?? [...new Set(named)];
  return {
    name: "Net",
    phases: [],
    species: names.map((id) => ({ id, name: id, role: "species", initial: 0, place, rule: "written" })),
    reactions: made,
  };
}

/** Nodes in a row, far from each other. */
function inRow({ species, reactions }: NetworkGraph): GraphPlan {
  const ids = [...species, ...reactions].map(({ id }) => id);
  return { places: new Map(ids.map((id, index) => [id, { x: 200 * index, y: 0 }])), bends: new Map() };
}

const BEFORE = graph(["A -> B", "B -> C", "C -> D"]);
const PLAN = inRow(BEFORE);

function placesIn(after: NetworkGraph, before = { graph: BEFORE, plan: PLAN }) {
  const plan = keptPlan(before, after, nodeSizes(after));
  return plan && Object.fromEntries(plan.places);
}

test("what is the same stays, though reactions are numbered anew", () => {
  const places = placesIn(graph(["B -> D", "A -> B", "B -> C", "C -> D"], ["A", "B", "C", "D"]));
  for (const id of ["A", "B", "C", "D"]) expect(places?.[id]).toEqual(PLAN.places.get(id));
  for (const number of [1, 2, 3])
    expect(places?.[`reaction r${number + 1}`]).toEqual(PLAN.places.get(`reaction r${number}`));
  const { x = 0 } = places?.["reaction r1"] ?? {};
  expect(x).toBeGreaterThan(PLAN.places.get("B")?.x ?? 0); // between the two that it connects
  expect(x).toBeLessThan(PLAN.places.get("D")?.x ?? 0);
});

test("a species that is renamed, and a reaction that is changed, keep their places", () => {
  const renamed = placesIn(graph(["A -> B", "B -> Q", "Q -> D"]));
  expect(renamed?.["Q"]).toEqual(PLAN.places.get("C"));
  expect(renamed?.["reaction r3"]).toEqual(PLAN.places.get("reaction r3"));
  const changed = placesIn(graph(["A -> B", "B -> C + A", "C -> D"], ["A", "B", "C", "D"]));
  expect(changed?.["reaction r2"]).toEqual(PLAN.places.get("reaction r2"));
});

test("what is gone leaves the others where they are", () => {
  const places = placesIn(graph(["A -> B", "C -> D"]));
  expect(places?.["reaction r2"]).toEqual(PLAN.places.get("reaction r3"));
  expect(Object.keys(places ?? {})).toHaveLength(6);
});

test("new nodes do not cover others", () => {
  const after = graph(["A -> B", "B -> C", "C -> D", "D -> E", "D -> F", "G -> H", "D -> E + F"]);
  const sizes = nodeSizes(after);
  const placed = Object.entries(placesIn(after) ?? {});
  expect(placed).toHaveLength(15);
  for (const [one, { x, y }] of placed)
    for (const [other, there] of placed) {
      if (one === other) continue;
      const isApart =
        Math.abs(x - there.x) >= (sizes(one).width + sizes(other).width) / 2 ||
        Math.abs(y - there.y) >= (sizes(one).height + sizes(other).height) / 2;
      expect(isApart, `${one} and ${other}`).toBe(true);
    }
});

test("when nearly everything is new it is laid out anew", () => {
  expect(placesIn(graph(["P -> Q", "Q -> R", "R -> S", "S -> T", "T -> A", "A -> U"]))).toBeUndefined();
});

test("lines keep their ways around other nodes", () => {
  const bend = [{ x: 1, y: 2 }];
  const before = {
    graph: BEFORE,
    plan: { ...PLAN, bends: new Map([[lineName("reaction r2", "C", "product"), bend]]) },
  };
  const after = graph(["A -> C", "A -> B", "B -> C", "C -> D"], ["A", "B", "C", "D"]);
  const plan = keptPlan(before, after, nodeSizes(after));
  expect([...(plan?.bends ?? [])]).toEqual([[lineName("reaction r3", "C", "product"), bend]]);
});
