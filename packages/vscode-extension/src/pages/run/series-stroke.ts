// A line of a chart → its colour and its dashes.

import { colourOnRamp, DASHES } from "../shared/colours.js";
import type { Theme } from "../shared/theme.js";
import type { Chart } from "./chart-data.js";

/** On the ramp if it has a place there; else the next colour, beyond the last of them with dashes. */
export function strokeOf(
  { series }: Pick<Chart, "series">,
  index: number,
  { lines, ramp, ink }: Pick<Theme, "lines" | "ramp" | "ink">,
): { readonly colour: string; readonly dash: readonly number[] } {
  const shade = series[index]?.shade;
  if (shade !== undefined) return { colour: colourOnRamp(ramp, shade), dash: [] };
  const dash = DASHES[Math.floor(index / lines.length) % DASHES.length] ?? [];
  return { colour: lines[index % lines.length] ?? ink, dash };
}
