// A drawing as it is in sight → an SVG for a paper: on white, with names as text, arrows, and what the colours mean.

import { numberOfSvg, textOfSvg } from "../shared/svg-text.js";
import type { Palette } from "./graph-colours.js";
import type { DrawnBox, DrawnLine, GraphGeometry } from "./graph-geometry.js";
import { FONT_SIZE } from "./graph-style.js";
import type { NodePlace } from "./layout-graph.js";

/** What is told beside the shapes. */
export interface GraphCaption {
  /** Of the network. */
  readonly title: string;
  readonly legend: Palette["legend"];
  readonly colourOf: (id: string) => string;
  /** What a species or reaction is, in words: viewers show it where the pointer is. */
  readonly describe: (id: string) => string;
}

const MARGIN = 18;
const INK = "#222222";
const GROUND = "#ffffff";
const ARROW = { length: 8, halfWidth: 4 };
const DOT_RADIUS = 3;
const TURN_RADIUS = 12;
const LEGEND_ROW = 20;
const LEGEND_SWATCH = 11;
/** The mean width of a letter. */
const CHARACTER = 6.8;
/** A legend is not narrower than that, whatever the drawing is. */
const LEAST_WIDTH = 320;
/** In a larger drawing the legend is larger, too: it is to be read when all of it is seen. */
const LEGEND_SCALE_SIDE = 1600;

