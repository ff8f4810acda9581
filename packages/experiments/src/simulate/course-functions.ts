// Numbers that sum up a time course: extremes, period, areas of pulses, overlap.

/** Sampled values of one quantity. */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Mean over time, by the trapezoidal rule. */
export function timeMean({ times, values }: Samples): number {
  const length = times.at(-1)! - times[0]!;
  return length > 0
    ? integral({ times, values }, times[0]!, times.at(-1)!) / length
    : (values[0] ?? Number.NaN);
}

/** The least of any number of values; infinity of none. */
export function smallestOf(values: Iterable<number>): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const value of values) smallest = Math.min(smallest, value);
  return smallest;
}

/** The largest of any number of values; minus infinity of none. */
export function largestOf(values: Iterable<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of values) largest = Math.max(largest, value);
  return largest;
}

/** Mean time between rising crossings of the mean value; NaN with fewer than two. */
export function periodOf(samples: Samples): number {
  const crossings = risingCrossings(samples, timeMean(samples));
  if (crossings.length < 2) return Number.NaN;
  return (crossings.at(-1)! - crossings[0]!) / (crossings.length - 1);
}

/**
 * True if an oscillation is sampled too rarely for its period to be seen: on average it stays above its mean, or below it,
 * for fewer than three samples. Samples without any relation to each other stay there for fewer than two.
 */
export function isSampledTooRarely(samples: Samples): boolean {
  const { values } = samples;
  const level = timeMean(samples);
  let [above, below, changes] = [0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const isAbove = values[index]! > level;
    if (isAbove) above++;
    else below++;
    if (index > 0 && isAbove !== values[index - 1]! > level) changes++;
  }
  // Four changes make two whole stretches on one side of the mean at least.
  return changes >= 4 && (2 * Math.min(above, below)) / (changes + 1) < 3;
}

/**
 * True if an oscillation does not last: it has stopped for three of its periods at the end, or its last swing is less than a
 * fifth of its first one. Its period is then that of what it was at the start.
 */
export function diesAway(samples: Samples): boolean {
  const { times, values } = samples;
  const crossings = risingCrossings(samples, timeMean(samples));
  const [first, second] = crossings;
  const [last, beforeLast] = [crossings.at(-1), crossings.at(-2)];
  if (first === undefined || second === undefined || last === undefined || beforeLast === undefined)
    return false;
  if (times.at(-1)! - last > 3 * periodOf(samples)) return true;
  const swing = (from: number, to: number): number => {
    const between = values.filter((_, index) => times[index]! >= from && times[index]! <= to);
    return largestOf(between) - smallestOf(between);
  };
  return crossings.length > 2 && swing(beforeLast, last) < 0.2 * swing(first, second);
}

/**
 * The time integral of each complete pulse. Pulses are parted where the value is least between falling and rising
 * through its mean; what is cut off by the start or the end is left out. One integral of everything if there is no pulse.
 */
export function pulseAreas(samples: Samples): readonly number[] {
  const { times, values } = samples;
  const level = timeMean(samples);
  const rises = risingCrossings(samples, level);
  if (rises.length === 0) return [integral(samples, times[0]!, times.at(-1)!)];
  const startsBelow = values[0]! <= level;
  const borders = [
    ...(startsBelow ? [times[0]!] : [timeOfMinimum(samples, times[0]!, rises[0]!)]),
    ...rises.slice(1).map((rise, index) => timeOfMinimum(samples, rises[index]!, rise)),
  ];
  const areas = borders.slice(1).map((border, index) => integral(samples, borders[index]!, border));
  return areas.length > 0 ? areas : [integral(samples, times[0]!, times.at(-1)!)];
}

/** The largest value that two quantities have at the same time. */
export function overlapOf(first: Float64Array, second: Float64Array): number {
  return first.reduce(
    (largest, value, index) => Math.max(largest, Math.min(value, second[index]!)),
    Number.NEGATIVE_INFINITY,
  );
}

/** Times at which the value rises through the level, by linear interpolation. */
function risingCrossings({ times, values }: Samples, level: number): readonly number[] {
  const crossings: number[] = [];
  for (let index = 1; index < values.length; index++) {
    const [before, after] = [values[index - 1]! - level, values[index]! - level];
    if (before > 0 || after <= 0) continue;
    const [from, to] = [times[index - 1]!, times[index]!];
    crossings.push(from + ((to - from) * before) / (before - after));
  }
  return crossings;
}

function timeOfMinimum({ times, values }: Samples, from: number, to: number): number {
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < times.length; index++) {
    if (times[index]! < from || times[index]! > to || values[index]! >= least) continue;
    least = values[index]!;
    best = times[index]!;
  }
  return best;
}

/** Trapezoidal rule over the samples from `from` to `to`. */
function integral({ times, values }: Samples, from: number, to: number): number {
  let area = 0;
  for (let index = 1; index < times.length; index++) {
    if (times[index - 1]! < from || times[index]! > to) continue;
    area += 0.5 * (values[index - 1]! + values[index]!) * (times[index]! - times[index - 1]!);
  }
  return area;
}
