// Bars through the points of a chart, from one end of a deviation to the other.

import type uPlot from "uplot";
import type { PlotSource } from "./plot-source.js";
import { strokeOf } from "./series-stroke.js";

const WIDTH_PIXELS = 1.5;
/** Of the strokes at both ends, to each side. */
const END_PIXELS = 3;

/** Draws those of all lines that are shown, if the chart has points. */
export function drawBars(
  plot: uPlot,
  { chart, look, theme }: Pick<PlotSource, "chart" | "look" | "theme">,
): void {
  const { series, places, hasPoints } = chart();
  if (!hasPoints) return;
  const { ctx: context, bbox } = plot;
  const { hidden, axes } = look();
  const lowest = bbox.top + bbox.height;
  context.save();
  context.beginPath();
  const room = WIDTH_PIXELS + END_PIXELS * devicePixelRatio; // for the first and the last place
  context.rect(bbox.left - room, bbox.top, bbox.width + 2 * room, bbox.height);
  context.clip();
  context.lineWidth = WIDTH_PIXELS * devicePixelRatio;
  for (const [index, { name, band }] of series.entries()) {
    if (band === undefined || hidden.has(name)) continue;
    context.strokeStyle = strokeOf(chart(), index, theme).colour;
    context.beginPath();
    for (const [at, place] of places.entries()) {
      const [low, high] = [band.low[at] ?? null, band.high[at] ?? null];
      if (low === null || high === null || (axes.horizontal && place <= 0) || (axes.vertical && high <= 0))
        continue;
      const bottom = axes.vertical && low <= 0 ? lowest : plot.valToPos(low, "y", true);
      bar(context, plot.valToPos(place, "x", true), bottom, plot.valToPos(high, "y", true));
    }
    context.stroke();
  }
  context.restore();
}

function bar(context: CanvasRenderingContext2D, x: number, from: number, to: number): void {
  const end = END_PIXELS * devicePixelRatio;
  context.moveTo(x, from);
  context.lineTo(x, to);
  for (const y of [from, to]) {
    context.moveTo(x - end, y);
    context.lineTo(x + end, y);
  }
}