/** A complete SVG document in the coordinates of the drawing. */
export function svgOfGraph({ boxes, lines }: GraphGeometry, caption: GraphCaption): string {
  const frame = frameOf(boxes, lines);
  const legend = legendOf(caption.legend, frame);
  const height = frame.height + legend.height;
  const [x, y, width, tall] = [frame.left, frame.top, frame.width, height].map(numberOfSvg);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${tall}" width="${width}" height="${tall}" font-family="Helvetica, Arial, sans-serif" font-size="${FONT_SIZE}">`,
    `<title>${textOfSvg(caption.title)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${tall}" fill="${GROUND}"/>`,
    ...lines.map(lineMark),
    ...boxes.map((box) => boxMark(box, caption)),
    ...lines.flatMap(coefficientMark),
    ...legend.parts,
    `</svg>`,
    "",
  ].join("\n");
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Around everything. */
function frameOf(boxes: readonly DrawnBox[], lines: readonly DrawnLine[]): Frame {
  const corners = boxes.flatMap(({ place: { x, y }, width, height }) => [
    { x: x - width / 2, y: y - height / 2 },
    { x: x + width / 2, y: y + height / 2 },
  ]);
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of [...corners, ...lines.flatMap(({ between }) => between)]) {
    bounds.left = Math.min(bounds.left, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.right = Math.max(bounds.right, x);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  const { left, top, right, bottom } =
    corners.length === 0 ? { left: 0, top: 0, right: 0, bottom: 0 } : bounds;
  const width = Math.max(LEAST_WIDTH, right - left + 2 * MARGIN);
  return { left: (left + right - width) / 2, top: top - MARGIN, width, height: bottom - top + 2 * MARGIN };
}

function boxMark(
  { id, kind, place: { x, y }, width, height, label, border, opacity }: DrawnBox,
  { colourOf, describe }: GraphCaption,
): string {
  const colour = colourOf(id);
  const look =
    kind === "species"
      ? `rx="5" fill="${GROUND}" stroke="${colour}" stroke-width="${border}"`
      : `fill="${colour}"`;
  const [left, top, across, down] = [x - width / 2, y - height / 2, width, height].map(numberOfSvg);
  const name = kind === "species" ? writing(label, { x, y: y + 4 }, 'text-anchor="middle"') : "";
  const rectangle = `<rect x="${left}" y="${top}" width="${across}" height="${down}" ${look}/>`;
  return `<g class="${kind}"${opacityOf(opacity)}><title>${textOfSvg(describe(id))}</title>${rectangle}${name}</g>`;
}

function lineMark(line: DrawnLine): string {
  const { part, from, to, between, width, opacity } = line;
  const end = tipOf(to, between.at(-1) ?? from);
  const dashes = part === "catalyst" ? ' stroke-dasharray="6 3"' : "";
  const path = `<path d="${pathOf(line, part === "product" ? end.back : to)}" fill="none" stroke="${INK}" stroke-width="${numberOfSvg(width)}"${dashes}/>`;
  return `<g class="${part}"${opacityOf(opacity)}>${path}${headOf(line, end)}</g>`;
}

/** The end of an arrow: its corners, and where the line behind it ends. */
interface ArrowTip {
  readonly back: NodePlace;
  readonly corners: readonly [NodePlace, NodePlace];
}

function tipOf(to: NodePlace, before: NodePlace): ArrowTip {
  const length = Math.hypot(to.x - before.x, to.y - before.y) || 1;
  const [dx, dy] = [(to.x - before.x) / length, (to.y - before.y) / length];
  const back = { x: to.x - ARROW.length * dx, y: to.y - ARROW.length * dy };
  const corner = (side: number): NodePlace => ({
    x: back.x - side * ARROW.halfWidth * dy,
    y: back.y + side * ARROW.halfWidth * dx,
  });
  return { back, corners: [corner(1), corner(-1)] };
}

function headOf({ part, to }: DrawnLine, { corners }: ArrowTip): string {
  switch (part) {
    case "reactant":
      return "";
    case "product":
      return `<path d="M${[to, ...corners].map(point).join("L")}Z" fill="${INK}"/>`;
    case "catalyst":
      return `<circle cx="${numberOfSvg(to.x)}" cy="${numberOfSvg(to.y)}" r="${DOT_RADIUS}" fill="${INK}"/>`;
  }
}

function pathOf({ from, way, between }: DrawnLine, end: NodePlace): string {
  switch (way) {
    case "straight":
      return `M${point(from)}L${point(end)}`;
    case "curve": {
      const [control = from] = between;
      return `M${point(from)}Q${point(control)} ${point(end)}`;
    }
    case "turns": {
      const all = [from, ...between, end];
      const corners = between.map((turn, index) => cornerOf(all[index] ?? from, turn, all[index + 2] ?? end));
      return `M${point(from)}${corners.join("")}L${point(end)}`;
    }
  }
}

/** A turn, rounded as far as the lines on both sides are long enough. */
function cornerOf(before: NodePlace, turn: NodePlace, after: NodePlace): string {
  const towards = (other: NodePlace): NodePlace => {
    const length = Math.hypot(other.x - turn.x, other.y - turn.y) || 1;
    const share = Math.min(TURN_RADIUS, length / 2) / length;
    return { x: turn.x + (other.x - turn.x) * share, y: turn.y + (other.y - turn.y) * share };
  };
  return `L${point(towards(before))}Q${point(turn)} ${point(towards(after))}`;
}

/** How many molecules take part, in the middle of a line. */
function coefficientMark({ label, labelPlace: { x, y }, opacity }: DrawnLine): readonly string[] {
  if (label === "") return [];
  const width = label.length * CHARACTER + 2;
  const ground = `<rect x="${numberOfSvg(x - width / 2)}" y="${numberOfSvg(y - 7)}" width="${numberOfSvg(width)}" height="14" fill="${GROUND}"/>`;
  const text = writing(label, { x, y: y + 4 }, 'text-anchor="middle"');
  return [opacity < 0.4 ? `<g${opacityOf(opacity)}>${ground}${text}</g>` : ground + text];
}

/** Squares with words, below the drawing, in as many rows as they need. */
function legendOf(entries: GraphCaption["legend"], { left, top, width, height }: Frame) {
  const scale = Math.max(1, Math.max(width, height) / LEGEND_SCALE_SIDE);
  let [x, y] = [0, 0];
  const room = (width - 2 * MARGIN) / scale;
  const parts = entries.map(({ label, colour }) => {
    const needed = LEGEND_SWATCH + 6 + label.length * CHARACTER + 16;
    if (x > 0 && x + needed > room) [x, y] = [0, y + LEGEND_ROW];
    const swatch = `<rect x="${numberOfSvg(x)}" y="${y}" width="${LEGEND_SWATCH}" height="${LEGEND_SWATCH}" fill="${colour}"/>`;
    const part = swatch + writing(label, { x: x + LEGEND_SWATCH + 6, y: y + LEGEND_SWATCH - 1 }, "");
    x += needed;
    return part;
  });
  if (parts.length === 0) return { parts: [], height: 0 };
  const place = `translate(${numberOfSvg(left + MARGIN)} ${numberOfSvg(top + height)}) scale(${numberOfSvg(scale)})`;
  return {
    parts: [`<g class="legend" transform="${place}">`, ...parts, "</g>"],
    height: (y + LEGEND_ROW) * scale,
  };
}

function writing(content: string, { x, y }: NodePlace, attributes: string): string {
  return `<text x="${numberOfSvg(x)}" y="${numberOfSvg(y)}" fill="${INK}" ${attributes}>${textOfSvg(content)}</text>`;
}

function point({ x, y }: NodePlace): string {
  return `${numberOfSvg(x)} ${numberOfSvg(y)}`;
}

function opacityOf(opacity: number): string {
  return opacity === 1 ? "" : ` opacity="${numberOfSvg(opacity)}"`;
}
