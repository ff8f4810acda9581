// Ensembles of stochastic runs as users meet them: the built command line as a process, with threads that die.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  documentOf,
  HANGS_SECONDS,
  type JsonDocument,
  ncrn,
  ncrnWithTimeLimit,
  type RunOptions,
  temporaryFolder,
} from "./run-ncrn.js";

const BIRTH_DEATH = "examples/birth-death/model.ncrn";
const GENE = "examples/gene-expression/model.ncrn";
const ENDING_WORKER = path.join(import.meta.dirname, "ending-worker.mjs");

const NO_VOLUME = `units { time: s; concentration: nM }
crn Decay {
  species A = 0.5
  A ->{1} 0
}
simulate Decay { method: ssa(runs: 3); until: 1 }
`;

const folder = temporaryFolder({ "decay.ncrn": NO_VOLUME });

interface Fault {
  /** The block that begins with this run is fatal. */
  readonly first: number;
  /** Written the first time; with it only the first time is fatal. */
  readonly marker?: string;
  readonly hangs?: true;
}

/** Threads that make runs end, or hang, as the fault says. */
function withFault(fault: Fault, options: RunOptions = {}): RunOptions {
  const env = { NODE_OPTIONS: `--import ${ENDING_WORKER}`, NCRN_TEST_FAULT: JSON.stringify(fault) };
  return { ...options, env };
}

test.each(["ssa", "tau-leaping", "langevin"])(
  "%s: the same bytes with 1, 2 and 3 workers",
  async (method) => {
    const sizes = ["--runs", "70", "--seed", "7", "--json", "--quiet"];
    const words = ["simulate", BIRTH_DEATH, "--method", method, ...sizes];
    const [byDefault, ...others] = await Promise.all(
      [[], ["--workers", "1"], ["--workers", "2"], ["--workers", "3"]].map((more) =>
        ncrn([...words, ...more]),
      ),
    );
    expect(byDefault).toMatchObject({ exitCode: 0, stderr: "" });
    for (const { stdout } of others) expect(stdout).toBe(byDefault!.stdout);
    const document = documentOf(byDefault!);
    expect(document).toMatchObject({ method: method.replace("-", "_"), runs: 70, quantileRuns: 70 });
    const [column] = document["columns"] as JsonDocument[];
    expect(column!["quantiles"].map(({ probability }: JsonDocument) => probability)).toEqual([
      0.05, 0.25, 0.5, 0.75, 0.95,
    ]);
    expect(column!["histogram"].counts.reduce((sum: number, count: number) => sum + count)).toBe(70);
    expect(document).not.toHaveProperty("singleRuns");
  },
);

test("a worker that dies is replaced, and nobody notices", async () => {
  const marker = path.join(folder, "died");
  const words = ["simulate", BIRTH_DEATH, "--json"];
  const sound = await ncrn([...words, "--workers", "1"]);
  const { exitCode, stdout } = await ncrn([...words, "--workers", "2"], withFault({ first: 16, marker }));
  expect(existsSync(marker)).toBe(true);
  expect([exitCode, stdout]).toEqual([0, sound.stdout]);
});

test("runs that end every worker are left out and said; what is left is kept", async () => {
  const csv = path.join(folder, "course.csv");
  const words = ["simulate", BIRTH_DEATH, "--workers", "2", "--csv", csv, "--json"];
  const finished = await ncrn(words, withFault({ first: 16 }));
  expect(finished.exitCode).toBe(3);
  expect(finished.stderr).toMatch(
    /model\.ncrn:10:10: error\[runs-lost\]: 8 of 500 runs are missing: .*exit code 7/,
  );
  expect(documentOf(finished)).toMatchObject({ status: "failed", runs: 492, failure: { code: "runs-lost" } });
  expect(readFileSync(csv, "utf8").trimEnd().split("\n")).toHaveLength(202);
});

