// Rows of text → aligned columns for a terminal.

/** Two-space separated columns; numbers are aligned right. Rows may have different lengths. */
export function tableText(rows: readonly (readonly string[])[], indent = ""): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, column) => padded(cell, widths[column]!))
          .join("  ")
          .trimEnd(),
    )
    .join("\n");
}

/** A number with the given count of significant digits, plainly written where that is readable. */
export function numberText(value: number, digits = 6): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  if (magnitude < 1e-4 || magnitude >= 1e7)
    return value
      .toExponential(digits - 1)
      .replace(/\.?0+e/, "e")
      .replace("e+", "e");
  const fixed = value.toPrecision(digits);
  return fixed.includes("e")
    ? String(Number(fixed))
    : fixed.includes(".")
      ? fixed.replace(/\.?0+$/, "")
      : fixed;
}

/** `1 reaction`, `3 reactions`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

const NUMBER = /^-?(\d|\.\d|NaN$|Infinity$)[\d.e+%\- ]*$/;

function padded(cell: string, width: number): string {
  return NUMBER.test(cell) ? cell.padStart(width) : cell.padEnd(width);
}
