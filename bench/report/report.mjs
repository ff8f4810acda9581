// All results of a folder → the table of targets on the terminal, results.md and the figure.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeCostFigure } from "./cost-figure.mjs";
import { alignedRows, number, problemText, ratioText } from "./solves-table.mjs";
import { targetRows } from "./targets.mjs";

/** Prints and writes; 0, or 3 if a target is missed. */
export async function report(folder, { json }) {
  const results = readResults(folder);
  const rows = targetRows(results);
  const text = [targetText(rows), sameAlgorithmText(results), trainingText(results), startUpText(results)]
    .filter(Boolean)
    .join("\n\n");
  console.log(
    json ? JSON.stringify({ targets: rows, results: Object.fromEntries(results) }, undefined, 2) : text,
  );
  writeFileSync(path.join(folder, "results.md"), markdownOf(results, text));
  await writeCostFigure(path.join(folder, "cost"), results);
  return rows.some(({ isMet }) => isMet === false) ? 3 : 0;
}

function readResults(folder) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  const contents = files.map((name) => [
    path.basename(name, ".json"),
    JSON.parse(readFileSync(path.join(folder, name), "utf8")),
  ]);
  return new Map(contents.filter(([, { kind }]) => kind !== undefined));
}

function targetText(rows) {
  const cells = rows.map(({ what, least, most, unit, value, isMet }) => [
    what,
    least === undefined ? `≤ ${number(most)}${unit}` : `≥ ${number(least)}${unit}`,
    value === undefined ? "not measured" : `${number(value)}${unit}`,
    isMet === undefined ? "" : isMet ? "met" : "missed",
  ]);
  return ["Targets", ...alignedRows([["", "target", "measured", ""], ...cells])].join("\n");
}

function sameAlgorithmText(results) {
  const comparisons = results.get("same-algorithm")?.comparisons ?? [];
  const rows = comparisons.map(
    ({ problem, oursMicroseconds, cMicroseconds, timesC, greatestDifference, note }) =>
      note === undefined
        ? [
            problem,
            number(oursMicroseconds.median),
            number(cMicroseconds.median),
            ratioText(timesC),
            greatestDifference.toExponential(1),
          ]
        : [problem, "", "", note, ""],
  );
  if (rows.length === 0) return "";
  return [
    "Same algorithm in C",
    ...alignedRows([["", "ours µs", "C µs", "ours over C", "states differ by"], ...rows]),
  ].join("\n");
}

function trainingText(results) {
  const trainings = results.get("training")?.trainings ?? [];
  const rows = trainings.flatMap(({ name, epochs, ours, comparisons }) =>
    comparisons.map(({ peer, peerSeconds, ratio, error }) => [
      `${name}, ${epochs} epochs`,
      peer,
      `${number(peerSeconds.median)} s`,
      error.toExponential(1),
      `${number(ours.seconds.median)} s`,
      ours.error.toExponential(1),
      ratioText(ratio),
    ]),
  );
  if (rows.length === 0) return "";
  return [
    "Training",
    ...alignedRows([["", "peer", "peer", "its error", "ours", "our error", "ratio"], ...rows]),
  ].join("\n");
}

function startUpText(results) {
  const result = results.get("start-up");
  if (result === undefined) return "";
  const groups = { newNetwork: result.newNetwork, largeNetwork: result.largeNetwork ?? {} };
  const rows = Object.entries(groups).flatMap(([group, values]) =>
    Object.entries(values).map(([key, { median, least, greatest }]) => [
      `${group}.${key}`,
      number(median),
      `${number(least)}–${number(greatest)}`,
    ]),
  );
  const { median, least, greatest } = result.command.milliseconds;
  rows.push(["command.milliseconds", number(median), `${number(least)}–${number(greatest)}`]);
  return ["Start-up", ...alignedRows([["", "median", "range"], ...rows])].join("\n");
}

function markdownOf(results, text) {
  const solves = [...results.values()].filter(({ kind }) => kind === "solves").map(problemText);
  const machines = [...results.values()].map(({ machine }) => machine);
  const loads = machines.map(({ load }) => load);
  const [machine] = machines;
  const where =
    machine === undefined
      ? ""
      : `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; load while measuring ${Math.min(...loads)} to ${Math.max(...loads)}.`;
  const why = "Why targets are missed: [docs/simulation.md](../../docs/simulation.md#speed).";
  return `# Benchmark results\n\nMade by \`pnpm bench\`. ${where}\n${why}\n\n![Cost against network size](cost.svg)\n\n\`\`\`text\n${text}\n\n${solves.join("\n")}\`\`\`\n`;
}
