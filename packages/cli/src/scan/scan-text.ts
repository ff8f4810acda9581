// A finished scan → what a terminal shows of it.

import { isStochastic, type ReportEntry, type ScanPoint, type ScanResult } from "@ncrn/experiments";
import { methodName, roundedText } from "../simulation/simulation-text.js";
import { counted, numberText, tableText } from "../table.js";

/** Of a longer scan the beginning and the end are shown. */
const MOST_ROWS = 40;

/** Of a read-out with more values, such as one for each of many pulses, the first are shown. */
const MOST_COLUMNS = 8;

/** The network, what was varied and how, and a row a point. */
export function scanText(result: ScanResult): string {
  const { points } = result;
  const { measures, hidden } = shownMeasures(result.measures);
  const heading = `${headingText(result)} (${methodText(result)})`;
  if (points.length === 0) return `${heading}: no results`;
  const spread = new Set(
    points.flatMap((point) => point.measures.filter(hasSpread).map(({ label }) => label)),
  );
  const header = [...result.axes, ...measures].flatMap(({ name, unit }) => [
    unit === undefined ? name : `${name} [${unit}]`,
    ...(spread.has(name) ? [""] : []),
  ]);
  const rows = points.map((point) => rowOf(point, result.measures, measures, spread));
  const shown =
    rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS / 2), ...rows.slice(-MOST_ROWS / 2)];
  const lines = tableText([header, ...shown], "  ").split("\n");
  if (shown.length < rows.length)
    lines.splice(
      1 + MOST_ROWS / 2,
      0,
      `  … ${counted(rows.length - shown.length, "more row")}; \`--csv FILE\` writes all of them`,
    );
  const left = [...hidden].map(
    ([name, count]) => `  … ${counted(count, "more column")} of ${name}; \`--csv FILE\` writes all of them`,
  );
  return [heading, ...lines, ...left].join("\n");
}

type Measure = ScanResult["measures"][number];

/** The measures that have a column, and of which read-outs how many have none. */
function shownMeasures(measures: readonly Measure[]): {
  readonly measures: readonly Measure[];
  readonly hidden: ReadonlyMap<string, number>;
} {
  const counts = new Map<string, number>();
  const shown = measures.filter(({ name }) => {
    const readout = readoutOf(name);
    const count = (counts.get(readout) ?? 0) + 1;
    counts.set(readout, count);
    return count <= MOST_COLUMNS;
  });
  const longer = [...counts].filter(([, count]) => count > MOST_COLUMNS);
  const hidden = new Map(longer.map(([name, count]) => [name, count - MOST_COLUMNS]));
  return { measures: shown, hidden };
}

/** `area(Pred)[3]` → `area(Pred)`, `final(x[2])` → `final(x)`: what all values of a read-out are called. */
function readoutOf(label: string): string {
  return label.replace(/\[\d+\](\)?)$/, "$1");
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

function rowOf(
  point: ScanPoint,
  measures: readonly Measure[],
  shown: readonly Measure[],
  spread: ReadonlySet<string>,
): readonly string[] {
  const entries = new Map(point.measures.map((entry) => [entry.label, entry]));
  const cells = shown.flatMap(({ name }) => {
    const entry = entries.get(name);
    const hasValue = entry !== undefined && !Number.isNaN(entry.value);
    const deviation = entry !== undefined && hasSpread(entry) ? `± ${numberText(entry.deviation!)}` : "";
    return [hasValue ? numberText(entry.value) : "–", ...(spread.has(name) ? [deviation] : [])];
  });
  const readouts = new Set(measures.map(({ name }) => readoutOf(name)));
  return [...point.values.map((value) => numberText(value)), ...cells, remarkOn(point, readouts.size)];
}

/** Why a point or a measure has no value, and what is doubtful of those that have one; each once a read-out. */
function remarkOn({ status, failure, diagnostics, measures }: ScanPoint, count: number): string {
  if (status === "failed") {
    return `failed: ${failure?.message ?? diagnostics[0]?.message ?? "the text has errors with these values"}`;
  }
  const labelled = (label: string, remark: string) => (count > 1 ? `${label}: ${remark}` : remark);
  const remarks = measures.flatMap(({ label, remark }) =>
    remark === undefined ? [] : [labelled(readoutOf(label), remark)],
  );
  const share = shareOfRuns(measures);
  const shares = share === undefined ? [] : [labelled(share.readouts, share.text)];
  return [...new Set([...remarks, ...shares])].join("; ");
}

/** In how many of the runs there is a number, of the read-outs that not all runs have: the fewest and the most. */
function shareOfRuns(
  measures: readonly ReportEntry[],
): { readonly readouts: string; readonly text: string } | undefined {
  const shares = measures.flatMap(({ label, share }) =>
    share === undefined ? [] : [{ readout: readoutOf(label), ...share }],
  );
  const [first] = shares;
  if (first === undefined) return undefined;
  const least = shares.reduce((fewest, { some }) => Math.min(fewest, some), first.some);
  const most = shares.reduce((highest, { some }) => Math.max(highest, some), first.some);
  const some = least === most ? `${least}` : `${least} to ${most}`;
  const readouts = [...new Set(shares.map(({ readout }) => readout))].join(", ");
  return { readouts, text: `in ${some} of ${first.all} runs` };
}
