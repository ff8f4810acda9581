// Min-max scaling with the statistics of one table.

import type { Cell, ColumnScaling, DataTable } from "./data-set.js";

/** Least and greatest value of the named columns; columns that the table lacks or that hold text are left out. */
export function scalingFromTable(table: DataTable, columns: readonly string[]): readonly ColumnScaling[] {
  return [...new Set(columns)].flatMap((column) => {
    const index = table.columns.indexOf(column);
    const values = index === -1 ? [] : table.rows.map((row) => row[index]);
    if (values.length === 0 || values.some((value) => typeof value !== "number")) return [];
    const [minimum, maximum] = extent(values as number[]);
    return [{ column, minimum, maximum }];
  });
}

/** Maps the scaled columns to 0…1 (of the table that gave the statistics); a constant column becomes 0. */
export function scaleTable(table: DataTable, scaling: readonly ColumnScaling[]): DataTable {
  const byIndex = new Map(scaling.map((entry) => [table.columns.indexOf(entry.column), entry]));
  const rows = table.rows.map((row) =>
    row.map((cell, index) => {
      const entry = byIndex.get(index);
      return entry === undefined ? cell : scaledCell(cell, entry);
    }),
  );
  return { columns: table.columns, rows };
}

function scaledCell(cell: Cell, { minimum, maximum }: ColumnScaling): Cell {
  if (typeof cell !== "number") return cell;
  return minimum === maximum ? 0 : (cell - minimum) / (maximum - minimum);
}

/** The original value of a scaled one. */
export function unscaled(value: number, { minimum, maximum }: ColumnScaling): number {
  return minimum + value * (maximum - minimum);
}

function extent(values: readonly number[]): [number, number] {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  return [minimum, maximum];
}
