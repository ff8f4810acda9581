// ncrn compile, explain, verify and simulate as processes.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documentOf, HANGS_SECONDS, ncrn, ncrnWithTimeLimit, temporaryFolder } from "./run-ncrn.js";

const PREDATOR = "examples/lotka-volterra/model.ncrn";
const MINIMAL = "examples/minimal-linear-regression/model.ncrn";
const IRIS = "examples/iris/model.ncrn";
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

test.each([
  ["sbml", /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<sbml /],
  ["ncrn", /crn LotkaVolterra \{/],
  ["crn", /directive simulat/],
])("compile --to %s writes text to standard output and the same to a file", async (target, pattern) => {
  const folder = temporaryFolder();
  const out = path.join(folder, "out");
  const { exitCode, stdout } = await ncrn(["compile", PREDATOR, "--to", target]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(pattern);
  expect(await ncrn(["compile", PREDATOR, "--to", target, "-o", out])).toMatchObject({
    exitCode: 0,
    stdout: "",
  });
  expect(readFileSync(out, "utf8")).toBe(stdout);
});

test("bytecode goes through a pipe unharmed", async () => {
  const out = path.join(temporaryFolder(), "network.ncrnb");
  const { bytes } = await ncrn(["compile", PREDATOR, "--to", "bytecode"]);
  await ncrn(["compile", PREDATOR, "--to", "bytecode", "-o", out]);
  expect(bytes.length).toBeGreaterThan(20);
  expect(readFileSync(out)).toEqual(bytes);
  const { artefact } = documentOf(await ncrn(["compile", PREDATOR, "--to", "bytecode", "--json"]));
  expect(Buffer.from(artefact.content, "base64")).toEqual(bytes);
});

test("lowered text compiles to itself but for its comments", async () => {
  const first = path.join(temporaryFolder(), "first.ncrn");
  const code = (text: string): string[] => text.split("\n").filter((line) => !/^\s*(\/\/|$)/.test(line));
  expect(await ncrn(["compile", IRIS, "--to", "ncrn", "-o", first])).toMatchObject({ exitCode: 0 });
  const { stdout, stderr } = await ncrn(["compile", first, "--to", "ncrn"]);
  expect(code(stdout), stderr).toEqual(code(readFileSync(first, "utf8")));
});

test("--set changes rates and initial values, and only names that exist", async () => {
  const { stdout } = await ncrn([
    "compile",
    PREDATOR,
    "--to",
    "sbml",
    "--set",
    "birth=3.25",
    "--set",
    "Prey=12.5",
  ]);
  expect(stdout).toMatch(/3\.25/);
  expect(stdout).toMatch(/12\.5/);
  const wrong = await ncrn(["compile", PREDATOR, "--to", "sbml", "--set", "brith=3"]);
  expect(wrong.exitCode).not.toBe(0);
  expect(wrong.stderr).toMatch(/brith/);
});

test("a learner is exported with its first sample and drawn weights", async () => {
  const { stdout } = await ncrn(["compile", IRIS, "--to", "ncrn"]);
  const weights = stdout.match(/theta_\d_[pm]\s*=\s*([\d.e-]+)/g) ?? [];
  expect(weights.some((text) => !/= *0$/.test(text))).toBe(true);
});

test("explain counts the hand-written learner", async () => {
  const finished = await ncrn(["explain", MINIMAL, "--json"]);
  expect(finished.exitCode).toBe(0);
  expect(documentOf(finished)).toMatchObject({
    species: 15,
    reactions: 13,
    maxOrder: 2,
    reactionsByOrder: expect.any(Object),
    reactionsByPhase: expect.any(Object),
    weights: expect.any(Array),
    outsideTheChemistry: expect.any(Array),
  });
});

test("explain says what is done outside the chemistry, and traces reactions to the source", async () => {
  const { stdout } = await ncrn(["explain", IRIS, "--provenance"]);
  expect(stdout).toMatch(/Done outside the chemistry:\n {2}- the host /);
  expect(stdout).toMatch(/forward dynamics of z \(\S+model\.ncrn:\d+:\d+ `dot\(theta, x\)`\)/);
});

test("explain counts a learner as a function of its dimension, whatever its training feeds", async () => {
  const folder = temporaryFolder({
    "model.ncrn": `const d = 2
data D {
  sample 10 {
    a ~ uniform(0, 1)
    b ~ uniform(0, 1)
  }
}
model Linear {
  input x[d]
  target y
  weight theta[d] = 0
  state z = 0
  z' = dot(theta, x)
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Linear as Circuit { phases { forward: 1 } }
train Circuit on D {
  feed { x: [a, b]; y: a }
  epochs: 1
}
`,
  });
  const { stdout, exitCode } = await ncrn(["explain", "model.ncrn", "Circuit", "--sweep", "d=2..5"], {
    cwd: folder,
  });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/d=2 +d=3 +d=4 +d=5 +formula/);
  // Four sign combinations of weight and input for each term.
  expect(stdout).toMatch(/forward +8 +12 +16 +20 +4d\n/);
  const { counts, rows } = documentOf(
    await ncrn(["explain", "model.ncrn", "--sweep", "d=2..5", "--json"], { cwd: folder }),
  );
  expect(rows.map(({ d }: { d: number }) => d)).toEqual([2, 3, 4, 5]);
  expect(counts).toContainEqual({
    of: "reactions",
    by: "role",
    key: "forward",
    counts: [8, 12, 16, 20],
    formula: "4d",
  });
});

test("verify compares a learner with its mathematics", async () => {
  const finished = await ncrn(["verify", IRIS, "--draws", "4", "--json"]);
  expect(finished.exitCode).toBe(0);
  const { forward, gradient } = documentOf(finished);
  expect(forward.largest).toBeLessThan(1e-5);
  expect(gradient.largest).toBeLessThan(1e-5);
  const text = await ncrn(["verify", IRIS, "--draws", "4"]);
  expect(text.stdout).toMatch(/gradient against finite differences/);
});

test("verify fails when the tolerance is not met", async () => {
  const { exitCode, stderr } = await ncrn(["verify", IRIS, "--draws", "2", "--tolerance", "1e-300"]);
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining("verification-fails"),
  });
});

