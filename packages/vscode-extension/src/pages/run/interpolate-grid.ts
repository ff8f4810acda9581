// Values on a grid → values between its points.

/**
 * The value at shares of the width and height of a grid whose points stand in the middle of cells, from its neighbours;
 * where one of them has no value, that of the cell. `values` are rows from the bottom.
 */
export function interpolated(values: readonly (readonly number[])[], across: number, up: number): number {
  const columns = values[0]?.length ?? 0;
  const x = between(across * columns - 0.5, columns - 1);
  const y = between(up * values.length - 0.5, values.length - 1);
  const [left, bottom] = [Math.floor(x), Math.floor(y)];
  const [right, top] = [Math.min(left + 1, columns - 1), Math.min(bottom + 1, values.length - 1)];
  const at = (row: number, column: number): number => values[row]?.[column] ?? Number.NaN;
  const [s, t] = [x - left, y - bottom];
  const value =
    (at(bottom, left) * (1 - s) + at(bottom, right) * s) * (1 - t) +
    (at(top, left) * (1 - s) + at(top, right) * s) * t;
  return Number.isFinite(value) ? value : at(Math.round(y), Math.round(x));
}

function between(value: number, most: number): number {
  return Math.min(Math.max(value, 0), Math.max(most, 0));
}
