// How fast the language server answers, against its budgets.
//
// All figures are milliseconds of processor time of the thread that answers, so that they mean the same on a busy machine.
// It fails if the 95th percentile of anything is over its budget in packages/lsp/bench/budgets.json.
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { editorBundle } from "./editor-bundle.mjs";
import { oneOf, scriptArguments, wholeNumber } from "./script-arguments.mjs";

const root = path.dirname(import.meta.dirname);

const USAGE = `Usage: pnpm bench:editor [--json] [--sizes LINES,…] [--edits COUNT] [--clock CLOCK] [--without-pauses]

Measures how fast the language server answers, against its budgets.

  --json            prints figures instead of a table
  --sizes LINES,…   lengths of documents (200,1000,5000)
  --edits COUNT     edits of each document (200)
  --clock CLOCK     thread: time of the thread that answers (the usual one)
                    processor: all threads, compiling and collecting beside it included
                    elapsed: how long somebody waits on a quiet machine
  --without-pauses  with no collection in pauses of typing
  -h, --help        prints this text`;

const flags = scriptArguments(USAGE, {
  options: {
    json: { type: "boolean", default: false },
    sizes: { type: "string", default: "200,1000,5000" },
    edits: { type: "string", default: "200" },
    clock: { type: "string", default: "thread" },
    "without-pauses": { type: "boolean", default: false },
  },
  read: ({ values: { json, sizes, edits, clock, "without-pauses": withoutPauses } }) => ({
    json,
    sizes: sizes.split(",").map((size) => wholeNumber(size, "--sizes")),
    edits: wholeNumber(edits, "--edits"),
    clock: oneOf(clock, "--clock", ["thread", "processor", "elapsed"]),
    withPauses: !withoutPauses,
  }),
});

const { url, folder } = await editorBundle("bench/main.ts");
try {
  const { measure } = await import(url);
  await report(measure);
} finally {
  rmSync(folder, { recursive: true });
}

async function report(measure) {
  const command = path.join(root, "packages", "cli", "dist", "bundle", "main.js");
  const rows = await measure({
    sizes: flags.sizes,
    edits: flags.edits,
    clock: flags.clock,
    withPauses: flags.withPauses,
    ...(existsSync(command) && { command }),
  });
  console.log(flags.json ? JSON.stringify(rows, undefined, 2) : tableOf(rows));
  process.exitCode = rows.some(isOver) ? 1 : 0;
}

function isOver({ p95, budget }) {
  return budget !== undefined && p95 > budget;
}

function tableOf(rows) {
  const head = ["lines", "what", "least", "p50", "p95", "budget", ""];
  const sorted = [...rows].sort((a, b) => a.lines - b.lines);
  const body = sorted.map((row) => [
    row.lines === 0 ? "" : String(row.lines),
    row.name,
    ...[row.least, row.p50, row.p95].map((milliseconds) => milliseconds.toFixed(1)),
    row.budget === undefined ? "–" : String(row.budget),
    isOver(row) ? "OVER" : "",
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => cells[column].length)));
  return [head, ...body]
    .map((cells) =>
      cells
        .map((cell, column) => (column === 1 ? cell.padEnd(widths[1]) : cell.padStart(widths[column])))
        .join("  "),
    )
    .join("\n");
}
