// What a network answers over two columns → the colours of a map, and where values are on it.

import type { BoundaryPicture } from "../../messages/run-messages.js";
import { interpolated } from "./interpolate-grid.js";

/** Width and height of a map with its axes. */
export const MAP_SIZE = 420;
export const MAP_FRAME = { left: 56, right: 12, top: 12, bottom: 44 };
export const MAP_WIDTH: number = MAP_SIZE - MAP_FRAME.left - MAP_FRAME.right;
export const MAP_HEIGHT: number = MAP_SIZE - MAP_FRAME.top - MAP_FRAME.bottom;

type Colour = readonly [number, number, number];

const BELOW: Colour = [213, 94, 0];
const ABOVE: Colour = [0, 114, 178];

/** The colour of a point of the data, and of the strongest answers on its side of the threshold. */
export function colourOfSide(isAbove: boolean): string {
  return `rgb(${(isAbove ? ABOVE : BELOW).join(" ")})`;
}

/** What the map looks like near the threshold: the ground, and how much of the colours there is. */
export interface MapLook {
  readonly middle: Colour;
  readonly least: number;
}

export const LIGHT_MAP: MapLook = { middle: [247, 247, 247], least: 0.15 };
export const DARK_MAP: MapLook = { middle: [42, 42, 42], least: 0.35 };

/** Blue above the threshold, orange below; the ground shows where the output is near to it. Between the points of the grid the output is interpolated; where there is none, the picture stays as it is. */
export function paintMap(
  picture: ImageData,
  { values, threshold }: BoundaryPicture,
  { middle, least }: MapLook,
): void {
  const reach = Math.max(
    1e-12,
    ...values.flat().flatMap((value) => (Number.isFinite(value) ? [Math.abs(value - threshold)] : [])),
  );
  for (let row = 0; row < picture.height; row++)
    for (let column = 0; column < picture.width; column++) {
      const [across, up] = [(column + 0.5) / picture.width, 1 - (row + 0.5) / picture.height];
      const value = interpolated(values, across, up);
      if (!Number.isFinite(value)) continue;
      const share = least + 0.5 * Math.min(1, Math.abs(value - threshold) / reach);
      const end = value > threshold ? ABOVE : BELOW;
      const at = 4 * (row * picture.width + column);
      for (const channel of [0, 1, 2] as const)
        picture.data[at + channel] = middle[channel] + (end[channel] - middle[channel]) * share;
      picture.data[at + 3] = 255;
    }
}

/** From values of the columns to pixels. */
export interface MapScales {
  readonly across: (value: number) => number;
  readonly up: (value: number) => number;
}

/** Values of the grid stand for the middle of their cells. */
export function scalesOfMap({ x, y }: BoundaryPicture): MapScales {
  return {
    across: placeOn(x, MAP_FRAME.left, MAP_SIZE - MAP_FRAME.right),
    up: placeOn(y, MAP_SIZE - MAP_FRAME.bottom, MAP_FRAME.top),
  };
}

function placeOn(grid: readonly number[], from: number, to: number): (value: number) => number {
  const [first, last] = [grid[0] ?? 0, grid.at(-1) ?? 1];
  const half = (last - first) / (2 * Math.max(1, grid.length - 1));
  return (value) => from + ((value - first + half) / (last - first + 2 * half || 1)) * (to - from);
}
