// Trains every experiment of examples/paper through its compiled chemistry and writes one table. Each run is kept in the
// folder of runs as soon as it is done.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { writeFigures } from "./reproduce/figures.mjs";
import { INTERRUPTED, interruptible } from "./reproduce/interruptible.mjs";
import { leastSquaresLoss } from "./reproduce/least-squares.mjs";
import { furtherSeeds, plannedRuns, seedsOf } from "./reproduce/plan.mjs";
import { progressReport } from "./reproduce/progress.mjs";
import { fillReadme } from "./reproduce/readme-table.mjs";
import { ROWS, selectedRows } from "./reproduce/rows.mjs";
import { forget, runAll, storedResult, storedResults } from "./reproduce/run-all.mjs";
import { summaryOf } from "./reproduce/summary.mjs";
import { circuitTableText, tableText } from "./reproduce/table.mjs";
import { taskOf } from "./reproduce/tasks.mjs";
import { scriptArguments, wholeNumber } from "./script-arguments.mjs";

const root = path.dirname(import.meta.dirname);
const MODELS = path.join(root, "examples", "paper");

const USAGE = `Usage: pnpm reproduce [--quick] [--only NAME]… [--resume] [--jobs COUNT] [--out DIR] [--runs DIR]

Trains every experiment of examples/paper through its compiled chemistry and writes one table.

  --quick       one seed, few epochs and some of the rows, with bounds of its own
  --only NAME   the rows of this name; may be repeated
  --resume      goes on where an earlier call stopped and repeats only what has changed since
  --jobs COUNT  runs at a time (as many as there are processors)
  --out DIR     where the table goes (examples/paper, with --quick runs/reproduce-quick)
  --runs DIR    where each run is kept (runs/reproduce, with --quick runs/reproduce-quick)
  -h, --help    prints this text`;

const flags = scriptArguments(USAGE, {
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    resume: { type: "boolean", default: false },
    jobs: { type: "string", default: String(availableParallelism()) },
    out: { type: "string" },
    runs: { type: "string" },
  },
  read: ({ values }) => ({ ...values, jobs: wholeNumber(values.jobs, "--jobs") }),
});
process.exitCode = await reproduce({
  ...flags,
  runs: path.resolve(flags.runs ?? path.join(root, "runs", flags.quick ? "reproduce-quick" : "reproduce")),
  out: path.resolve(flags.out ?? (flags.quick ? path.join(root, "runs", "reproduce-quick") : MODELS)),
});

async function reproduce({ quick, only, resume, jobs, out, runs: folder }) {
  const rows = selectedRows({ only, quick });
  if (rows.length === 0) {
    console.error(
      `No row is called ${only.join(" or ")}. Rows: ${selectedRows({ quick })
        .map(({ name }) => name)
        .join(", ")}.`,
    );
    return 2;
  }
  const runs = plannedRuns(rows, { models: MODELS, quick });
  if (!resume) forget(runs, folder);
  const missing = runs.filter((run) => storedResult(folder, run) === undefined);
  const isStopped = await carryOut(missing, runs.length - missing.length, { folder, threads: jobs });
  if (isStopped) {
    console.error("Stopped. The same call with --resume goes on from here.");
    return INTERRUPTED;
  }
  const summaries = await summarise({ quick, folder });
  await write(summaries, { quick, out, folder });
  const chosen = summaries.filter(({ name }) => rows.some((row) => row.name === name));
  console.log(tableText(chosen, { link: false }));
  return report(chosen);
}

function carryOut(runs, skipped, { folder, threads }) {
  return interruptible(async (isStopped) => {
    const report = progressReport(process.stderr);
    report.start(runs, skipped);
    await runAll(runs, { folder, threads, watch: { ...report, isStopped } });
    report.stop();
  });
}

/** Of all rows that have results, also from earlier calls. */
async function summarise({ quick, folder }) {
  const rows = quick ? ROWS.filter((row) => row.quick !== undefined) : ROWS;
  const resultsOf = (row) => storedResults(folder, row, { models: MODELS, quick });
  return rows.flatMap((row) => {
    const results = resultsOf(row);
    if (results.length === 0) return [];
    const file = path.join(MODELS, `${row.name}.ncrn`);
    const external =
      row.external === undefined ? [] : resultsOf(ROWS.find(({ name }) => name === row.external));
    const bases = {
      leastSquares: (seed) => leastSquaresLoss(taskOf(file, { seed })),
      externalLoss: (seed) =>
        external.find((result) => result.seed === seed && result.method === "chemistry")?.measures
          .validationLoss,
    };
    const seeds = { seeds: seedsOf(quick), further: furtherSeeds(row, quick) };
    return [summaryOf(row, results, { quick, bases, ...seeds })];
  });
}

async function write(summaries, { quick, out, folder }) {
  mkdirSync(out, { recursive: true });
  const note = quick
    ? "Shortened: one seed, few epochs, some of the rows; the limits are bounds of sanity.\n\n"
    : "";
  const text = `# Results\n\nMade by \`pnpm reproduce${quick ? " --quick" : ""}\`. ${note}Means over the seeds with standard deviations.\n\n`;
  const tables = `${tableText(summaries, { link: !quick })}\n\n${circuitTableText(summaries)}\n`;
  writeFileSync(path.join(out, "results.md"), text + tables);
  writeFileSync(
    path.join(out, "results.json"),
    `${JSON.stringify({ quick, rows: summaries }, undefined, 2)}\n`,
  );
  if (quick) return;
  for (const group of new Set(summaries.map(({ name }) => path.dirname(name)))) {
    const mine = summaries.filter(({ name }) => path.dirname(name) === group);
    fillReadme(path.join(out, group, "README.md"), mine);
  }
  await writeFigures(ROWS, { models: MODELS, out, folder });
}

/** 0 if all limits are met, 3 if not. */
function report(summaries) {
  for (const { name, failures } of summaries)
    for (const failure of failures) console.error(`${name}, ${failure}`);
  const missed = summaries.filter(({ measures }) =>
    measures.some(({ met, over }) => met === false && over === undefined),
  );
  if (missed.length === 0) return 0;
  console.error(`Limits missed: ${missed.map(({ name }) => name).join(", ")}.`);
  return 3;
}
