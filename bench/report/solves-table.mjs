// Results of a problem as text.

/** One line for each comparison. */
export function problemText({ title, sizes, samples, comparisons, references, notes }) {
  const header = `${title}: ${sizes.species} species, ${sizes.reactions} reactions; folded ${sizes.unknowns} unknowns, ${sizes.terms} terms; ${samples} samples`;
  const rows = comparisons.map((comparison) => [
    comparison.label,
    comparison.equations,
    comparison.error.toExponential(1),
    microseconds(comparison.peerMicroseconds.median),
    comparison.ratio === undefined ? "–" : microseconds(comparison.oursMicroseconds),
    comparison.ratio === undefined ? "–" : ratioText(comparison.ratio),
    comparison.batchRatio === undefined ? "–" : microseconds(comparison.batchMicroseconds),
    comparison.batchRatio === undefined ? "–" : ratioText(comparison.batchRatio),
  ]);
  const checked =
    references?.disagreement === undefined
      ? ""
      : `  references agree to ${references.disagreement.toExponential(1)}`;
  const lines = [
    header,
    checked,
    ...alignedRows([
      ["peer", "equations", "error", "peer µs", "ours µs", "ratio", "batch µs", "ratio"],
      ...rows,
    ]),
  ];
  return [...lines, ...notes.map((note) => `  note: ${note}`), ""]
    .filter((line, index, all) => line !== "" || index === all.length - 1)
    .join("\n");
}

export function ratioText({ median, least, greatest }) {
  if (least === greatest) return `${number(median)}×`;
  return `${number(median)}× (${number(least)}–${number(greatest)})`;
}

/** Columns as wide as their widest cell. */
export function alignedRows(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ")}`.trimEnd(),
  );
}

export function microseconds(value) {
  return number(value);
}

export function number(value) {
  if (value >= 100) return Math.round(value).toLocaleString("en-US").replaceAll(",", " ");
  return String(Number(value.toPrecision(3)));
}
