// The range of an axis → places for ticks, and their labels.

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

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/** A number as one reads it: `0.25`, `12000`, `3·10⁻⁷`. */
export function numberLabel(value: number): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) return String(Number(value.toPrecision(6))).replace("-", "−");
  const [mantissa = "1", exponent = "0"] = Number(value.toPrecision(4)).toExponential().split("e");
  const power = [...exponent.replace("+", "")].map((digit) => SUPERSCRIPTS[digit] ?? "").join("");
  const factor = mantissa === "1" ? "" : mantissa === "-1" ? "−" : `${mantissa.replace("-", "−")}·`;
  return `${factor}10${power}`;
}