test("simulate ends where Lotka and Volterra say", async () => {
  const finished = await ncrn(["simulate", PREDATOR, "orbit", "--json"]);
  expect(finished.exitCode).toBe(0);
  const { columns, times, status } = documentOf(finished);
  expect(status).toBe("completed");
  expect(times.at(-1)).toBe(50);
  const last = Object.fromEntries(
    columns.map(({ name, values }: { name: string; values: number[] }) => [name, values.at(-1)]),
  );
  expect(last["Prey"]).toBeCloseTo(5.51681, 4);
  expect(last["Pred"]).toBeCloseTo(5.29145, 4);
});

test("CSV has a header row, time first, then a column a species as in the source", async () => {
  const folder = temporaryFolder();
  const csv = path.join(folder, "orbit.csv");
  await ncrn(["simulate", PREDATOR, "orbit", "--until", "5", "--csv", csv]);
  const [header, first, ...rest] = readFileSync(csv, "utf8").trimEnd().split("\n");
  expect(header).toBe("time,Prey,Pred");
  expect(first).toBe("0,10,5");
  expect(rest.at(-1)).toMatch(/^5,/);
});

test("figures are valid, and the same each time", async () => {
  const folder = temporaryFolder();
  const [png, svg, again] = ["a.png", "a.svg", "b.png"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const plot of [png, svg, again]) {
    expect(await ncrn(["simulate", PREDATOR, "orbit", "--plot", plot])).toMatchObject({ exitCode: 0 });
  }
  expect(readFileSync(png).subarray(0, 8)).toEqual(PNG_SIGNATURE);
  expect(readFileSync(png).length).toBeGreaterThan(10_000);
  expect(readFileSync(again)).toEqual(readFileSync(png));
  const text = readFileSync(svg, "utf8");
  expect(text).toMatch(/^<svg [^>]*>[\s\S]*<\/svg>\s*$/);
  for (const label of ["Prey", "Pred", "time"]) expect(text).toContain(label);
});

