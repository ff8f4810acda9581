// Limits and failures of a run, as processes: each ends with one clear error, its exit code, and what was computed until
// then.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  documentOf,
  type Finished,
  HANGS_SECONDS,
  ncrn,
  ncrnWithTimeLimit,
  temporaryFolder,
} from "./run-ncrn.js";

/** Predators that follow each other round for ever. */
const RING = `
  species A = 0.6, B = 0.3, C = 0.1
  A + B ->{1} 2 B
  B + C ->{1.3} 2 C
  C + A ->{0.7} 2 A`;

interface Expected {
  readonly code: string;
  /** Simulated time at which the run ended, and how close. */
  readonly time?: number;
  readonly species?: string;
  /** What to try. */
  readonly hint: RegExp;
}

/** The run fails once, says when, what and what to try, and its CSV file and document hold what there is. */
async function check(crn: string, words: readonly string[], expected: Expected): Promise<void> {
  const folder = temporaryFolder({ "model.ncrn": `crn Case {${crn}\n}\n` });
  const csv = path.join(folder, "out.csv");
  const run = await ncrn(["simulate", "model.ncrn", ...words, "--json", "--csv", csv], { cwd: folder });
  expect(run.exitCode, run.stderr).toBe(3);
  const document = documentOf(run);
  expect(document["status"]).toBe("failed");
  expect(document["failure"].code).toBe(expected.code);
  if (expected.species !== undefined) expect(document["failure"].species).toBe(expected.species);
  const { time } = document["failure"];
  if (expected.time !== undefined) expect(Math.abs(time / expected.time - 1)).toBeLessThan(1e-3);
  expect(document["times"].at(-1)).toBe(time);
  expect(readFileSync(csv, "utf8").trim().split("\n")).toHaveLength(1 + document["times"].length);
  expect(run.stderr.match(/error\[/g)).toHaveLength(1);
  expect(run.stderr).toContain(`error[${expected.code}]`);
  expect(run.stderr).toMatch(/time|limit/i);
  expect(run.stderr).toMatch(expected.hint);
}

const until = (time: string): readonly string[] => ["--until", time];

test.each<{ name: string; crn: string; words: readonly string[]; expected: Expected }>([
  {
    name: "escape to infinity",
    crn: "\n  species A = 0.5\n  2 A ->{1} 3 A",
    words: until("5"),
    expected: { code: "solution-escapes", time: 2, species: "A", hint: /shorten the run/ },
  },
  {
    name: "too many steps",
    crn: RING,
    words: [...until("1e6"), "--max-steps", "300"],
    expected: { code: "too-many-steps", hint: /--max-steps/ },
  },
  {
    name: "events without end",
    crn: "\n  species A = 1\n  A ->{1} 0\n  when A < 0.5 { A = 0.5 }",
    words: until("5"),
    expected: { code: "event-cascade", time: Math.LN2, hint: /condition/ },
  },
  {
    name: "a law that takes what is used up",
    crn: "\n  species A = 1\n  A ->[0.5] 0",
    words: until("5"),
    expected: { code: "negative-concentration", time: 2, species: "A", hint: /S\/\(K \+ S\)/ },
  },
  {
    name: "a law that is no number",
    crn: "\n  species A = 0, B = 1\n  0 ->[log(B - 0.5) + 20] A\n  B ->{1} 0",
    words: until("5"),
    expected: { code: "solution-not-finite", time: Math.LN2, species: "A", hint: /logarithm/ },
  },
  {
    name: "a law that jumps back and forth",
    crn: "\n  species X = 0\n  0 ->{1} X\n  X ->[if X > 0.5 then 1e12 else 0] 0",
    words: until("2"),
    expected: { code: "step-size-too-small", time: 0.5, species: "X", hint: /loosen the tolerances/ },
  },
  {
    name: "too many molecules react",
    crn: "\n  species A = 600\n  A ->{10} 2 A\n  A ->{10} 0",
    words: [...until("1e6"), "--method", "ssa", "--max-steps", "1000"],
    expected: { code: "too-many-reaction-events", hint: /--max-steps/ },
  },
  {
    name: "too many leaps",
    crn: "\n  species A = 600\n  A ->{10} 2 A\n  A ->{10} 0",
    words: [...until("1e6"), "--method", "tau-leaping", "--max-steps", "1000"],
    expected: { code: "too-many-reaction-events", hint: /--max-steps.*epsilon/ },
  },
  {
    name: "too many steps of the Langevin equation",
    crn: "\n  species A = 600\n  A ->{10} 2 A\n  A ->{10} 0",
    words: [...until("1e6"), "--method", "langevin", "--max-steps", "1000"],
    expected: { code: "too-many-steps", hint: /--max-steps.*epsilon/ },
  },
])("$name", ({ crn, words, expected }) => check(crn, words, expected));

test("what is shown of a run that failed says so", async () => {
  const folder = temporaryFolder({ "model.ncrn": `crn Case {${RING}\n}\n` });
  const words = ["simulate", "model.ncrn", "--until", "1e6", "--max-steps", "300"];
  const { exitCode, stdout } = await ncrn(words, { cwd: folder });
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/^Case at t = \S+, where the run ended \(differential equations\)\n/);
});

