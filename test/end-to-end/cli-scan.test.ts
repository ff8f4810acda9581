// `ncrn scan` as users meet it: the built command line as a process.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  documentOf,
  type Finished,
  HANGS_SECONDS,
  type JsonDocument,
  ncrn,
  ncrnWithTimeLimit,
  type RunOptions,
  root,
  temporaryFolder,
} from "./run-ncrn.js";

const LOTKA = path.join(root, "examples", "lotka-volterra", "model.ncrn");
const SWITCH = path.join(root, "examples", "bistable-switch", "model.ncrn");
const BIRTH_DEATH = path.join(root, "examples", "birth-death", "model.ncrn");
const ENDING_WORKER = path.join(import.meta.dirname, "ending-worker.mjs");

const DECAY = `units { time: s; concentration: nM }
crn Decay {
  species A = 1.5, B = 0
  rate k = 1 [1/s]
  A ->{k} B
}
scan Decay { vary { k: linspace(0.5, 2, 4) }; until: 3; measure: final(A), period(B) }
scan Decay as doses { vary { k: [0.5, 1]; A: [1, 2, 3] }; until: 2; measure: final(A); plot: A, B }
scan Decay as many { vary { k: linspace(0.5, 2, 61) }; until: 3; measure: final(A) }
scan Decay as counted { vary { k: [0.5, 1] }; method: ssa(runs: 40, seed: 3); volume: 100; until: 1; measure: final(A) }
`;
const TWO = `crn One { species A = 1
  A ->{1} 0 }
crn Two { species A = 1
  A ->{1} 0 }
scan One { vary { A: [1, 2] }; until: 1; measure: final(A) }
scan Two as second { vary { A: [1, 2] }; until: 1; measure: final(A) }
`;
const SIGNS = `const gain = 1
crn Signs {
  species A = 1
  rate k = gain
  A ->{k} 0
}
scan Signs { vary { gain: linspace(-1, 1, 3) }; until: 1; measure: final(A) }
`;
/** Grows without bound within the time from k = 2 on. */
const EXPLOSION = `crn Explosion {
  species A = 1
  rate k = 1
  2 A ->{k} 3 A
}
scan Explosion { vary { k: [0.25, 0.5, 2, 4] }; until: 1; measure: final(A) }
`;
const LEARNER = `import { shift } from "shift"
data rows from "rows.csv" {}
model Line {
  input x
  target y
  weight w = 0.5
  state z = 0
  rate gain = 1
  z' = gain * w * x + shift
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Line as LineCircuit {
  phases { forward: 1 }
  eta: 0.1
}
train LineCircuit on rows { feed { x: a; y: b }; epochs: 1 }
scan LineCircuit { vary { gain: linspace(1, 4, 7) }; until: 1; measure: final(z) }
`;
/** Two runs of no time, and two without an end. */
const ENDLESS = `crn Endless {
  species A = 0
  rate supply = 10
  A ->{1} 0
  0 ->{supply} A
}
scan Endless { vary { supply: [10, 20, 1e9, 2e9] }; method: ssa(seed: 1); volume: 1; until: 1000; measure: final(A) }
`;
const UNLIMITED = ["--max-steps", "1000000000000"];

const folder = temporaryFolder({
  "decay.ncrn": DECAY,
  "two.ncrn": TWO,
  "signs.ncrn": SIGNS,
  "explosion.ncrn": EXPLOSION,
  "learner.ncrn": LEARNER,
  "shift.ncrn": "const shift = 0.25\n",
  "rows.csv": "a,b\n3,6\n3,6\n3,6\n",
  "endless.ncrn": ENDLESS,
});

function scan(words: readonly string[], options: RunOptions = {}) {
  return ncrn(["scan", ...words], { cwd: folder, ...options });
}

