// Colours of lines that stay apart for the colour-blind (Okabe and Ito), on light and on dark grounds, and dashes for
// the lines beyond the last colour; ramps for lines in an order.

export const LIGHT_COLOURS: readonly string[] = [
  "#0072B2",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#B87A00",
  "#2F9BD6",
  "#8C6D1F",
  "#666666",
];

export const DARK_COLOURS: readonly string[] = [
  "#4FA9E2",
  "#FF8A3D",
  "#2FCB9C",
  "#E69BC4",
  "#F0B93A",
  "#9AD4F5",
  "#C7A75A",
  "#BBBBBB",
];

/** From dark to bright, all of which can be seen on a light ground; also for the colour-blind, since they grow lighter. */
export const LIGHT_RAMP: readonly string[] = ["#0D0887", "#5B02A3", "#9A179B", "#CB4679", "#E5683C"];

/** The same on a dark ground. */
export const DARK_RAMP: readonly string[] = ["#8F6BFF", "#C565D8", "#F0709A", "#FD9B54", "#F6E84A"];

/** Lengths of dashes and gaps in pixels; the first is a whole line. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

/** The colour at a share of a ramp, from 0 to 1. */
export function colourOnRamp(ramp: readonly string[], share: number): string {
  const place = Math.min(Math.max(share, 0), 1) * (ramp.length - 1);
  const below = Math.min(Math.floor(place), ramp.length - 2);
  const [low, high] = [channelsOf(ramp[below]), channelsOf(ramp[below + 1])];
  const mixed = low.map((channel, index) => channel + (high[index]! - channel) * (place - below));
  return `#${mixed.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

function channelsOf(colour = "#000000"): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