/** Words of a run that would take years, and the folder that it runs in. */
function longRun(): { words: string[]; folder: string; csv: string } {
  const folder = temporaryFolder({ "model.ncrn": `crn Case {${RING}\n}\n` });
  const csv = path.join(folder, "out.csv");
  const words = ["simulate", "model.ncrn", "--until", "1e12", "--max-steps", "1000000000000", "--json"];
  return { words: [...words, "--csv", csv], folder, csv };
}

test("a time limit keeps the beginning of the run", async () => {
  const { words, folder, csv } = longRun();
  const hasBegun = (finished: Finished) => documentOf(finished)["times"].at(-1) > 0;
  const run = await ncrnWithTimeLimit(words, hasBegun, { cwd: folder });
  expect(run.exitCode).toBe(3);
  expect(run.seconds).toBeLessThan(HANGS_SECONDS);
  expect(run.stderr).toContain("error[time-limit-reached]");
  expect(documentOf(run)["status"]).toBe("cancelled");
  expect(documentOf(run)["times"].at(-1)).toBeGreaterThan(0);
  expect(existsSync(csv)).toBe(true);
});

test("an interrupted run keeps its beginning", async () => {
  const { words, folder, csv } = longRun();
  const run = await ncrn(words, { cwd: folder, interruptAt: /^simulation .* left\n/m });
  expect(run.exitCode).toBe(130);
  expect(run.stderr).toContain("interrupted");
  expect(documentOf(run)["status"]).toBe("cancelled");
  expect(existsSync(csv)).toBe(true);
});

test("more samples than memory holds are refused before the run, by every method", async () => {
  const model = `crn Case {${RING}\n}\nsimulate Case { until: 1; sample: 1000000000 }\n`;
  const folder = temporaryFolder({ "model.ncrn": model });
  const runs = ["ode", "ssa", "langevin", "linear-noise"].map((method) => {
    const volume = method === "ode" ? [] : ["--volume", "100"];
    return ncrn(["simulate", "model.ncrn", "--method", method, ...volume, "--json"], { cwd: folder });
  });
  for (const run of await Promise.all(runs)) {
    expect(run.exitCode, run.stderr).toBe(3);
    expect(documentOf(run)["failure"].code).toBe("too-many-samples");
    expect(run.stderr).toMatch(/fewer samples/);
  }
});

test("a process without enough memory says so", async () => {
  const model = `crn Case {${RING}\n}\nsimulate Case { until: 1; sample: 3000000 }\n`;
  const folder = temporaryFolder({ "model.ncrn": model });
  const env = { NODE_OPTIONS: "--max-old-space-size=64" };
  const run = await ncrn(["simulate", "model.ncrn", "--json"], { cwd: folder, env });
  expect(run.exitCode, run.stderr).toBe(3);
  expect(documentOf(run)["error"].code).toBe("memory-exhausted");
  expect(run.stderr).toContain("error[memory-exhausted]");
});