/** Rows of numbers below the header; an empty cell is NaN. */
function rowsOf(csv: string): readonly (readonly number[])[] {
  const lines = csv.trimEnd().split("\n").slice(1);
  return lines.map((line) => line.split(",").map((cell) => (cell === "" ? Number.NaN : Number(cell))));
}

test("every point is the simulation with its value", async () => {
  const scanned = documentOf(await scan([LOTKA, "--json"]));
  expect(scanned["points"]).toHaveLength(9);
  for (const index of [0, 4, 8]) {
    const point = scanned["points"][index];
    const text = readFileSync(LOTKA, "utf8").replace("plot: Prey, Pred", "report: max(Pred), period(Prey)");
    const file = temporaryFolder({ "model.ncrn": text });
    const set = `death=${point.values[0]}`;
    const simulated = await ncrn(["simulate", "model.ncrn", "orbit", "--set", set, "--json"], { cwd: file });
    expect(point.measures).toEqual(documentOf(simulated)["report"]);
  }
});

test("a decay at every rate, in every kind of file", async () => {
  const files = ["--csv", "many.csv", "--plot", "many.svg", "--out", "many.json"];
  const { exitCode, stdout, stderr } = await scan(["decay.ncrn", "many", ...files]);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/wrote many\.csv\nwrote many\.svg\nwrote many\.json\n$/);
  const csv = readFileSync(path.join(folder, "many.csv"), "utf8");
  expect(csv.slice(0, csv.indexOf("\n"))).toBe("k,final(A)");
  const rows = rowsOf(csv);
  expect(rows).toHaveLength(61);
  for (const [k, value] of rows) expect(value).toBeCloseTo(1.5 * Math.exp(-3 * k!), 8);
  const document = JSON.parse(readFileSync(path.join(folder, "many.json"), "utf8")) as JsonDocument;
  expect(
    document["points"].map(({ values, measures }: JsonDocument) => [values[0], measures[0].value]),
  ).toEqual(rows);
  expect(document["files"]).toEqual(["many.csv", "many.svg", "many.json"]);
  expect(readFileSync(path.join(folder, "many.svg"), "utf8")).toContain("final(A) (nM)");
  expect(stdout.split("\n").slice(0, 2)).toEqual([
    "Decay over k: 61 runs (differential equations)",
    "  k [1/s]  final(A) [nM]",
  ]);
  expect(stdout).toContain("\n  … 21 more rows; `--csv FILE` writes all of them\n");
  expect(stdout.trimEnd().split("\n")).toHaveLength(2 + 40 + 1);
});

test("what has no value is a dash, null, or nothing, with its reason", async () => {
  const [text, document, table] = await Promise.all([
    scan(["decay.ncrn", "Decay"]),
    scan(["decay.ncrn", "Decay", "--json"]),
    scan(["decay.ncrn", "Decay", "--csv", "-"]),
  ]);
  expect(text.stdout.split("\n")[1]).toBe("  k [1/s]  final(A) [nM]  period(B) [s]");
  expect(text.stdout.split("\n")[2]).toMatch(/^ {6}0\.5 +0\.334695 +– +period\(B\): no period: .+$/);
  expect(documentOf(document)["points"][0].measures[1]).toMatchObject({ label: "period(B)", value: null });
  expect(table.stdout.split("\n")[1]).toMatch(/^0\.5,0\.334695\d+,$/);
});

test("the switch ends in the lowest or the highest state of its cubic equation", async () => {
  const { exitCode, stdout } = await scan([SWITCH, "--csv", "-"]);
  expect(exitCode).toBe(0);
  const growth = (x: number, supply: number) => supply + x * (-3.5 + x * (0.015 - (x * 0.05) / 3000));
  const rows = rowsOf(stdout);
  expect(rows).toHaveLength(54);
  for (const [supply, start, end] of rows) {
    // The first zero on the way from the start.
    const direction = start === 0 ? 1 : -1;
    let before = start!;
    while (direction * growth(before + direction, supply!) > 0) before += direction;
    let [low, high] = [before, before + direction];
    for (let halving = 0; halving < 60; halving++) {
      const middle = (low + high) / 2;
      if (direction * growth(middle, supply!) > 0) low = middle;
      else high = middle;
    }
    expect(end! / low).toBeCloseTo(1, 7);
  }
});

