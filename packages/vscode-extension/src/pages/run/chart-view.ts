// A chart in the page: drawn by uPlot, with a legend that hides lines, a crosshair with values, zoom, logarithmic axes
// and exports. New data keep what the user has hidden and how the axes are.

import uPlot from "uplot";
import type { MadeFile } from "../../messages/panel-messages.js";
import { DASHES } from "../shared/colours.js";
import { button, element, toggle } from "../shared/elements.js";
import { currentTheme, onThemeChange, type Theme } from "../shared/theme.js";
import { axisTicks, numberLabel } from "./axis-ticks.js";
import { csvOfChart } from "./chart-csv.js";
import type { Chart } from "./chart-data.js";
import { type ChartWindow, svgOfChart } from "./chart-svg.js";

/** A chart that is shown. */
export interface ChartView {
  readonly root: HTMLElement;
  readonly update: (chart: Chart) => void;
}

const HEIGHT_PIXELS = 320;
const LEAST_WIDTH_PIXELS = 280;

/** Shows a chart; `save` is given what the user exports. */
export function showChart(first: Chart, save: (file: MadeFile) => void): ChartView {
  let chart = first;
  let plot: uPlot | undefined;
  const axes = { horizontal: false, vertical: first.startsLogarithmic };
  const hidden = new Set<string>();
  const canvas = element("div", { class: "canvas" });
  const redraw = (): void => {
    plot?.destroy();
    plot = drawn(chart, { axes, hidden, width: widthOf(canvas) }, canvas);
  };
  const shownWindow = (): ChartWindow => windowOf(plot, axes, hidden);
  const setAxis = (axis: keyof typeof axes) => (isLogarithmic: boolean) => {
    axes[axis] = isLogarithmic;
    redraw();
  };
  const horizontal = chart.horizontal.replace(/ \(.*/, "");
  const tools = element(
    "div",
    { class: "tools", role: "toolbar", "aria-label": `${chart.title}: axes and export` },
    toggle(`log ${horizontal}`, `Logarithmic ${horizontal} axis`, axes.horizontal, setAxis("horizontal")),
    toggle("log values", "Logarithmic value axis", axes.vertical, setAxis("vertical")),
    button("whole", "Show the whole chart again after zooming (double click)", redraw),
    button("SVG", `Export ${chart.title} as SVG`, () =>
      save({ name: `${chart.id}.svg`, content: svgOfChart(chart, shownWindow()), encoding: "text" }),
    ),
    button("PNG", `Export ${chart.title} as PNG`, () => save(pictureOf(chart, plot))),
    button("CSV", `Export ${chart.title} as CSV`, () =>
      save({ name: `${chart.id}.csv`, content: csvOfChart(chart), encoding: "text" }),
    ),
  );
  const heading = element("h2", {}, chart.title);
  const root = element("section", { class: "chart", "aria-label": chart.title }, heading, tools, canvas);
  new ResizeObserver(() => plot?.setSize({ width: widthOf(canvas), height: HEIGHT_PIXELS })).observe(canvas);
  onThemeChange(redraw);
  queueMicrotask(redraw);
  return {
    root,
    update: (next) => {
      const sameLines = namesOf(next) === namesOf(chart);
      chart = next;
      if (plot !== undefined && sameLines && !isZoomed(plot)) plot.setData(dataOf(chart, axes));
      else redraw();
    },
  };
}

interface Look {
  readonly axes: { readonly horizontal: boolean; readonly vertical: boolean };
  readonly hidden: Set<string>;
  readonly width: number;
}

function drawn(chart: Chart, look: Look, target: HTMLElement): uPlot {
  const theme = currentTheme();
  const { axes, hidden } = look;
  return new uPlot(
    {
      width: look.width,
      height: HEIGHT_PIXELS,
      scales: {
        x: { time: false, distr: axes.horizontal ? 3 : 1 },
        y: { distr: axes.vertical ? 3 : 1 },
      },
      axes: [
        axisOf(theme, chart.horizontal, axes.horizontal),
        { ...axisOf(theme, chart.vertical, axes.vertical), size: 72 },
      ],
      series: seriesOf(chart, theme, hidden),
      bands: bandsOf(chart, theme),
      cursor: { drag: { x: true, y: true, uni: 30 }, focus: { prox: 24 } },
      focus: { alpha: 0.35 },
      legend: { live: true },
      hooks: {
        setSeries: [(plot, index) => rememberHidden(plot, chart, index, hidden)],
        ready: [makeLegendReachable],
      },
    },
    dataOf(chart, axes),
    target,
  );
}

function axisOf(theme: Theme, label: string, isLogarithmic: boolean): uPlot.Axis {
  return {
    label,
    stroke: theme.ink,
    grid: { stroke: theme.faint, width: 1 },
    ticks: { stroke: theme.faint, width: 1 },
    font: "12px sans-serif",
    labelFont: "12px sans-serif",
    ...(isLogarithmic
      ? { splits: (_plot, _axis, low, high) => axisTicks(low, high, true).map(({ value }) => value) }
      : {}),
    values: (_plot, splits) => splits.map((value) => (value === null ? "" : numberLabel(value))),
  };
}

/** Columns of uPlot's data: the places, every line, then the edges of bands. */
function dataOf({ places, series }: Chart, axes: Look["axes"]): uPlot.AlignedData {
  const drawable = (value: number | null): number | null =>
    value === null || !Number.isFinite(value) || (axes.vertical && value <= 0) ? null : value;
  const lines = series.map(({ values }) => values.map(drawable));
  const edges = series.flatMap(({ band }) =>
    band === undefined ? [] : [band.high.map(drawable), band.low.map(drawable)],
  );
  const data = [[...places], ...lines, ...edges];
  if (!axes.horizontal) return data as uPlot.AlignedData;
  const isPositive = places.map((place) => place > 0);
  return data.map((column) => column.filter((_, index) => isPositive[index])) as uPlot.AlignedData;
}

function seriesOf({ series, horizontal }: Chart, theme: Theme, hidden: ReadonlySet<string>): uPlot.Series[] {
  const lines = series.map(({ name }, index): uPlot.Series => {
    const dash = DASHES[Math.floor(index / theme.lines.length) % DASHES.length] ?? [];
    return {
      label: name,
      show: !hidden.has(name),
      stroke: theme.lines[index % theme.lines.length] ?? theme.ink,
      width: 2,
      dash: [...dash],
      points: { show: false },
      value: valueLabel,
    };
  });
  const edges = series.flatMap(({ band }): uPlot.Series[] =>
    band === undefined ? [] : [edgeOfBand(), edgeOfBand()],
  );
  return [{ label: horizontal, value: valueLabel }, ...lines, ...edges];
}

/** Without a crosshair, and where a line has no value, there is nothing to say. */
function valueLabel(_plot: uPlot, value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : numberLabel(value);
}

/** Drawn as the border of an area only, and not in the legend. */
function edgeOfBand(): uPlot.Series {
  return { label: BAND_EDGE, stroke: "transparent", width: 0, points: { show: false } };
}

const BAND_EDGE = "edge of a band";

function bandsOf({ series }: Chart, theme: Theme): uPlot.Band[] {
  let next = series.length + 1;
  return series.flatMap(({ band }, index): uPlot.Band[] => {
    if (band === undefined) return [];
    const [high, low] = [next++, next++];
    return [{ series: [high, low], fill: `${theme.lines[index % theme.lines.length]}30` }];
  });
}

function rememberHidden(plot: uPlot, chart: Chart, index: number | null, hidden: Set<string>): void {
  const name = index === null ? undefined : chart.series[index - 1]?.name;
  if (name === undefined || index === null) return;
  if (plot.series[index]?.show === false) hidden.add(name);
  else hidden.delete(name);
}

/** The legend's rows hide and show lines; they are made to work like buttons. */
function makeLegendReachable(plot: uPlot): void {
  for (const row of plot.root.querySelectorAll<HTMLElement>(".u-legend .u-series")) {
    const label = row.querySelector("th");
    const name = row.querySelector(".u-label")?.textContent ?? "";
    if (name === BAND_EDGE) row.remove();
    if (label === null || row.previousElementSibling === null) continue;
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", `Show or hide ${name}`);
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      label.click();
    });
  }
}

