// Values on a rectangular grid → the line on which they equal a threshold, as segments (marching squares).

/** A regular grid; `values[i][j]` belongs to `xs[i]`, `ys[j]`. */
export interface GridValues {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly values: readonly (readonly number[])[];
}

export interface Segment {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
}

type Point = readonly [number, number];

/** Segments cell by cell; in a saddle cell the two pairs are joined in the order of the edges. */
export function thresholdContour({ xs, ys, values }: GridValues, threshold: number): readonly Segment[] {
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < xs.length; i++) {
    for (let j = 0; j + 1 < ys.length; j++) {
      const corners: readonly (readonly [Point, number])[] = [
        [[xs[i]!, ys[j]!], values[i]![j]! - threshold],
        [[xs[i + 1]!, ys[j]!], values[i + 1]![j]! - threshold],
        [[xs[i + 1]!, ys[j + 1]!], values[i + 1]![j + 1]! - threshold],
        [[xs[i]!, ys[j + 1]!], values[i]![j + 1]! - threshold],
      ];
      const crossings = corners.flatMap((corner, index) => crossing(corner, corners[(index + 1) % 4]!));
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const [[x, y], [x2, y2]] = [crossings[k]!, crossings[k + 1]!];
        segments.push({ x, y, x2, y2 });
      }
    }
  }
  return segments;
}

/** The point between two corners at which the value is 0, by linear interpolation. */
function crossing(
  [from, low]: readonly [Point, number],
  [to, high]: readonly [Point, number],
): readonly Point[] {
  if (low > 0 === high > 0) return [];
  const share = low / (low - high);
  return [[from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]];
}
