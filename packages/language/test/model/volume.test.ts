// Molecules per unit of concentration, from numbers and from volumes with units. Expected: V · c · 6.02214076e23 per mole.
import { expect, test } from "vitest";
import { type Analysis, analyze, createSourceText } from "../../src/index.js";

function analysed(units: string, volume: string): Analysis {
  const text = `${units}
const cell = 2 [fL]
crn Decay {
  species A = 1
  A ->{1} 0
}
simulate Decay { method: ssa; until: 1; volume: ${volume} }
`;
  return analyze(createSourceText("test.ncrn", text));
}

const NM = "units { time: s; concentration: nM }";

test.each([
  [NM, "20", 20],
  [NM, "1 [pL]", 602.214076],
  [NM, "1 [fL]", 0.602214076],
  [NM, "1000 [fL]", 602.214076],
  [NM, "cell", 1.204428152],
  ["units { concentration: uM }", "1 [fL]", 602.214076],
  ["units { time: min; concentration: M }", "1e-15 [L]", 602214076],
  ["units { concentration: nM; volume: fL }", "1", 0.602214076],
  ["units { concentration: nM; volume: fL }", "1 [pL]", 602.214076],
])("%s, volume: %s", (units, volume, molecules) => {
  const { program, diagnostics } = analysed(units, volume);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(program.simulations[0]?.volume).toBeCloseTo(molecules, 9 - Math.ceil(Math.log10(molecules)));
});

test("a volume with a unit needs a unit of concentration", () => {
  const { diagnostics } = analysed("", "1 [fL]");
  expect(diagnostics.map(({ message }) => message).join("\n")).toContain("no unit of concentration");
});
