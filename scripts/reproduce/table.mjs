// Summaries → Markdown.

const PERCENT = new Set(["validation accuracy", "grid accuracy"]);

const HEADER = [
  "experiment",
  "measured",
  "chemistry",
  "gradient descent",
  "ideal equations",
  "authors",
  "limit",
  "met",
];

/** One row a measure. `link` makes the first column a link to the model. */
export function tableText(summaries, { link }) {
  const rows = summaries.flatMap((summary) =>
    summary.measures.map((measure, index) => [
      index > 0 ? "" : link ? `[${nameText(summary)}](${summary.name}.ncrn)` : nameText(summary),
      measure.over === undefined ? measure.measure : `${measure.measure}, ${measure.over} seeds`,
      ...["chemistry", "descent", "ideal"].map((method) => spreadText(measure[method], measure.measure)),
      valueText(measure.authors, measure.measure),
      limitText(measure),
      { true: "yes", false: "**no**" }[String(measure.met)] ?? "–",
    ]),
  );
  return markdownTable([HEADER, ...rows]);
}

/** Size of the circuits. */
export function circuitTableText(summaries) {
  const rows = summaries.map((summary) => [
    nameText(summary),
    String(summary.reactions ?? "–"),
    String(summary.species ?? "–"),
    String(summary.order ?? "–"),
    String(summary.epochs ?? "–"),
    summary.seeds.length > 0 ? String(summary.seeds.length) : "–",
  ]);
  const header = ["experiment", "reactions", "species", "order", "epochs", "seeds"];
  return markdownTable([header, ...rows]);
}

/** Cells, the header first, with columns in line. */
export function markdownTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const [header, ...body] = rows;
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

function spreadText(spread, measure) {
  if (spread === undefined) return "–";
  const { mean, deviation } = spread;
  if (!Number.isFinite(mean)) return "escapes";
  return deviation === undefined
    ? valueText(mean, measure)
    : `${valueText(mean, measure)} ± ${valueText(deviation, measure, 2)}`;
}

function valueText(value, measure, digits = 3) {
  if (value === undefined) return "–";
  return PERCENT.has(measure) ? `${(100 * value).toFixed(1)} %` : value.toPrecision(digits);
}

function nameText({ name, record }) {
  return record === undefined ? name : `${name} ${record}`;
}

function limitText({ limit, measure }) {
  if (limit.atMost === undefined && limit.atLeast === undefined) return "–";
  const [sign, value] = limit.atMost === undefined ? ["≥", limit.atLeast] : ["≤", limit.atMost];
  return `${sign} ${PERCENT.has(measure) ? `${+(100 * value).toFixed(1)} %` : value}`;
}