test("a worker that hangs does not outlast a time limit or Ctrl-C", async () => {
  const words = ["simulate", BIRTH_DEATH, "--workers", "2", "--json"];
  const fault: Fault = { first: 16, hangs: true };
  // The other thread has made the blocks of 8 runs at 0, 8, 24 and 32 by then.
  const interruptAt = /^a thread begins with 40$/m;
  const [late, interrupted] = await Promise.all([
    ncrnWithTimeLimit(words, ({ stderr }) => interruptAt.test(stderr), withFault(fault)),
    ncrn(words, withFault(fault, { interruptAt })),
  ]);
  expect(late.exitCode).toBe(3);
  expect(late.stderr).toContain("time-limit-reached");
  expect(interrupted.exitCode).toBe(130);
  for (const finished of [late, interrupted]) {
    const { status, runs } = documentOf(finished);
    expect(status).toBe("cancelled");
    expect(runs).toBeGreaterThanOrEqual(32);
    expect(finished.seconds).toBeLessThan(HANGS_SECONDS);
  }
});

test("Ctrl-C in a long ensemble keeps the runs so far", async () => {
  const words = ["simulate", BIRTH_DEATH, "--runs", "1000000", "--workers", "2", "--json"];
  const finished = await ncrn(words, { interruptAt: /^simulation .* left /m });
  expect([finished.exitCode, finished.stderr.includes("results so far are kept")]).toEqual([130, true]);
  const { status, runs, columns } = documentOf(finished);
  expect(status).toBe("cancelled");
  expect(runs).toBeGreaterThan(100);
  expect(Math.abs(columns[0].values.at(-1) - 99.995)).toBeLessThan(4 * Math.sqrt(99.995 / runs));
});

test("linear noise, its table and its picture", async () => {
  const files = ["--csv", "course.csv", "--plot", "course.svg"];
  const { exitCode, stdout, stderr } = await ncrn(["simulate", path.resolve(GENE), "noise", ...files], {
    cwd: folder,
  });
  expect([exitCode, stderr]).toEqual([0, "wrote course.csv\nwrote course.svg\n"]);
  expect(stdout).toContain("(linear noise approximation, mean ± standard deviation)");
  const csv = readFileSync(path.join(folder, "course.csv"), "utf8");
  expect(csv.slice(0, csv.indexOf("\n"))).toBe("time,mRNA,Protein,sd(mRNA),sd(Protein)");
  expect(readFileSync(path.join(folder, "course.svg"), "utf8")).toContain(
    "linear noise approximation; bands: mean ± standard deviation",
  );
});

test("every run can be written", async () => {
  const file = path.join(folder, "runs.csv");
  const { exitCode } = await ncrn(["simulate", BIRTH_DEATH, "--runs", "3", "--runs-csv", file]);
  const rows = readFileSync(file, "utf8").trimEnd().split("\n");
  expect([exitCode, rows.length, rows[0]]).toEqual([0, 1 + 3 * 201, "run,time,X"]);
});

test("without a volume it is said what is taken for one molecule", async () => {
  const words = ["simulate", "decay.ncrn"];
  const { exitCode, stderr } = await ncrn(words, { cwd: folder });
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^decay\.ncrn:6:10: warning\[volume-not-given\]: No volume is given, so `Decay` has one molecule for each nM\./,
  );
  for (const more of [
    ["--volume", "10"],
    ["--method", "ode", "--runs", "1"],
  ])
    expect((await ncrn([...words, ...more], { cwd: folder })).stderr).toBe("");
});

test.each([
  [["--runs", "0"], /wrong-usage.*whole number from 1/],
  [["--workers", "0"], /wrong-usage.*whole number from 1/],
  [["--volume", "-1"], /wrong-usage.*positive number/],
  [["--runs-csv", "-"], /wrong-usage.*standard output/],
  [["--method", "euler"], /wrong-usage.*Allowed choices are ode, ssa, tau-leaping, langevin, linear-noise/],
  [["--method", "linear_noise", "--runs", "5"], /runs-without-effect/],
])("%j is wrong usage", async (words, message) => {
  const { exitCode, stderr } = await ncrn(["simulate", BIRTH_DEATH, ...words]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
});

test("an ensemble that does not fit into memory is refused with its place", async () => {
  const { exitCode, stderr, seconds } = await ncrn(["simulate", BIRTH_DEATH, "--runs", "1000000000"]);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(
    /model\.ncrn:10:10: error\[ensemble-too-large\].*\n(.*\n)*.*hint: Ask for fewer runs/,
  );
  expect(seconds).toBeLessThan(HANGS_SECONDS);
});
