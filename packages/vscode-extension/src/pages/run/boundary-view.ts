// What a network answers over two columns of the data, as a map with the data on it, redrawn while it trains.

import type { BoundaryPicture } from "../../messages/run-messages.js";
import { button, element } from "../shared/elements.js";
import { pictureFromSvg } from "../shared/picture-from-svg.js";
import { currentTheme, onThemeChange } from "../shared/theme.js";
import { axisTicks } from "./axis-ticks.js";
import {
  colourOfSide,
  DARK_MAP,
  LIGHT_MAP,
  MAP_FRAME,
  MAP_HEIGHT,
  MAP_SIZE,
  MAP_WIDTH,
  type MapScales,
  paintMap,
  scalesOfMap,
} from "./boundary-map.js";
import { svgOfBoundary } from "./boundary-svg.js";
import type { ExportTarget } from "./chart-tools.js";

/** The map. */
export interface BoundaryView {
  readonly root: HTMLElement;
  readonly update: (boundary: BoundaryPicture) => void;
  /** Ends it; its element is to be removed. */
  readonly close: () => void;
}

/** An empty map. */
export function showBoundary({ save, stem }: ExportTarget): BoundaryView {
  const ratio = Math.max(1, Math.ceil(devicePixelRatio));
  const canvas = element("canvas", {
    width: String(MAP_SIZE * ratio),
    height: String(MAP_SIZE * ratio),
    role: "img",
  });
  const caption = element("div", { class: "faint" });
  let shown: BoundaryPicture | undefined;
  const root = element(
    "section",
    { class: "boundary", "aria-label": "Decision boundary" },
    element("h2", {}, "Decision boundary"),
    exportButtons(() => shown, { save, stem }),
    canvas,
    caption,
  );
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

function exportButtons(shown: () => BoundaryPicture | undefined, { save, stem }: ExportTarget): HTMLElement {
  const svg = button("SVG", "Export the decision boundary as SVG", () => {
    const boundary = shown();
    if (boundary === undefined) return;
    save({ name: `${stem()}-boundary.svg`, content: svgOfBoundary(boundary), encoding: "text" });
  });
  const png = button("PNG", "Export the decision boundary as PNG", async () => {
    const boundary = shown();
    if (boundary === undefined) return;
    const content = await pictureFromSvg(svgOfBoundary(boundary));
    save({ name: `${stem()}-boundary.png`, content, encoding: "base64" });
  });
  return element("div", { class: "tools" }, svg, png);
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
  context.fillRect(0, 0, MAP_SIZE, MAP_SIZE);
  const scales = scalesOfMap(boundary);
  const { across, up } = scales;
  const { a: ratio } = context.getTransform();
  const [left, top] = [MAP_FRAME.left * ratio, MAP_FRAME.top * ratio];
  // What is there already, since where there is no output it stays.
  const picture = context.getImageData(left, top, MAP_WIDTH * ratio, MAP_HEIGHT * ratio);
  paintMap(picture, boundary, theme.isDark ? DARK_MAP : LIGHT_MAP);
  context.putImageData(picture, left, top);
  for (const { x, y, part, above } of boundary.points) {
    context.beginPath();
    if (part === "training") context.arc(across(x), up(y), 3.4, 0, 2 * Math.PI);
    else context.rect(across(x) - 3, up(y) - 3, 6, 6);
    context.fillStyle = colourOfSide(above);
    context.fill();
    context.strokeStyle = "#ffffff";
    context.lineWidth = 0.8;
    context.stroke();
  }
  drawAxes(context, boundary, { ...scales, ink: theme.ink });
}

interface Axes extends MapScales {
  readonly ink: string;
}

function drawAxes(context: CanvasRenderingContext2D, { x, y, columns }: BoundaryPicture, axes: Axes): void {
  const { across, up, ink } = axes;
  context.fillStyle = ink;
  context.font = "12px sans-serif";
  context.textAlign = "center";
  for (const { value, label } of axisTicks(x[0] ?? 0, x.at(-1) ?? 1, false, 5))
    context.fillText(label, across(value), MAP_SIZE - MAP_FRAME.bottom + 16);
  context.fillText(columns[0], MAP_FRAME.left + MAP_WIDTH / 2, MAP_SIZE - 8);
  context.textAlign = "right";
  for (const { value, label } of axisTicks(y[0] ?? 0, y.at(-1) ?? 1, false, 5))
    context.fillText(label, MAP_FRAME.left - 6, up(value) + 4);
  context.save();
  context.translate(14, MAP_FRAME.top + MAP_HEIGHT / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText(columns[1], 0, 0);
  context.restore();
}
