import { expect, test } from "vitest";
import { analyze, createSourceText, diagnosticsAbout, hasErrors, soundPart } from "../src/index.js";

const GOOD = `crn Good {
  species A = 1 [nM]
  A ->{1 [1/s]} 0
}
`;
const RECORD = "simulate Good as course { until: 5 [s] }\n";
const LEARNER = `model Line {
  input x
  target t
  weight w = 0.5
  output y = w * x
  loss = (y - t)^2 / 2
}
learn Line as Fit { phases { forward: 5; update: 1 }; eta: 0.1 }
`;

function analysisOf(text: string) {
  return analyze(createSourceText("m.ncrn", text));
}

/** Whether `Good` may be run although the text has mistakes. */
function mayRun(text: string): boolean {
  const analysis = analysisOf(text);
  expect(hasErrors(analysis.diagnostics)).toBe(true);
  const network = analysis.program.networks.find(({ name }) => name === "Good");
  return network !== undefined && !hasErrors(diagnosticsAbout(analysis, [network.origin]));
}

/** Names of what is lowered although the text has mistakes; undefined if nothing may be. */
function sound(text: string): readonly string[] | undefined {
  const part = soundPart(analysisOf(text));
  return part && [...part.networks, ...part.learns].map(({ name }) => name);
}

const confined: Record<string, string> = {
  "an operand that is missing": "crn Other {\n  species B = 1 +\n  B ->{1} 0\n}\n",
  "half a reaction": "crn Other {\n  species B\n  B + ->{1} 0\n}\n",
  "an arrow without a rate": "crn Other {\n  species B\n  B -> 0\n}\n",
  "a setting of another network's record": "simulate Other { until: }\n",
  "a value of a data set": "data Points {\n  x: 1, , 2\n}\n",
  "a statement of a model": "model Half {\n  input x\n  signal y = \n}\n",
  "a parenthesis that is never closed": "crn Other {\n  species B\n  rate k = (1 + 2\n  B ->{k} 0\n}\n",
};

for (const [what, damaged] of Object.entries(confined)) {
  test(`${what} in another declaration stops nothing, before or behind it`, () => {
    expect(mayRun(GOOD + RECORD + damaged)).toBe(true);
    expect(mayRun(damaged + GOOD + RECORD)).toBe(true);
    expect(sound(GOOD + damaged)).toEqual(["Good"]);
  });
}

const unconfined: Record<string, string> = {
  "in the network itself": GOOD.replace("1 [1/s]", "1 *"),
  "in a record about it": `${GOOD}simulate Good as course { until: 5 + }\n`,
  "in what it reads": `const k = 2 *\n${GOOD.replace("1 [1/s]", "k")}`,
  "in the units": `units { time: , concentration: nM }\n${GOOD}`,
  "of the word that tells the units": `crn Other {\n}\nunts { time: s, concentration: nM }\n${GOOD}`,
  "in a record of an unknown network": `${GOOD}simulate { until: 5 [s] }\n`,
  "behind which its rest stands outside": GOOD.replace("species A = 1 [nM]", "species A = 1 [nM] }"),
  "that leaves a block open": `crn Other {\n  species B\n  units { time: s, concentration: nM }\n${GOOD}`,
  "in an inner block that is left open": `crn Other {\n  for i in 0..2 {\n    species B\n}\n${GOOD}`,
  "that may hide everything": `crn Other {\n  species B /* half\n}\n${GOOD}`,
  "between declarations": `${GOOD}anything\n`,
};

for (const [where, text] of Object.entries(unconfined)) {
  test(`a mistake of syntax ${where} stops a run`, () => {
    expect(mayRun(text)).toBe(false);
  });
}

test("an error of meaning leaves the networks that it does not stand in, and learners of other models", () => {
  const other = "crn Other {\n  species B = nowhere\n}\n";
  expect(sound(GOOD + other)).toEqual(["Good"]);
  expect(sound(`const k = nowhere\n${GOOD}`)).toBeUndefined();
  expect(sound(GOOD)).toEqual(["Good"]);
  expect(sound(GOOD + LEARNER)).toEqual(["Good", "Fit"]);
  expect(sound(other + LEARNER)).toEqual(["Fit"]);
  expect(sound(GOOD + LEARNER.replace("w * x", "w * z"))).toEqual(["Good"]);
});