test("a stochastic run depends on its seed and on nothing else", async () => {
  const run = (seed: string) =>
    ncrn(["simulate", PREDATOR, "noisy", "--runs", "3", "--until", "2", "--seed", seed, "--json"]);
  const [first, again, other] = await Promise.all([run("5"), run("5"), run("6")]);
  expect(first.exitCode).toBe(0);
  expect(again.stdout).toBe(first.stdout);
  expect(other.stdout).not.toBe(first.stdout);
});

test("a run that escapes fails with time, species and a hint, and keeps what it has", async () => {
  const folder = temporaryFolder({ "escape.ncrn": "crn Escape {\n  species A = 1\n  2 A ->{1} 3 A\n}\n" });
  const { exitCode, stderr } = await ncrn(["simulate", "escape.ncrn", "--until", "5", "--csv", "out.csv"], {
    cwd: folder,
  });
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/error\[.*\]: .*A.*(time|t =)/);
  expect(stderr).toMatch(/hint: /);
  expect(readFileSync(path.join(folder, "out.csv"), "utf8")).toMatch(/^time,A\n0,1\n/);
});

test("a network without a record needs --until", async () => {
  const folder = temporaryFolder({ "bare.ncrn": "crn Decay {\n  species A = 1\n  A ->{1} 0\n}\n" });
  expect(await ncrn(["simulate", "bare.ncrn"], { cwd: folder })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("--until"),
  });
  const { exitCode, stdout } = await ncrn(["simulate", "bare.ncrn", "--until", "1"], { cwd: folder });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/A +0\.367879/);
});

test("a time limit stops a run in the middle and keeps what it has", async () => {
  const csv = path.join(temporaryFolder(), "out.csv");
  const words = ["simulate", "examples/birth-death/model.ncrn", "--runs", "1", "--csv", csv];
  const endless = ["--until", "1e15", "--max-steps", "1000000000000000"];
  const hasBegun = () => /^0,0/m.test(readFileSync(csv, "utf8"));
  const { exitCode, stderr, seconds } = await ncrnWithTimeLimit([...words, ...endless], hasBegun);
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining("time-limit-reached"),
  });
  expect(seconds).toBeLessThan(HANGS_SECONDS);
  expect(readFileSync(csv, "utf8")).toMatch(/^time,X.*\n0,0/);
});

test("a limit of steps is a failed run", async () => {
  const finished = await ncrn(["simulate", PREDATOR, "orbit", "--max-steps", "5"]);
  expect(finished.exitCode).toBe(3);
  expect(finished.stderr).toMatch(
    /model\.ncrn:\d+:\d+: error\[too-many-steps\]: The limit of 5 steps[\s\S]*as orbit[\s\S]*hint: Raise `--max-steps`/,
  );
});

test.each([
  ["solution-escapes", "species X = 1\n 2 X ->{1} 3 X", ""],
  ["solution-not-finite", "species X = 1, Y = 1\n X ->[sqrt(X - 2 * Y)] 0", ""],
  ["negative-concentration", "species X = 1\n X ->[1] 0", ""],
  ["negative-propensity", "species X = 1, Y = 5\n X ->[X - Y] Y", "method: ssa; volume: 100"],
  ["time-dependent-law", "species X = 0\n 0 ->[max(sin(time), 0)] X", "method: ssa; volume: 100"],
  [
    "event-cascade",
    "species X = 0, Y = 0\n 0 ->{1} X\n when X > 1 { X = 0; Y = 2 }\n when Y > 1 { Y = 0; X = 2 }",
    "",
  ],
])(
  "a run that fails says why, with its code and the place of its record: %s",
  async (code, text, settings) => {
    const folder = temporaryFolder({
      "fails.ncrn": `crn Fails {\n ${text}\n}\nsimulate Fails { until: 2; ${settings} }\n`,
    });
    const finished = await ncrn(["simulate", "fails.ncrn", "--json"], { cwd: folder });
    expect(finished.exitCode).toBe(3);
    expect(finished.stderr).toContain(`error[${code}]: `);
    expect(finished.stderr).toMatch(/\| simulate Fails[\s\S]*hint: /);
    expect(documentOf(finished).failure.code).toBe(code);
  },
);