test("two quantities: every combination, the last one fastest, and their courses in the picture", async () => {
  const words = ["decay.ncrn", "doses", "--csv", "-", "--plot", "doses.png"];
  const { exitCode, stdout } = await scan(words);
  expect(exitCode).toBe(0);
  const rows = rowsOf(stdout);
  expect(rows.map(([k, dose]) => [k, dose])).toEqual(
    [0.5, 1].flatMap((k) => [1, 2, 3].map((dose) => [k, dose])),
  );
  for (const [k, dose, value] of rows) expect(value).toBeCloseTo(dose! * Math.exp(-2 * k!), 8);
  expect(readFileSync(path.join(folder, "doses.png")).subarray(1, 4).toString()).toBe("PNG");
});

test("an ensemble at every value has its spread", async () => {
  const [text, table] = await Promise.all([
    scan(["decay.ncrn", "counted"]),
    scan(["decay.ncrn", "counted", "--csv", "-"]),
  ]);
  expect(text.stdout).toContain("(exact stochastic simulation, 40 each)");
  expect(text.stdout).toMatch(/^ +0\.5 +0\.\d+ +± 0\.0\d+$/m);
  expect(table.stdout.slice(0, table.stdout.indexOf("\n"))).toBe("k,final(A),sd(final(A))");
  for (const [k, mean, deviation] of rowsOf(table.stdout)) {
    // 150 molecules that survive independently with probability p.
    const p = Math.exp(-k!);
    const sd = Math.sqrt(150 * p * (1 - p)) / 100;
    expect(Math.abs(mean! - 1.5 * p)).toBeLessThan((4 * sd) / Math.sqrt(40));
    expect(Math.abs(deviation! / sd - 1)).toBeLessThan(4 / Math.sqrt(80));
  }
});

test("flags change every run, and another seed gives other runs", async () => {
  const words = ["decay.ncrn", "counted", "--csv", "-"];
  const [longer, seeded, other] = await Promise.all([
    scan([...words, "--until", "2", "--method", "ode"]),
    scan([...words, "--seed", "3"]),
    scan([...words, "--seed", "4"]),
  ]);
  for (const [k, value] of rowsOf(longer.stdout)) expect(value).toBeCloseTo(1.5 * Math.exp(-2 * k!), 8);
  expect(seeded.stdout).toBe((await scan(words)).stdout);
  expect(other.stdout).not.toBe(seeded.stdout);
  const set = await scan(["decay.ncrn", "many", "--csv", "-", "--set", "A=3"]);
  for (const [k, value] of rowsOf(set.stdout)) expect(value).toBeCloseTo(3 * Math.exp(-3 * k!), 8);
});

test("without a volume it is said what is taken for one molecule", async () => {
  const words = ["decay.ncrn", "doses", "--method", "ssa"];
  const [assumed, given] = await Promise.all([scan(words), scan([...words, "--volume", "10", "--quiet"])]);
  expect(assumed.exitCode).toBe(0);
  expect(assumed.stderr).toMatch(
    /^decay\.ncrn:8:15: warning\[volume-not-given\]: .*one molecule for each nM\./m,
  );
  expect([given.exitCode, given.stderr]).toEqual([0, ""]);
});

test("a learner starts with its first sample, also in threads", async () => {
  const [here, threads] = await Promise.all([
    scan(["learner.ncrn", "--csv", "-", "--workers", "1"]),
    scan(["learner.ncrn", "--csv", "-", "--workers", "3"]),
  ]);
  expect(here.exitCode).toBe(0);
  expect(here.stderr).toContain("LineCircuit starts with the first sample of rows and the drawn weights\n");
  expect(threads.stdout).toBe(here.stdout);
  for (const [gain, z] of rowsOf(here.stdout)) expect(z).toBeCloseTo(gain! * 0.5 * 3 + 0.25, 7);
});