function windowOf(plot: uPlot | undefined, axes: Look["axes"], hidden: ReadonlySet<string>): ChartWindow {
  const range = (key: "x" | "y", isLogarithmic: boolean) => {
    const { min, max } = plot?.scales[key] ?? {};
    return { low: min ?? 0, high: max ?? 1, isLogarithmic };
  };
  return { horizontal: range("x", axes.horizontal), vertical: range("y", axes.vertical), hidden };
}

function isZoomed(plot: uPlot): boolean {
  const places = plot.data[0];
  const { min, max } = plot.scales.x ?? {};
  return (min ?? 0) > (places[0] ?? 0) || (max ?? 0) < (places[places.length - 1] ?? 0);
}

/** The drawing with the ground of the theme, which a canvas does not have. */
function pictureOf(chart: Chart, plot: uPlot | undefined): MadeFile {
  const source = plot?.ctx.canvas;
  const copy = element("canvas", { width: String(source?.width ?? 1), height: String(source?.height ?? 1) });
  const context = copy.getContext("2d");
  if (context !== null && source !== undefined) {
    context.fillStyle = currentTheme().ground;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(source, 0, 0);
  }
  const [, content = ""] = copy.toDataURL("image/png").split(",");
  return { name: `${chart.id}.png`, content, encoding: "base64" };
}

function widthOf(canvas: HTMLElement): number {
  return Math.max(LEAST_WIDTH_PIXELS, canvas.clientWidth);
}

function namesOf({ series }: Chart): string {
  return series.map(({ name, band }) => `${name} ${band !== undefined}`).join("\n");
}
