// `ncrn simulate` as users meet it where things go wrong, and its pictures: the built command line as a process.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documentOf, HANGS_SECONDS, ncrn, root, temporaryFolder } from "./run-ncrn.js";

const LOTKA = path.join(root, "examples", "lotka-volterra", "model.ncrn");

const DECADES = `units { time: s; concentration: nM }
crn Decades {
  species A = 1e9, B = 0, C = 1e-9
  A ->{0.5 [1/s]} B
  C ->{0.1 [1/s]} 2 C
}
simulate Decades { until: 100; plot: A, B, C }
`;
const LAW = `crn Law {
  species A = 10, B[2]
  rate k = 1
  A ->{k} B[1]
  B[1] ->[k * (A - 4)] B[2]
}
simulate Law { method: ssa(seed: 1); until: 10; volume: 1 }
`;
const EXPLOSION = `crn Explosion {
  species A = 10
  2 A ->{1} 3 A
}
simulate Explosion { method: ssa(seed: 1); until: 10; volume: 1 }
`;
const OSCILLATOR = `crn Oscillator {
  species X = 1, Y = 1
  0 ->{1} X
  2 X + Y ->{1} 3 X
  X ->{3} Y
  X ->{1} 0
}
simulate Oscillator { method: linear_noise; until: 100; volume: 100 }
`;
const SLOW = `crn Slow {
  species A = 1000
  A ->{1} 0
  0 ->{1000} A
}
simulate Slow { method: ssa(seed: 1); until: 1e7; volume: 1 }
`;
const folder = temporaryFolder({
  "decades.ncrn": DECADES,
  "law.ncrn": LAW,
  "explosion.ncrn": EXPLOSION,
  "oscillator.ncrn": OSCILLATOR,
  "slow.ncrn": SLOW,
  "fine.ncrn": DECADES.replace("{ until: 100", "{ method: ode(rtol: 1e-20); until: 100"),
  "single.ncrn": "crn D { species A = 9; A ->{1} 0 }\nsimulate D { until: 1; plot: A; report: mean(A) }\n",
  "counted.ncrn": DECADES.replace("{ until: 100", "{ method: ssa; until: 100"),
});

const inFolder = { cwd: folder };

test("logarithmic axes have labels that people read, and leave out what has no logarithm", async () => {
  const words = ["simulate", "decades.ncrn", "--plot", "decades.svg", "--log-y", "--log-x"];
  const { exitCode, stderr } = await ncrn(words, inFolder);
  expect([exitCode, stderr]).toEqual([
    0,
    "wrote decades.svg\nthe picture leaves out values of 0 and below, which have no logarithm: B\n",
  ]);
  const labels = labelsOf("decades.svg");
  for (const label of ["1e9", "1e6", "1", "1e-6", "1e-9", "0.1", "50", "100"])
    expect(labels).toContain(label);
});

test("linear axes have labels without rounding errors", async () => {
  const words = ["simulate", LOTKA, "orbit", "--until", "0.7", "--plot", "linear.svg"];
  expect((await ncrn(words, inFolder)).exitCode).toBe(0);
  const labels = labelsOf("linear.svg");
  expect(labels).toContain("0.3");
  expect(labels.filter((label) => label.length > 8 && /^\d/.test(label))).toEqual([]);
});

function labelsOf(file: string): readonly string[] {
  const svg = readFileSync(path.join(folder, file), "utf8");
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
}