test("texts that are refused with some values are said with these, and all others are run", async () => {
  const { exitCode, stdout, stderr } = await scan(["signs.ncrn"]);
  expect(exitCode).toBe(3);
  expect(stdout).toContain("-1         –  failed: A rate constant cannot be negative, this is -1.\n");
  expect(stdout).toMatch(/^ +1 +0\.367879$/m);
  expect(stderr).toMatch(
    /^signs\.ncrn:4:12: error\[negative-rate\].*\n(.*\n)+.*in this scan, with gain = -1\n/,
  );
  const document = documentOf(await scan(["signs.ncrn", "--json"]));
  expect(document).toMatchObject({ status: "failed", diagnostics: [{ code: "negative-rate", line: 4 }] });
  expect(document["points"].map(({ status }: JsonDocument) => status)).toEqual([
    "failed",
    "completed",
    "completed",
  ]);
  expect(document["points"][0].diagnostics[0].code).toBe("negative-rate");
});

test("runs that fail are said at the record, and all others are kept", async () => {
  const { exitCode, stdout, stderr } = await scan(["explosion.ncrn"]);
  expect(exitCode).toBe(3);
  // A' = k A², so that A(1) = 1 / (1 − k).
  expect(stdout).toMatch(/^ +0\.25 +1\.33333\n +0\.5 +2\n +2 +– +failed: .+\n +4 +– +failed: .+\n$/m);
  expect(stderr).toMatch(/^explosion\.ncrn:6:6: error\[[a-z-]+\]: With k = 2: .*2 of 4 runs failed/);
  const csv = await scan(["explosion.ncrn", "--csv", "-"]);
  expect(csv.stdout.split("\n").slice(3, 5)).toEqual(["2,", "4,"]);
});

test.each([
  [["decay.ncrn"], 2, /name-needed.*\n.*`Decay`, `doses`, `many`, `counted`/],
  [["two.ncrn"], 2, /name-needed.*\n.*`One`, `second`/],
  [["two.ncrn", "secnd"], 2, /unknown-record.*no scan named `secnd`.*\n.*Did you mean `second`/],
  [[BIRTH_DEATH], 1, /nothing-to-run.*no scan/],
  [["decay.ncrn", "doses", "--set", "k=2"], 2, /flag-without-effect.*`--set k=…`.*varies `k`/],
  [["decay.ncrn", "doses", "--set", "Decay.A=2"], 2, /flag-without-effect.*varies `A`/],
  [["decay.ncrn", "doses", "--set", "nowhere=2"], 2, /unknown-name/],
  [["decay.ncrn", "doses", "--seed", "2"], 2, /flag-without-effect.*`--seed`/],
  [["decay.ncrn", "doses", "--log-y"], 2, /flag-without-effect.*`--log-y`/],
  [["decay.ncrn", "doses", "--out", "x.pdf"], 2, /wrong-usage.*`--out`.*x\.pdf.*\n.*\.csv.*\.json/],
  [["decay.ncrn", "doses", "--out", "x.csv", "--csv", "./x.csv"], 2, /Two results/],
  [["decay.ncrn", "doses", "--workers", "0"], 2, /whole number from 1/],
])("%j ends with %i", async (words, code, message) => {
  const { exitCode, stdout, stderr } = await scan(words);
  expect([exitCode, stdout]).toEqual([code, ""]);
  expect(stderr).toMatch(message);
  expect(existsSync(path.join(folder, "x.csv"))).toBe(false);
});

