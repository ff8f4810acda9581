// What a network answers over two columns of the data, as a map with the data on it, redrawn while it trains.

import type { BoundaryPicture } from "../../messages/run-messages.js";
import { button, element } from "../shared/elements.js";
import { currentTheme, onThemeChange } from "../shared/theme.js";
import { axisTicks } from "./axis-ticks.js";
import type { ExportTarget } from "./chart-tools.js";
import { interpolated } from "./interpolate-grid.js";

/** The map. */
export interface BoundaryView {
  readonly root: HTMLElement;
  readonly update: (boundary: BoundaryPicture) => void;
  /** Ends it; its element is to be removed. */
  readonly close: () => void;
}

const SIZE = 420;
const FRAME = { left: 56, right: 12, top: 12, bottom: 44 };
const BELOW: Colour = [213, 94, 0];
const ABOVE: Colour = [0, 114, 178];

/** What the map looks like near the threshold: the ground, and how much of the colours there is. */
interface MapLook {
  readonly middle: Colour;
  readonly least: number;
}

const LIGHT_MAP: MapLook = { middle: [247, 247, 247], least: 0.15 };
const DARK_MAP: MapLook = { middle: [42, 42, 42], least: 0.35 };

type Colour = readonly [number, number, number];

/** An empty map. */
export function showBoundary({ save, stem }: ExportTarget): BoundaryView {
  const ratio = Math.max(1, Math.ceil(devicePixelRatio));
  const canvas = element("canvas", {
    width: String(SIZE * ratio),
    height: String(SIZE * ratio),
    role: "img",
  });
  const caption = element("div", { class: "faint" });
  const exported = button("PNG", "Export the decision boundary as PNG", () => {
    const [, content = ""] = canvas.toDataURL("image/png").split(",");
    save({ name: `${stem()}-boundary.png`, content, encoding: "base64" });
  });
  const root = element(
    "section",
    { class: "boundary", "aria-label": "Decision boundary" },
    element("h2", {}, "Decision boundary"),
    element("div", { class: "tools" }, exported),
    canvas,
    caption,
  );
  let shown: BoundaryPicture | undefined;
  const redraw = (): void => {
    const context = canvas.getContext("2d");
    if (shown === undefined || context === null) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, shown);
  };
  const endTheme = onThemeChange(redraw);
  const drawing = atIntervals(redraw);
  return {
    root,
    close: () => {
      endTheme();
      drawing.end();
    },
    update: (boundary) => {
      shown = boundary;
      const { output, threshold, columns } = boundary;
      caption.textContent = `blue: ${output} > ${threshold}, orange: ${output} ≤ ${threshold}; circles: training, squares: validation`;
      canvas.setAttribute("aria-label", `${output} over ${columns[0]} and ${columns[1]}`);
      drawing.ask();
    },
  };
}

/** A training tells boundaries faster than anybody can look at them. */
const REDRAW_MILLISECONDS = 120;

/** Does something at once, or soon after the last time. */
function atIntervals(act: () => void) {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => {
    timer = undefined;
    last = performance.now();
    act();
  };
  return {
    ask: () => {
      const wait = last + REDRAW_MILLISECONDS - performance.now();
      if (wait <= 0) run();
      else timer ??= setTimeout(run, wait);
    },
    end: () => clearTimeout(timer),
  };
}

function draw(context: CanvasRenderingContext2D, boundary: BoundaryPicture): void {
  const theme = currentTheme();
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, SIZE, SIZE);
  const across = placeOn(boundary.x, FRAME.left, SIZE - FRAME.right);
  const up = placeOn(boundary.y, SIZE - FRAME.bottom, FRAME.top);
  drawMap(context, boundary, theme.isDark ? DARK_MAP : LIGHT_MAP);
  for (const { x, y, part, above } of boundary.points) {
    context.beginPath();
    if (part === "training") context.arc(across(x), up(y), 3.4, 0, 2 * Math.PI);
    else context.rect(across(x) - 3, up(y) - 3, 6, 6);
    context.fillStyle = rgb(above ? ABOVE : BELOW);
    context.fill();
    context.strokeStyle = "#ffffff";
    context.lineWidth = 0.8;
    context.stroke();
  }
  drawAxes(context, boundary, { across, up, ink: theme.ink });
}

/** Blue above the threshold, orange below; the ground shows where the output is near to it. Between the points of the grid the output is interpolated. */
function drawMap(
  context: CanvasRenderingContext2D,
  { values, threshold }: BoundaryPicture,
  { middle, least }: MapLook,
): void {
  const reach = Math.max(
    1e-12,
    ...values.flat().flatMap((value) => (Number.isFinite(value) ? [Math.abs(value - threshold)] : [])),
  );
  const { a: ratio } = context.getTransform();
  const [left, top] = [FRAME.left * ratio, FRAME.top * ratio];
  const [width, height] = [SIZE - FRAME.left - FRAME.right, SIZE - FRAME.top - FRAME.bottom];
  // What is there already, since where there is no output it stays.
  const picture = context.getImageData(left, top, width * ratio, height * ratio);
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
    }
  context.putImageData(picture, left, top);
}

interface Axes {
  readonly across: (value: number) => number;
  readonly up: (value: number) => number;
  readonly ink: string;
}

function drawAxes(context: CanvasRenderingContext2D, { x, y, columns }: BoundaryPicture, axes: Axes): void {
  const { across, up, ink } = axes;
  context.fillStyle = ink;
  context.font = "12px sans-serif";
  context.textAlign = "center";
  for (const { value, label } of axisTicks(x[0] ?? 0, x.at(-1) ?? 1, false, 5))
    context.fillText(label, across(value), SIZE - FRAME.bottom + 16);
  context.fillText(columns[0], (FRAME.left + SIZE - FRAME.right) / 2, SIZE - 8);
  context.textAlign = "right";
  for (const { value, label } of axisTicks(y[0] ?? 0, y.at(-1) ?? 1, false, 5))
    context.fillText(label, FRAME.left - 6, up(value) + 4);
  context.save();
  context.translate(14, (FRAME.top + SIZE - FRAME.bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText(columns[1], 0, 0);
  context.restore();
}

/** Values of the grid stand for the middle of their cells. */
function placeOn(grid: readonly number[], from: number, to: number): (value: number) => number {
  const [first, last] = [grid[0] ?? 0, grid.at(-1) ?? 1];
  const half = (last - first) / (2 * Math.max(1, grid.length - 1));
  return (value) => from + ((value - first + half) / (last - first + 2 * half || 1)) * (to - from);
}

function rgb(colour: Colour): string {
  return `rgb(${colour.map((channel) => Math.round(channel)).join(" ")})`;
}
