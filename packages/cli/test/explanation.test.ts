// What `explain` prints: two columns where the order was reduced, the clock, and reactions traced to their terms.
import { type Explanation, explain, type ReactionNetwork } from "@ncrn/compiler";
import { createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { explanationText, provenanceText } from "../src/explanation/explanation-text.js";
import { sweepText } from "../src/explanation/sweep-text.js";

const SOURCE = createSourceText("cube.ncrn", "z' = theta * x\n  - z^3");
const origin = (text: string) => {
  const start = SOURCE.content.indexOf(text);
  return { file: "cube.ncrn", span: { start, end: start + text.length } };
};
const provenance = { origin: origin("z' = theta * x\n  - z^3"), rule: "dynamics of z" };

const species = (id: string) =>
  ({
    id,
    name: id,
    initial: 1,
    clamped: false,
    role: "state",
    documentation: undefined,
    provenance,
  }) as const;

/** z decays at third order, or at second order through a species that holds its square. */
function network(isReduced: boolean): ReactionNetwork {
  const quench = isReduced ? [["z", "square"]] : [["z", "z", "z"]];
  return {
    name: "Cube",
    documentation: undefined,
    units: { time: undefined, concentration: undefined, volume: undefined },
    kinetics: "plain",
    parameters: [],
    species: isReduced ? [species("z"), species("square")] : [species("z")],
    reactions: quench.map((reactants, index) => ({
      id: `r${index + 1}`,
      reactants: [...new Set(reactants)].map((id) => ({
        species: id,
        coefficient: reactants.filter((other) => other === id).length,
      })),
      products: [],
      rate: { kind: "mass-action", constant: { kind: "number", value: 1 } },
      phases: [],
      role: "state-reversal",
      documentation: undefined,
      provenance: [
        { origin: origin("z^3"), rule: "reversed dynamics of z" },
        { origin: origin("theta * x"), rule: "reversed dynamics of z" },
      ],
    })),
    events: [],
    phases: [],
    observables: [],
    learning: undefined,
    clock: undefined,
    provenance,
  };
}

const text = (reduced: Explanation, unreduced?: Explanation): string =>
  explanationText({ reduced, unreduced }, { kind: "crn", rails: "exact" });

test("where the order was reduced, both networks stand side by side", () => {
  const lines = text(explain(network(true)), explain(network(false))).split("\n");
  expect(lines.slice(0, 9)).toEqual([
    "Cube (crn)",
    "                    before order reduction  after",
    "  species                                1      2",
    "    state                                1      2",
    "  reactions                              1      1",
    "    state reversal                       1      1",
    "    of order 2                           0      1",
    "    of order 3                           1      0",
    "  max order                              3      2",
  ]);
});

test("otherwise one column is enough", () => {
  const lines = text(explain(network(false))).split("\n");
  expect(lines.slice(1, 4)).toEqual([
    "  species    1  state: 1",
    "  reactions  1  state reversal: 1",
    "  max order  3  order 3: 1",
  ]);
});

test("a clock is described as it was measured", () => {
  const explanation: Explanation = {
    ...explain(network(true)),
    clock: {
      kind: "oscillator",
      period: 40,
      windows: [
        { name: "forward", phases: ["load", "forward"], species: "C1", start: 0, area: 10 },
        { name: "feed", phases: [], species: "C2", start: 20, area: 10.5 },
      ],
      areaMismatch: 0.0488,
      overlap: 0.012,
      transferRate: 5,
      measured: true,
    },
  };
  expect(text(explanation)).toContain(`Clock (an oscillator of reactions): period 40
  window   opens at  area  phases
  forward         0    10  load, forward
  feed           20  10.5
  areas differ by 4.88 %, windows overlap for 1.2 % of the period
  transfer between copies at rate 5
  times and areas are measured in a simulation of the clock
`);
  const estimated = text({ ...explanation, clock: { ...explanation.clock!, measured: false } });
  expect(estimated).toContain(
    "  times and areas are estimated in closed form: the clock was not simulated\n",
  );
  expect(estimated).not.toContain("measured");
});

test("a reaction is traced to the terms it comes from, each rule named once", () => {
  const sources = new Map([["cube.ncrn", SOURCE]]);
  expect(provenanceText(explain(network(true)), sources)).toBe(`Reactions:
  r1  z + square ->{1} 0  state reversal  reversed dynamics of z (cube.ncrn:2:5 \`z^3\`, cube.ncrn:1:6 \`theta * x\`)`);
});

test("a sweep shows formulas only where they are confirmed by a further value", () => {
  const explanations = [1, 3, 6].map((reactions) => ({ ...explain(network(true)), species: 2, reactions }));
  const swept = (count: number): string =>
    sweepText({ name: "n", values: [1, 2, 3].slice(0, count), explanations: explanations.slice(0, count) });
  expect(swept(3).split("\n")[0]).toBe("                    n=1  n=2  n=3  formula");
  expect(swept(3)).toMatch(/^ {2}species +2 +2 +2 +2$/m);
  expect(swept(3)).toMatch(/^ {2}reactions +1 +3 +6$/m);
  expect(swept(1)).not.toContain("formula");
});