test("a scan is meant by the name of its network, where it has one only", async () => {
  const { exitCode, stdout } = await scan(["two.ncrn", "Two"]);
  expect([exitCode, stdout.split("\n")[0]]).toEqual([0, "Two over A: 2 runs (differential equations)"]);
});

test("the same bytes with 1, 2 and 3 workers, of equations and of ensembles", async () => {
  for (const words of [["decay.ncrn", "many"], ["decay.ncrn", "counted"], ["signs.ncrn"], [LOTKA]]) {
    const [byDefault, ...others] = await Promise.all(
      [[], ["--workers", "1"], ["--workers", "2"], ["--workers", "3"]].map((more) =>
        scan([...words, "--json", "--quiet", ...more]),
      ),
    );
    expect(documentOf(byDefault!)["points"].length).toBeGreaterThan(1);
    for (const { stdout } of others) expect(stdout).toBe(byDefault!.stdout);
  }
});

interface Fault {
  /** The point that ends its thread. */
  readonly first: number;
  /** Written the first time; with it only the first time is fatal. */
  readonly marker?: string;
  readonly hangs?: true;
}

function withFault(fault: Fault): RunOptions {
  return { env: { NODE_OPTIONS: `--import ${ENDING_WORKER}`, NCRN_TEST_FAULT: JSON.stringify(fault) } };
}

test("a worker that dies is replaced, and a point that ends every worker is said", async () => {
  const words = ["decay.ncrn", "doses", "--json", "--workers", "2"];
  const marker = path.join(folder, "died");
  const [sound, replaced, lost] = await Promise.all([
    scan(words),
    scan(words, withFault({ first: 3, marker })),
    scan(words, withFault({ first: 3 })),
  ]);
  expect(existsSync(marker)).toBe(true);
  expect([replaced.exitCode, replaced.stdout]).toEqual([0, sound.stdout]);
  expect(lost.exitCode).toBe(3);
  expect(lost.stderr).toMatch(/decay\.ncrn:8:15: error\[runs-lost\]: With k = 1, A = 1: .*exit code 7/);
  const points: JsonDocument[] = documentOf(lost)["points"];
  expect(points.map(({ status }) => status)).toEqual([
    ...["completed", "completed", "completed", "failed", "completed", "completed"],
  ]);
  expect(points[5]).toEqual(documentOf(sound)["points"][5]);
});

test.each([[["--workers", "1"]], [[]]])("Ctrl-C keeps what there is, with %j", async (words) => {
  const interruptAt = /^scan +50 % .* left/m;
  const finished = await scan(["endless.ncrn", "--json", ...UNLIMITED, ...words], { interruptAt });
  expect([finished.exitCode, finished.stderr.includes("results so far are kept")]).toEqual([130, true]);
  const { status, points } = documentOf(finished);
  expect(status).toBe("cancelled");
  expect(points.map(({ values }: JsonDocument) => values)).toEqual([[10], [20]]);
  // Poisson numbers with the mean of the supply.
  for (const { values, measures } of points)
    expect(Math.abs(measures[0].value - values[0])).toBeLessThan(5 * Math.sqrt(values[0]));
});

test("a time limit keeps what there is, and ends a thread that hangs", async () => {
  const words = ["endless.ncrn", ...UNLIMITED, "--workers", "2"];
  const within = async (done: RegExp, options: RunOptions) => {
    const isFarEnough = ({ stdout }: Finished) => done.test(stdout);
    const inFolder = { cwd: folder, ...options };
    const finished = await ncrnWithTimeLimit(["scan", ...words], isFarEnough, inFolder);
    expect(finished).toMatchObject({ exitCode: 3, stdout: expect.stringMatching(done) });
    expect(finished.stderr).toContain("time-limit-reached");
    expect(finished.seconds).toBeLessThan(HANGS_SECONDS);
  };
  await within(/^Endless over supply: 2 of 4 runs/, {});
  await within(/^Endless over supply: 1 of 4 runs/, withFault({ first: 1, hangs: true }));
});
