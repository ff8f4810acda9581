// Colours of lines that stay apart for the colour-blind (Okabe and Ito), on light and on dark grounds, and dashes for
// the lines beyond the last colour.

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

/** Lengths of dashes and gaps in pixels; the first is a whole line. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];
