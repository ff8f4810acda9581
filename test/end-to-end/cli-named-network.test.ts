// A file of several networks: a command that is given a name says what concerns that network, and stops for nothing else.

import { expect, test } from "vitest";
import { documentOf, ncrn, temporaryFolder } from "./run-ncrn.js";

const LINE = (name: string, statements = "") => `
model ${name} {
  input x
  target y
  weight w = 0.5
  state z = 0
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2
  ${statements}
}
learn ${name} as ${name}Circuit {
  phases { forward: 1 }
  eta: 0.1
}
data ${name}Rows { sample 4 { a ~ uniform(0, 1); b = 2 * a } }
train ${name}Circuit on ${name}Rows as ${name}Run {
  feed { x: a; y: b }
  epochs: 1
}
`;

const DECAY = "crn Decay { species A = 1\n  A ->{1} 0 }\n";
const UNKNOWN = "crn Broken { species B = nowhere\n  B ->{1} 0 }\n";
const UNFINISHED = "crn Broken { species B = \n  B ->{1} 0 }\n";
/** `never` starts with nothing and is not made, which is a warning. */
const IDLE = "crn Idle { species A = 1, never\n  A + never ->{1} A }\n";

interface Case {
  readonly text: string;
  readonly words: readonly string[];
  readonly exitCode: number;
  /** Codes in the order in which they are shown. */
  readonly codes: readonly string[];
}

const compile = (name: string) => ["compile", "model.ncrn", name, "--to", "ncrn"];

async function check({ text, words, exitCode, codes }: Case): Promise<void> {
  const cwd = temporaryFolder({ "model.ncrn": text });
  const finished = await ncrn(words, { cwd });
  const shown = [...finished.stderr.matchAll(/^model\.ncrn:\S* (?:error|warning)\[([\w-]+)\]/gm)];
  expect([finished.exitCode, shown.map(([, code]) => code)], finished.stderr).toEqual([exitCode, codes]);
}

test("a warning belongs to the network that it is about", async () => {
  const text = DECAY + IDLE;
  await check({ text, words: compile("Decay"), exitCode: 0, codes: [] });
  const { stderr } = await ncrn(compile("Idle"), { cwd: temporaryFolder({ "model.ncrn": text }) });
  expect(stderr).toMatch(/warning\[/);
});

test("an error in another network stops neither compile, explain, verify, simulate nor train", async () => {
  const text = DECAY + UNKNOWN + LINE("Line");
  for (const words of [
    compile("Decay"),
    ["explain", "model.ncrn", "Decay"],
    ["verify", "model.ncrn", "Decay"],
    ["simulate", "model.ncrn", "Decay", "--until", "1"],
    ["train", "model.ncrn", "LineRun"],
  ])
    await check({ text, words, exitCode: 0, codes: [] });
  await check({ text, words: compile("Broken"), exitCode: 1, codes: ["unknown-name"] });
  await check({ text, words: ["check", "model.ncrn"], exitCode: 1, codes: ["unknown-name"] });
});

test("without a name every error counts: the one that is meant may be the broken one", async () => {
  const words = ["compile", "model.ncrn", "--to", "ncrn"];
  await check({ text: DECAY + UNKNOWN, words, exitCode: 1, codes: ["unknown-name"] });
});

test("a record whose network has an error is refused for that error", async () => {
  const text = `${UNKNOWN}simulate Broken as course { until: 1 }\n`;
  const words = ["simulate", "model.ncrn", "course"];
  await check({ text, words, exitCode: 1, codes: ["unknown-name"] });
});

test("an assertion that fails stops compile, simulate, explain and its sweep", async () => {
  const text = "const n = 1\ncrn Pair {\n  species A = n\n  2 A ->{1} 0\n  assert order <= 1\n}\n";
  for (const words of [
    compile("Pair"),
    ["simulate", "model.ncrn", "Pair", "--until", "1"],
    ["explain", "model.ncrn", "Pair"],
    ["explain", "model.ncrn", "Pair", "--sweep", "n=1..2"],
    ["check", "model.ncrn"],
  ])
    await check({ text, words, exitCode: 1, codes: ["assertion-fails"] });
});

test("what the parser does not understand stops everything, unless it lies inside of another network", async () => {
  await check({ text: DECAY + UNFINISHED, words: compile("Decay"), exitCode: 0, codes: [] });
  await check({
    text: UNFINISHED + DECAY,
    words: ["check", "model.ncrn"],
    exitCode: 1,
    codes: ["missing-operand"],
  });
  const unclosed = "crn Open { species A = 1\n  A ->{1} 0\n";
  await check({ text: DECAY + unclosed, words: compile("Decay"), exitCode: 1, codes: ["unexpected-end"] });
  const between = "rubbish here\n";
  await check({
    text: between + DECAY,
    words: compile("Decay"),
    exitCode: 1,
    codes: ["expected-declaration"],
  });
});

test("an error in a model, a module, a constant or a data set counts where it is used", async () => {
  const broken = LINE("Other", "let more = nowhere\n  assert more > 0");
  await check({ text: LINE("Line") + broken, words: compile("LineCircuit"), exitCode: 0, codes: [] });
  const part = "module part(rate k) { species C = 1\n  C ->{k / 0} 0 }\n";
  const user = "crn User { use p = part(k: 1)\n  p.C ->{1} 0 }\n";
  const message = { exitCode: 1, codes: ["division-by-zero"] };
  await check({ text: DECAY + part + user, words: compile("User"), ...message });
  await check({ text: DECAY + part + user, words: compile("Decay"), exitCode: 0, codes: [] });
  const constant = "const half = 1 / 0\ncrn Reader { species D = half\n  D ->{1} 0 }\n";
  await check({ text: DECAY + constant, words: compile("Reader"), ...message });
  await check({ text: DECAY + constant, words: compile("Decay"), exitCode: 0, codes: [] });
  const rows = LINE("Line").replace("b = 2 * a", "b = 2 * c");
  await check({ text: DECAY + rows, words: compile("Decay"), exitCode: 0, codes: [] });
  await check({ text: DECAY + rows, words: compile("LineCircuit"), exitCode: 1, codes: ["unknown-column"] });
});

test("the JSON document holds the same diagnostics", async () => {
  const cwd = temporaryFolder({ "model.ncrn": DECAY + UNKNOWN + IDLE });
  const { diagnostics, network } = documentOf(await ncrn([...compile("Decay"), "--json"], { cwd }));
  expect([network, diagnostics]).toEqual(["Decay", []]);
});
