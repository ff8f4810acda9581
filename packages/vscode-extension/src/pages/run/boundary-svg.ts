// A decision boundary → a drawing for a paper: the map as a picture, everything on it and around it as shapes and text.

import type { BoundaryPicture } from "../../messages/run-messages.js";
import { element } from "../shared/elements.js";
import { numberOfSvg, textOfSvg } from "../shared/svg-text.js";
import { axisTicks } from "./axis-ticks.js";
import {
  colourOfSide,
  LIGHT_MAP,
  MAP_FRAME,
  MAP_HEIGHT,
  MAP_SIZE,
  MAP_WIDTH,
  type MapScales,
  paintMap,
  scalesOfMap,
} from "./boundary-map.js";

const INK = "#222222";
const TITLE_HEIGHT = 22;
const LEGEND_ROW = 18;
const CHARACTER = 7;
const FINENESS = 2;

/** A complete SVG document. */
export function svgOfBoundary(boundary: BoundaryPicture): string {
  const scales = scalesOfMap(boundary);
  const height = TITLE_HEIGHT + MAP_SIZE + 2 * LEGEND_ROW + 8;
  const { left, top } = MAP_FRAME;
  const place = `x="${left}" y="${top}" width="${MAP_WIDTH}" height="${MAP_HEIGHT}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${-TITLE_HEIGHT} ${MAP_SIZE} ${height}" width="${MAP_SIZE}" height="${height}" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="${INK}">`,
    `<rect y="${-TITLE_HEIGHT}" width="100%" height="100%" fill="#ffffff"/>`,
    text("Decision boundary", MAP_SIZE / 2, 0, 'text-anchor="middle" font-weight="bold"'),
    `<image ${place} preserveAspectRatio="none" href="${mapPicture(boundary)}"/>`,
    `<rect ${place} fill="none" stroke="${INK}"/>`,
    ...boundary.points.map((point) => pointMark(point, scales)),
    ...axes(boundary, scales),
    ...legend(boundary),
    `</svg>`,
    "",
  ].join("\n");
}

/** Nothing where the network has no answer. */
function mapPicture(boundary: BoundaryPicture): string {
  const [width, height] = [MAP_WIDTH * FINENESS, MAP_HEIGHT * FINENESS];
  const canvas = element("canvas", { width: String(width), height: String(height) });
  const context = canvas.getContext("2d");
  if (context === null) return "data:,";
  const picture = context.createImageData(width, height);
  paintMap(picture, boundary, LIGHT_MAP);
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL("image/png");
}

function pointMark(
  { x, y, part, above }: BoundaryPicture["points"][number],
  { across, up }: MapScales,
): string {
  return mark(
    part,
    { x: across(x), y: up(y) },
    `fill="${colourOfSide(above)}" stroke="#ffffff" stroke-width="0.8"`,
  );
}

function mark(
  part: "training" | "validation",
  { x, y }: { readonly x: number; readonly y: number },
  look: string,
): string {
  return part === "training"
    ? `<circle cx="${numberOfSvg(x)}" cy="${numberOfSvg(y)}" r="3.4" ${look}/>`
    : `<rect x="${numberOfSvg(x - 3)}" y="${numberOfSvg(y - 3)}" width="6" height="6" ${look}/>`;
}

function axes({ x, y, columns }: BoundaryPicture, { across, up }: MapScales): readonly string[] {
  const bottom = MAP_SIZE - MAP_FRAME.bottom;
  const centre = 'text-anchor="middle"';
  const middle = MAP_FRAME.top + MAP_HEIGHT / 2;
  return [
    ...axisTicks(x[0] ?? 0, x.at(-1) ?? 1, false, 5).map(({ value, label }) =>
      text(label, across(value), bottom + 16, centre),
    ),
    ...axisTicks(y[0] ?? 0, y.at(-1) ?? 1, false, 5).map(({ value, label }) =>
      text(label, MAP_FRAME.left - 6, up(value) + 4, 'text-anchor="end"'),
    ),
    text(columns[0], MAP_FRAME.left + MAP_WIDTH / 2, MAP_SIZE - 8, centre),
    text(columns[1], 0, 0, `${centre} transform="translate(14 ${middle}) rotate(-90)"`),
  ];
}

/** What colours mean in one row, and what shapes mean in the next. */
function legend({ output, threshold, points }: BoundaryPicture): readonly string[] {
  const square = (isAbove: boolean) => (x: number, y: number) =>
    `<rect x="${x}" y="${y - 9}" width="10" height="10" fill="${colourOfSide(isAbove)}"/>`;
  const shape = (part: "training" | "validation") => (x: number, y: number) =>
    mark(part, { x: x + 5, y: y - 4 }, `fill="${INK}"`);
  const parts = (["training", "validation"] as const).filter((part) =>
    points.some((one) => one.part === part),
  );
  const rows = [
    [
      { sample: square(true), label: `${output} > ${threshold}` },
      { sample: square(false), label: `${output} ≤ ${threshold}` },
    ],
    parts.map((part) => ({ sample: shape(part), label: part })),
  ];
  return rows.flatMap((entries, row) => {
    let x = MAP_FRAME.left;
    const y = MAP_SIZE + 8 + row * LEGEND_ROW;
    return entries.map(({ sample, label }) => {
      const entry = sample(x, y) + text(label, x + 16, y, "");
      x += 16 + label.length * CHARACTER + 18;
      return entry;
    });
  });
}

function text(content: string, x: number, y: number, attributes: string): string {
  return `<text x="${numberOfSvg(x)}" y="${numberOfSvg(y)}" ${attributes}>${textOfSvg(content)}</text>`;
}
