// Summaries → Markdown.
import { markdownTable } from "../reproduce/table.mjs";
import { CIRCUITS } from "./circuits.mjs";
import { PERTURBATIONS, UNPERTURBED } from "./perturbations.mjs";

const PERCENT = new Set(["rates", "rates-cancelled", "amounts", "durations", "feed-times"]);

/** One row a perturbation and size, one column a circuit: the loss relative to the unperturbed one. */
export function ratioTable(summaries) {
  const circuits = Object.keys(CIRCUITS);
  const rows = [UNPERTURBED, ...PERTURBATIONS].flatMap(({ name, title, levels }) => {
    const mine = summaries.filter(({ perturbation }) => perturbation === name);
    const present = levels.filter((level) => mine.some((summary) => summary.level === level));
    const shown = present.length > 0 ? present : [...new Set(mine.map(({ level }) => level))];
    return shown.map((level, index) => [
      index > 0 ? "" : title,
      levelText(name, level),
      ...circuits.map((circuit) =>
        cellText(
          name,
          mine.find((summary) => summary.circuit === circuit && summary.level === level),
        ),
      ),
    ]);
  });
  return markdownTable([
    ["perturbation", "size", ...circuits.map((circuit) => CIRCUITS[circuit].title)],
    ...rows,
  ]);
}

/** Losses, accuracies and scatter in full. */
export function fullTable(summaries) {
  const rows = summaries.map((summary) => [
    summary.perturbation,
    levelText(summary.perturbation, summary.level),
    CIRCUITS[summary.circuit].title,
    spreadText(summary.loss),
    rangeText(summary.ratio),
    summary.accuracy === undefined ? "–" : `${(100 * summary.accuracy.mean).toFixed(1)} %`,
    spreadText(summary.outputDeviation),
    summary.outputBias === undefined
      ? "–"
      : `${summary.outputBias.mean.toPrecision(2)} (error of each seed ${summary.outputBiasError.mean.toPrecision(2)})`,
  ]);
  const header = [
    "perturbation",
    "size",
    "circuit",
    "loss",
    "relative",
    "accuracy",
    "scatter of output",
    "bias of output",
  ];
  return markdownTable([header, ...rows]);
}

function cellText(name, summary) {
  if (summary === undefined) return "–";
  return name === UNPERTURBED.name ? spreadText(summary.loss) : rangeText(summary.ratio);
}

function levelText(name, level) {
  if (typeof level === "string") return level === "none" ? "" : level;
  if (PERCENT.has(name)) return `${+(100 * level).toPrecision(3)} %`;
  return level >= 1 || level === 0 ? String(level) : level.toExponential(0);
}

/** Geometric mean, least and greatest. */
function rangeText({ mean, least, greatest, values }) {
  if (!Number.isFinite(greatest)) return `${values.filter(Number.isFinite).length} of ${values.length} end`;
  if (ratioText(least) === ratioText(greatest)) return ratioText(mean);
  return `${ratioText(mean)} (${ratioText(least)} – ${ratioText(greatest)})`;
}

function ratioText(value) {
  if (value >= 1e5) return value.toExponential(0).replace("+", "");
  return value >= 100 ? Math.round(value).toString() : value.toFixed(value >= 10 ? 1 : 2);
}

/** Mean and standard deviation. */
function spreadText(spread) {
  if (spread === undefined) return "–";
  const { mean, deviation } = spread;
  if (!Number.isFinite(mean)) return "escapes";
  return deviation === undefined ? numberText(mean) : `${numberText(mean)} ± ${numberText(deviation, 2)}`;
}

function numberText(value, digits = 3) {
  return value >= 1000 ? Math.round(value).toString() : value.toPrecision(digits);
}
