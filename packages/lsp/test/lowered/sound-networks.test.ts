import { analyze, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { createSoundNetworks } from "../../src/lowered/sound-networks.js";

const TEXT = `const n = 2
module M(species S) { S ->{1} 0 }
crn A { species X = n; use m = M(X) }
crn B { species Y = 1; Y ->{1} 0 }
model P { input x; target y; weight w ~ normal(0, 1); output z = w * x; loss = (z - y)^2 }
learn P as L { phases { forward: 1; update: 1 }; eta: 0.1 }
simulate A { until: 1; plot: X }
`;

/** Names of what is to be lowered again after a text was changed into another one, and all of the first was sound. */
function relowered(change: (text: string) => string): readonly string[] {
  const sound = createSoundNetworks();
  const unknownIn = (text: string) => {
    const analysis = analyze(createSourceText("main", text));
    return sound.unknownIn("main", analysis, analysis.program);
  };
  const first = unknownIn(TEXT);
  const all = [...first.program.networks, ...first.program.learns];
  expect(all.map(({ name }) => name)).toEqual(["A", "B", "L"]);
  for (const one of all) first.isSound(one);
  const { networks, learns } = unknownIn(change(TEXT)).program;
  return [...networks, ...learns].map(({ name }) => name);
}

test.each<[string, string, string, readonly string[]]>([
  ["nothing", "", "", []],
  ["the network itself", "species Y = 1", "species Y = 2", ["B"]],
  ["a comment in it", "Y = 1;", "Y = 1; /* one */", ["B"]],
  ["its place", "const n = 2\n", "\n\nconst n = 2\n", []],
  ["a constant", "n = 2", "n = 3", ["A", "B", "L"]],
  ["a module", "{1} 0 }\ncrn", "{2} 0 }\ncrn", ["A", "B", "L"]],
  ["a model", "(z - y)^2", "2 * (z - y)^2", ["L"]],
  ["a learner", "eta: 0.1", "eta: 0.2", ["L"]],
  ["a run", "until: 1", "until: 2", []],
  ["the name", "crn B", "crn C", ["C"]],
])("after a change of %s", (_, from, to, expected) =>
  expect(relowered((text) => text.replace(from, to))).toEqual(expected),
);

test("what is not found sound, and what was forgotten, is lowered again", () => {
  const sound = createSoundNetworks();
  const analysis = analyze(createSourceText("main", TEXT));
  const unknown = () => sound.unknownIn("main", analysis, analysis.program);
  const [network] = unknown().program.networks;
  expect(unknown().program.networks.length).toBe(2);
  if (network !== undefined) unknown().isSound(network);
  expect(unknown().program.networks.length).toBe(1);
  sound.forget("main");
  expect(unknown().program.networks.length).toBe(2);
});
