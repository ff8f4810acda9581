// The range of an axis → places for ticks, and their labels.

import { numberLabel } from "../shared/number-label.js";

/** A labelled place on an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** About `count` round places from `low` to `high`; on a logarithmic axis powers of ten, or 1, 2 and 5 of each. */
export function axisTicks(low: number, high: number, isLogarithmic: boolean, count = 6): readonly Tick[] {
  const values = isLogarithmic ? logarithmicPlaces(low, high, count) : evenPlaces(low, high, count);
  return values.map((value) => ({ value, label: numberLabel(value) }));
}

function evenPlaces(low: number, high: number, count: number): readonly number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step, step));
}

function logarithmicPlaces(low: number, high: number, count: number): readonly number[] {
  if (!(low > 0 && Number.isFinite(high))) return [];
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const stride = Math.max(1, Math.ceil((last - first + 1) / count));
  const powers: number[] = [];
  for (let exponent = first; exponent <= last; exponent += stride) powers.push(10 ** exponent);
  if (powers.length > 2) return powers;
  const between: number[] = [];
  for (let exponent = first - 1; exponent <= last; exponent++)
    for (const factor of [1, 2, 5]) between.push(factor * 10 ** exponent);
  return between.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

/** Sums of steps carry rounding errors that nobody wants to read. */
function rounded(value: number, step: number): number {
  const digits = Math.max(0, 1 - Math.floor(Math.log10(step)));
  return digits > 15 ? value : Number(value.toFixed(Math.min(digits, 100)));
}
