// Rows of text → aligned columns for a terminal.

/** Two-space separated columns; a column of numbers is aligned right, its heading too. Rows may have different lengths. */
export function tableText(rows: readonly (readonly string[])[], indent = ""): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const layouts = Array.from({ length: columns }, (_, column) => {
    const cells = rows.map((row) => row[column] ?? "").filter((cell) => cell !== "");
    const width = Math.max(0, ...cells.map((cell) => cell.length));
    return {
      width,
      isNumeric: cells.slice(1).some((cell) => NUMBER.test(cell)) || NUMBER.test(cells[0] ?? ""),
    };
  });
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const { width, isNumeric } = layouts[column]!;
        return isNumeric ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ");
  return rows.map((row) => (indent + line(row)).trimEnd()).join("\n");
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

/** Also with a unit of percent or a sign of spread, which keep numbers below each other. */
const NUMBER = /^(± )?-?(\d|\.\d|NaN$|Infinity$)[\d.e+-]*( %)?$/;