test("`-` is standard output, which holds either a table or a document", async () => {
  const table = await ncrn(["simulate", PREDATOR, "orbit", "--csv", "-"]);
  expect(table).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^time,Prey,Pred\n0,/) });
  const both = await ncrn(["simulate", PREDATOR, "orbit", "--csv", "-", "--json"]);
  expect({ exitCode: both.exitCode, code: documentOf(both).error.code }).toEqual({
    exitCode: 2,
    code: "wrong-usage",
  });
});

test("limits of runs are flags of commands that run, and messages name the flag that was typed", async () => {
  for (const words of [
    ["check", PREDATOR],
    ["explain", PREDATOR],
    ["compile", PREDATOR, "--to", "crn"],
  ]) {
    const { exitCode, stderr } = await ncrn([...words, "--max-steps", "5"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining("`--max-steps`") });
  }
  const { stderr } = await ncrn(["explain", PREDATOR, "--sweep", "D=1..2"]);
  expect(stderr).toContain("`--sweep D=…` names no rate");
});

test("a report has units, and says that there is no period instead of a number", async () => {
  const folder = temporaryFolder({
    "decay.ncrn": `units { time: s; concentration: nM }
crn Decay {
  species A = 10
  rate k = 0.5 [1/s]
  A ->{k} 0
}
simulate Decay { until: 4; report: A, max(A), area(A), period(A) }
`,
  });
  const { stdout } = await ncrn(["simulate", "decay.ncrn"], { cwd: folder });
  expect(stdout).toMatch(/max\(A\) +10 +nM\n {2}area\(A\) +17\.\d+ +nM·s\n {2}period\(A\) +no period/);
  const { report } = documentOf(await ncrn(["simulate", "decay.ncrn", "--json"], { cwd: folder }));
  expect(report.at(-1)).toMatchObject({ label: "period(A)", value: null, unit: "s" });
});

const CLOCKED = `
model M {
  input x
  target y
  weight w = 0.5
  state z = 0
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn M as L { clock: events; phases { forward: 1 } }
learn M as K { phases { forward: 1 } }
data rows { sample 4 { a ~ uniform(1, 2); b = 2 * a } }
train L on rows { feed { x: a; y: b }; epochs: 2 }
train K on rows { feed { x: a; y: b }; epochs: 2 }
`;

test("compile --samples doses a network that has a clock of its own, and refuses one that has none", async () => {
  const cwd = temporaryFolder({ "model.ncrn": CLOCKED });
  const compile = (name: string, ...rest: string[]) =>
    ncrn(["compile", "model.ncrn", name, "--to", "ncrn", ...rest], { cwd });
  const dosed = await compile("L", "--samples", "6");
  expect(dosed.exitCode).toBe(0);
  expect(dosed.stdout.match(/^ {2}at [\d.]+ \{$/gm)).toHaveLength(5);
  expect((await compile("L")).stdout).not.toMatch(/^ {2}at /m);
  const refused = await compile("K", "--samples", "6");
  expect([refused.exitCode, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toMatch(/`K` has no clock of its own/);
});

test("verify says where the error of a network with a clock of its own comes from", async () => {
  const cwd = temporaryFolder({ "model.ncrn": CLOCKED });
  const { errorByCause } = documentOf(
    await ncrn(["verify", "model.ncrn", "L", "--draws", "3", "--json"], { cwd }),
  );
  expect(errorByCause.clock.gradient.largest).toBeLessThan(1e-8);
  expect(errorByCause.cleaning.output.values).toHaveLength(3);
  const { stdout } = await ncrn(["verify", "model.ncrn", "L", "--draws", "3"], { cwd });
  expect(stdout).toMatch(/from the clock: in the gradient +[\d.e-]+ +[\d.e-]+\n/);
});
