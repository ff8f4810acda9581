// Measures the simulator against other codes on this machine, in one interleaved run. What is measured and how is described in
// README.md of this folder.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { positiveNumber, scriptArguments, wholeNumber } from "../scripts/script-arguments.mjs";

const root = path.dirname(import.meta.dirname);
const GROUPS = ["solves", "same-algorithm", "training", "start-up"];
const QUICK = { rounds: 1, seconds: 0.05, tolerances: [1e-4] };
const FULL = { rounds: 5, seconds: 0.2, tolerances: [1e-4, 1e-6] };

const USAGE = `Usage: pnpm bench [--only NAME]… [--rounds COUNT] [--seconds SECONDS] [--quick] [--json] [--out FOLDER]

Measures the simulator against other codes on this machine, in one interleaved run.

  --only NAME        only this problem, or this group: ${GROUPS.join(", ")}
  --rounds COUNT     how often everything is measured (${FULL.rounds}; ${QUICK.rounds} with --quick)
  --seconds SECONDS  how long each measurement lasts at least (${FULL.seconds}; ${QUICK.seconds} with --quick)
  --quick            a short look, which is no measurement
  --json             prints figures instead of tables
  --out FOLDER       where the results go (bench/results; runs/bench-quick with --quick)
  -h, --help         prints this text`;

const flags = scriptArguments(USAGE, {
  options: {
    only: { type: "string", multiple: true, default: [] },
    rounds: { type: "string" },
    seconds: { type: "string" },
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    out: { type: "string" },
  },
  read: ({ values: { rounds, seconds, ...others } }) => ({
    ...others,
    ...(rounds !== undefined && { rounds: wholeNumber(rounds, "--rounds") }),
    ...(seconds !== undefined && { seconds: positiveNumber(seconds, "--seconds") }),
  }),
});
process.exitCode = await bench();

async function bench() {
  if (!existsSync(path.join(root, "packages", "cli", "dist", "bundle", "main.js"))) {
    console.error("Nothing is built yet. Run `pnpm build` first.");
    return 2;
  }
  const modules = await load();
  const unknown = flags.only.filter((name) => ![...GROUPS, ...modules.PROBLEM_NAMES].includes(name));
  if (unknown.length > 0) {
    console.error(
      `No benchmark is called ${unknown.join(" or ")}. Groups: ${GROUPS.join(", ")}. Problems: ${modules.PROBLEM_NAMES.join(", ")}.`,
    );
    return 2;
  }
  const settings = settingsOf();
  mkdirSync(settings.out, { recursive: true });
  const found = modules.findPeers();
  for (const line of found.advice) console.error(line);
  const failed = await measure({ ...settings, found }, modules);
  const missed = await modules.report(settings.out, { json: flags.json });
  return failed.length > 0 ? 1 : missed;
}

/** Everything that needs the built packages. */
async function load() {
  const parts = await Promise.all([
    import("./problems/problems.mjs"),
    import("./peers/codes.mjs"),
    import("./suites/solves.mjs"),
    import("./suites/same-algorithm.mjs"),
    import("./suites/training.mjs"),
    import("./suites/start-up.mjs"),
    import("./report/report.mjs"),
    import("./report/machine.mjs"),
    import("./report/solves-table.mjs"),
  ]);
  return Object.assign({}, ...parts);
}

function settingsOf() {
  const usual = flags.quick ? QUICK : FULL;
  return {
    ...usual,
    quick: flags.quick,
    ...(flags.rounds !== undefined && { rounds: flags.rounds }),
    ...(flags.seconds !== undefined && { seconds: flags.seconds }),
    out: path.resolve(
      flags.out ??
        (flags.quick ? path.join(root, "runs", "bench-quick") : path.join(import.meta.dirname, "results")),
    ),
    say: (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`),
  };
}

/** Names of the benchmarks that failed. */
async function measure(settings, modules) {
  const wants = (group) => flags.only.length === 0 || flags.only.includes(group);
  const named = flags.only.filter((name) => !GROUPS.includes(name));
  const problems =
    named.length > 0 || wants("solves") ? modules.chosenProblems({ only: named, quick: flags.quick }) : [];
  const groups = {
    "same-algorithm": modules.measureSameAlgorithm,
    training: modules.measureTraining,
    "start-up": modules.measureStartUp,
  };
  const jobs = [
    ...problems.map((description) => ({
      name: description.name,
      kind: "solves",
      run: () => modules.measureProblem(modules.problemOf(description), settings),
    })),
    ...Object.entries(groups)
      .filter(([name]) => wants(name))
      .map(([name, run]) => ({ name, kind: name, run: () => run(settings) })),
  ];
  const failed = [];
  for (const job of jobs) if (!(await carryOut(job, settings, modules))) failed.push(job.name);
  return failed;
}

/** One benchmark; what fails is said, and the others go on. */
async function carryOut({ name, kind, run }, settings, modules) {
  try {
    const result = await run();
    write(settings, modules, { name, kind, result });
    if (kind === "solves" && !flags.json) console.log(modules.problemText(result));
    return true;
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    return false;
  }
}

/** Each result is kept as soon as it is there. */
function write({ out, rounds, quick, found }, modules, { name, kind, result }) {
  const content = { kind, quick, rounds, machine: modules.machineOf(found.versions), ...result };
  writeFileSync(path.join(out, `${name}.json`), `${JSON.stringify(content, undefined, 2)}\n`);
}