test.each([
  [["--seed", "3"], "`--seed` has no effect with the method ode"],
  [["--volume", "3"], "`--volume` has no effect with the method ode"],
  [["--runs-csv", "runs.csv"], "`--runs-csv` has no effect with the method ode"],
  [["--workers", "2"], "`--workers` has no effect with the method ode"],
  [["--method", "ssa", "--epsilon", "0.1"], "`--epsilon` has no effect with the method ssa"],
  [["--method", "tau-leaping", "--step", "0.1"], "`--step` has no effect with the method tau-leaping"],
  [["--method", "linear-noise", "--seed", "1"], "`--seed` has no effect with the method linear-noise"],
  [["--method", "langevin", "--step", "1", "--epsilon", "0.1"], "`--epsilon` has no effect beside `--step`"],
  [["--log-y"], "`--log-y` has no effect without a picture"],
])("%j is refused", async (flags, sentence) => {
  const { exitCode, stdout, stderr } = await ncrn(["simulate", LOTKA, "orbit", ...flags], inFolder);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`ncrn: error[flag-without-effect]: ${sentence}`);
  expect(existsSync(path.join(folder, "runs.csv"))).toBe(false);
});

test("the steps of approximate methods can be given, and change what is computed", async () => {
  const run = async (...flags: readonly string[]) => {
    const words = ["simulate", LOTKA, "noisy", "--until", "5", "--runs", "2", "--json", ...flags];
    return ncrn(words, inFolder);
  };
  for (const flags of [
    ["--method", "tau-leaping", "--epsilon"],
    ["--method", "langevin", "--epsilon"],
    ["--method", "langevin", "--step"],
  ]) {
    const [coarse, fine] = [await run(...flags, "0.3"), await run(...flags, "0.01")];
    expect([coarse.exitCode, fine.exitCode]).toEqual([0, 0]);
    expect(coarse.stdout).not.toBe(fine.stdout);
  }
  const { exitCode, stderr } = await run("--method", "tau-leaping", "--epsilon", "1");
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("between 0 and 1")]);
});

test("a tolerance that numbers cannot keep is an error at its place", async () => {
  const { exitCode, stderr } = await ncrn(["simulate", "fine.ncrn"], inFolder);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("fine.ncrn:7:38: error[invalid-value]: `rtol` must be a number of at least 1e-13");
  expect(stderr).toContain("hint: Numbers have 16 digits");
});

