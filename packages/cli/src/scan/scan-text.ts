// A finished scan → what a terminal shows of it.

import { isStochastic, type ReportEntry, type ScanPoint, type ScanResult } from "@ncrn/experiments";
import { methodName, roundedText } from "../simulation/simulation-text.js";
import { counted, numberText, tableText } from "../table.js";

/** Of a longer scan the beginning and the end are shown. */
const MOST_ROWS = 40;

/** The network, what was varied and how, and a row a point. */
export function scanText(result: ScanResult): string {
  const { points, measures } = result;
  const heading = `${headingText(result)} (${methodText(result)})`;
  if (points.length === 0) return `${heading}: no results`;
  const spread = new Set(
    points.flatMap((point) => point.measures.filter(hasSpread).map(({ label }) => label)),
  );
  const header = [...result.axes, ...measures].flatMap(({ name, unit }) => [
    unit === undefined ? name : `${name} [${unit}]`,
    ...(spread.has(name) ? [""] : []),
  ]);
  const rows = points.map((point) => rowOf(point, result, spread));
  const shown =
    rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS / 2), ...rows.slice(-MOST_ROWS / 2)];
  const lines = tableText([header, ...shown], "  ").split("\n");
  if (shown.length < rows.length)
    lines.splice(
      1 + MOST_ROWS / 2,
      0,
      `  … ${counted(rows.length - shown.length, "more row")}; \`--csv FILE\` writes all of them`,
    );
  return [heading, ...lines].join("\n");
}

/** What starts with another number of molecules than its concentration says; of many runs the first few. */
export function roundedTexts({ points, concentrationUnit }: ScanResult): readonly string[] {
  const texts = points.flatMap(({ rounded }) => rounded.map((one) => roundedText(one, concentrationUnit)));
  const distinct = [...new Set(texts)];
  return distinct.length <= MOST_NOTES
    ? distinct
    : [...distinct.slice(0, MOST_NOTES), `${distinct.length - MOST_NOTES} more starts are rounded`];
}

const MOST_NOTES = 4;

function headingText({ network, axes, points }: ScanResult): string {
  const all = axes.reduce((product, { values }) => product * values.length, 1);
  const count = points.length < all ? `${points.length} of ${all} runs` : counted(all, "run");
  return `${network} over ${axes.map(({ name }) => name).join(" and ")}: ${count}`;
}

/** The method, and of random runs how many there are of each combination. */
function methodText({ method, points }: ScanResult): string {
  const most = points.reduce((runs, point) => Math.max(runs, point.runs), 0);
  if (!isStochastic(method) || most < 2) return methodName(method);
  return `${methodName(method)}, ${most} each`;
}

function hasSpread({ deviation }: ReportEntry): boolean {
  return deviation !== undefined && !Number.isNaN(deviation);
}

function rowOf(point: ScanPoint, { measures }: ScanResult, spread: ReadonlySet<string>): readonly string[] {
  const entries = new Map(point.measures.map((entry) => [entry.label, entry]));
  const cells = measures.flatMap(({ name }) => {
    const entry = entries.get(name);
    const hasValue = entry !== undefined && !Number.isNaN(entry.value);
    const deviation = entry !== undefined && hasSpread(entry) ? `± ${numberText(entry.deviation!)}` : "";
    return [hasValue ? numberText(entry.value) : "–", ...(spread.has(name) ? [deviation] : [])];
  });
  return [...point.values.map((value) => numberText(value)), ...cells, remarkOn(point, measures.length)];
}

/** Why a point or a measure has no value, and what is doubtful of those that have one. */
function remarkOn({ status, failure, diagnostics, measures }: ScanPoint, count: number): string {
  if (status === "failed") {
    return `failed: ${failure?.message ?? diagnostics[0]?.message ?? "the text has errors with these values"}`;
  }
  return measures
    .filter(({ note }) => note !== undefined)
    .map(({ label, note }) => (count > 1 ? `${label}: ${note}` : note))
    .join("; ");
}
