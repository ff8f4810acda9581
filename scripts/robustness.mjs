// Perturbs compiled circuits, trains and runs them, and writes how much worse they get, as a table and a figure. Each run is
// kept in the folder of runs as soon as it is done.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { INTERRUPTED, interruptible } from "./reproduce/interruptible.mjs";
import { progressReport } from "./reproduce/progress.mjs";
import { fillMarks } from "./reproduce/readme-table.mjs";
import { forget, runAll, storedResult } from "./reproduce/run-all.mjs";
import { writeFigure } from "./robustness/figure.mjs";
import { UNPERTURBED } from "./robustness/perturbations.mjs";
import { plannedRuns } from "./robustness/plan.mjs";
import { summariesOf } from "./robustness/summary.mjs";
import { fullTable, ratioTable } from "./robustness/table.mjs";
import { scriptArguments, wholeNumber } from "./script-arguments.mjs";

const root = path.dirname(import.meta.dirname);
const MODELS = path.join(root, "examples", "paper");
const WORKER = new URL("robustness/worker.mjs", import.meta.url);

const USAGE = `Usage: pnpm robustness [--quick] [--resume] [--jobs COUNT] [--out DIR] [--runs DIR]

Perturbs compiled circuits, trains and runs them, and writes how much worse they get.

  --quick       one seed, short trainings and two sizes of each perturbation
  --resume      goes on where an earlier call stopped and repeats only what has changed since
  --jobs COUNT  runs at a time (as many as there are processors)
  --out DIR     where table and figure go (examples/paper/robustness, with --quick runs/robustness-quick)
  --runs DIR    where each run is kept (runs/robustness, with --quick runs/robustness-quick)
  -h, --help    prints this text`;

const flags = scriptArguments(USAGE, {
  options: {
    quick: { type: "boolean", default: false },
    resume: { type: "boolean", default: false },
    jobs: { type: "string", default: String(availableParallelism()) },
    out: { type: "string" },
    runs: { type: "string" },
  },
  read: ({ values }) => ({ ...values, jobs: wholeNumber(values.jobs, "--jobs") }),
});
const standard = path.join(root, "runs", flags.quick ? "robustness-quick" : "robustness");
process.exitCode = await study({
  ...flags,
  runs: path.resolve(flags.runs ?? standard),
  out: path.resolve(flags.out ?? (flags.quick ? standard : path.join(MODELS, "robustness"))),
});

async function study({ quick, resume, jobs, out, runs: folder }) {
  const runs = plannedRuns({ models: MODELS, quick });
  if (!resume) forget(runs, folder);
  const isStopped = await carryOut(runs, { folder, threads: jobs });
  if (isStopped) {
    console.error("Stopped. The same call with --resume goes on from here.");
    return INTERRUPTED;
  }
  const results = runs.map((run) => ({ run, result: storedResult(folder, run) }));
  const summaries = summariesOf(results, { quick });
  await write(summaries, { quick, out });
  console.log(ratioTable(summaries));
  const seconds = results.reduce((sum, { result }) => sum + (result.seconds ?? 0), 0);
  console.error(`${runs.length} runs, ${(seconds / 60).toFixed(1)} minutes of runs.`);
  return 0;
}

/** Trainings without a perturbation come first, since stochastic inference starts from their weights. */
function carryOut(runs, { folder, threads }) {
  const missing = runs.filter((run) => storedResult(folder, run) === undefined);
  const isBase = ({ perturbation }) => perturbation === UNPERTURBED.name;
  return interruptible(async (isStopped) => {
    const report = progressReport(process.stderr);
    report.start(missing, runs.length - missing.length);
    const options = { folder, threads, worker: WORKER, watch: { ...report, isStopped } };
    await runAll(missing.filter(isBase), options);
    const others = missing.filter((run) => !isBase(run)).map((run) => withWeights(run, runs, folder));
    if (!isStopped()) await runAll(others, options);
    report.stop();
  });
}

/** The weights of the unperturbed training of the same circuit and seed. */
function withWeights(run, runs, folder) {
  const base = runs.find(
    ({ perturbation, circuit, seed }) =>
      perturbation === UNPERTURBED.name && circuit === run.circuit && seed === run.seed,
  );
  return { ...run, weights: storedResult(folder, base)?.weights };
}

async function write(summaries, { quick, out }) {
  mkdirSync(out, { recursive: true });
  const note = quick ? " Shortened: one seed, short trainings, two sizes of each perturbation." : "";
  const text = `# Results\n\nMade by \`pnpm robustness${quick ? " --quick" : ""}\`.${note} Losses relative to the unperturbed one of the same seed: geometric mean over the seeds, least and greatest in brackets.\n\n`;
  writeFileSync(path.join(out, "results.md"), `${text}${ratioTable(summaries)}\n\n${fullTable(summaries)}\n`);
  writeFileSync(
    path.join(out, "results.json"),
    `${JSON.stringify({ quick, rows: summaries }, undefined, 2)}\n`,
  );
  fillMarks(path.join(out, "README.md"), ratioTable(summaries));
  await writeFigure(path.join(out, "robustness.png"), summaries);
}