test("a law that fails is named as it is written, with its place", async () => {
  const { exitCode, stderr } = await ncrn(["simulate", "law.ncrn"], inFolder);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/law\.ncrn:5:3: error\[negative-concentration\]: At time 0\.0\d+ `B/);
  expect(stderr).toContain("`B[1] ->[k * (A - 4)] B[2]` takes more of `B[1]` than there is");
});

test.each([
  ["/dev/full", "The disk is full"],
  ["/proc/course.csv", "No file can be made in this folder"],
])(
  "what cannot be written to %s is said after the results, and the other files are there",
  async (file, why) => {
    const words = ["simulate", LOTKA, "orbit", "--csv", file, "--plot", "kept.svg"];
    const { exitCode, stdout, stderr } = await ncrn(words, inFolder);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("LotkaVolterra at t = 50 s");
    expect(stderr).toBe(
      `wrote kept.svg\n${file}: error[cannot-write]: ${why}.\n${file === "/dev/full" ? "" : "  = hint: Name another place.\n"}`,
    );
    expect(existsSync(path.join(folder, "kept.svg"))).toBe(true);
    const asJson = await ncrn([...words, "--json"], inFolder);
    expect(asJson.exitCode).toBe(1);
    expect(documentOf(asJson)).toMatchObject({ error: { code: "cannot-write", file }, status: "completed" });
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  },
);

test("a training whose files cannot be written shows what it learnt", async () => {
  mkdirSync(path.join(folder, "out", "weights.json"), { recursive: true });
  const model = path.join(root, "examples", "linear-regression", "model.ncrn");
  const { exitCode, stdout, stderr } = await ncrn(
    ["train", model, "--epochs", "1", "--out", "out"],
    inFolder,
  );
  expect(exitCode).toBe(1);
  expect(stdout).toContain("LinearCircuit on plane: 1 epoch");
  expect(stderr).toContain("out/weights.json: error[cannot-write]: There is a folder of this name.");
  expect(existsSync(path.join(folder, "out", "checkpoint.json"))).toBe(true);
});

test("a full disk behind standard output is one line, not a stack", () => {
  const main = path.join(root, "packages", "cli", "dist", "bundle", "main.js");
  const { status, stderr } = spawnSync(
    "sh",
    ["-c", '"$0" "$1" simulate "$2" orbit > /dev/full', process.execPath, main, LOTKA],
    { encoding: "utf8", cwd: folder },
  );
  expect([status, stderr]).toEqual([1, "standard output: error[cannot-write]: The disk is full.\n"]);
});

test("a covariance that takes too many steps ends where it says", async () => {
  const words = ["simulate", "oscillator.ncrn", "--max-steps", "200", "--csv", "part.csv"];
  const { exitCode, stderr } = await ncrn(words, inFolder);
  expect(exitCode).toBe(3);
  const [, time] = /steps of the covariance was reached at time ([\d.]+)\./.exec(stderr)!;
  const last = readFileSync(path.join(folder, "part.csv"), "utf8").trimEnd().split("\n").at(-1)!;
  expect(Number(last.split(",")[0])).toBeCloseTo(Number(time), 4);
});

test("numbers that grow to infinity end a run long before the limit of events", async () => {
  const { exitCode, stderr, seconds } = await ncrn(["simulate", "explosion.ncrn"], inFolder);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(
    /^explosion\.ncrn:5:10: error\[solution-escapes\]: `A` grows without bound: at time 0\.1/,
  );
  expect(seconds).toBeLessThan(HANGS_SECONDS);
});

test("a long stochastic run shows how far it is", async () => {
  const words = ["simulate", "slow.ncrn", "--max-steps", "1000000000000"];
  const shown = /^simulation +\d+ % {2}.* left\n/m;
  const { exitCode, progress } = await ncrn(words, { ...inFolder, interruptAt: shown });
  expect([exitCode, progress]).toEqual([130, expect.stringMatching(shown)]);
});

test("the limit of a stochastic run names the flag", async () => {
  const { exitCode, stderr } = await ncrn(["simulate", "slow.ncrn", "--max-steps", "30000"], inFolder);
  expect(exitCode).toBe(3);
  expect(stderr).toContain("The limit of 30000 reaction events was reached at time");
  expect(stderr).toContain(
    "hint: Raise `--max-steps`, shorten the simulated time, use a smaller volume, or let tau-leaping take",
  );
});

test("a mean over the runs of a single run is told of by `ncrn check`, and by runs as the command line makes them", async () => {
  const sentence = "is the mean over the runs, not over time";
  const checked = await ncrn(["check", "single.ncrn"], inFolder);
  expect([checked.exitCode, checked.stderr]).toEqual([
    0,
    expect.stringMatching(/^single\.ncrn:2:41: warning\[statistic-without-runs\]: `mean\(A\)` is the mean/),
  ]);
  const runs = [[], ["--method", "ssa", "--runs", "3"], ["--method", "ssa"]].map(async (flags) => {
    const { stderr } = await ncrn(["simulate", "single.ncrn", ...flags], inFolder);
    return stderr.split(sentence).length - 1;
  });
  expect(await Promise.all(runs)).toEqual([1, 0, 1]);
});

test("a record that counts molecules without a volume is told of by `ncrn check`, and once by a run", async () => {
  const sentence = "No volume is given, so `Decades` has one molecule for each nM.";
  const checked = await ncrn(["check", "counted.ncrn"], inFolder);
  expect([checked.exitCode, checked.stderr]).toEqual([
    0,
    expect.stringContaining(`counted.ncrn:7:10: warning[volume-not-given]: ${sentence}`),
  ]);
  const words = ["simulate", "counted.ncrn", "--until", "1e-6"];
  const run = await ncrn(words, inFolder);
  expect(run.stderr.split(sentence).length).toBe(2);
  expect((await ncrn([...words, "--volume", "1"], inFolder)).stderr).not.toContain(sentence);
});
