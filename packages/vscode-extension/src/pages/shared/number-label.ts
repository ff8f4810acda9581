// Numbers as people read them.

/** A number as one reads it: `0.25`, `12000`, `3·10⁻⁷`. */
export function numberLabel(value: number): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) return String(Number(value.toPrecision(6))).replace("-", "−");
  const [mantissa = "1", exponent = "0"] = Number(value.toPrecision(4)).toExponential().split("e");
  const factor = mantissa === "1" ? "" : mantissa === "-1" ? "−" : `${mantissa.replace("-", "−")}·`;
  return `${factor}${powerOfTen(exponent)}`;
}

/** `10⁻⁷` of `-7`, `10²` of `+2`. */
export function powerOfTen(exponent: string): string {
  return `10${[...exponent.replace("+", "")].map((digit) => SUPERSCRIPTS[digit] ?? "").join("")}`;
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
