// A chart and how it is looked at → a plot in the page, drawn by uPlot.

import uPlot from "uplot";
import { numberLabel } from "../shared/number-label.js";
import type { Theme } from "../shared/theme.js";
import { axisTicks } from "./axis-ticks.js";
import { drawBars } from "./chart-bars.js";
import type { Chart } from "./chart-data.js";
import type { ChartLook, PlotSource, Span } from "./plot-source.js";
import { strokeOf } from "./series-stroke.js";

/** A new plot at the end of an element. */
export function plotOf(source: PlotSource, target: HTMLElement): uPlot {
  const { theme, toggled, focused } = source;
  const [chart, look] = [source.chart(), source.look()];
  const { axes } = look;
  return new uPlot(
    {
      ...source.size,
      scales: { x: { time: false, ...scaleOf("horizontal", source) }, y: scaleOf("vertical", source) },
      axes: [
        axisOf(theme, chart.horizontal, axes.horizontal),
        { ...axisOf(theme, chart.vertical, axes.vertical), size: 72 },
      ],
      series: seriesOf(source),
      bands: chart.hasPoints ? [] : bandsOf(chart, theme),
      cursor: cursorOf(source),
      focus: { alpha: 0.35 },
      legend: { live: true },
      hooks: {
        setSelect: [(plot) => zoomToSelection(plot, source)],
        setSeries: [
          (plot, index, { show }) => {
            const name = index === null ? undefined : source.chart().series[index - 1]?.name;
            if (show === undefined || name === undefined || index === null) return;
            for (const edge of edgesOf(source.chart(), index - 1)) plot.setSeries(edge, { show });
            toggled(name, show);
          },
          (plot, index, how) => {
            if ("focus" in how) focused(plot, index);
          },
        ],
        draw: [(plot) => drawBars(plot, source)],
      },
    },
    dataOf(chart, axes),
    target,
  );
}

/** Columns of uPlot's data: the places, every line, then the edges of bands. */
export function dataOf({ places, series }: Chart, axes: ChartLook["axes"]): uPlot.AlignedData {
  const drawable = (value: number | null): number | null =>
    value === null || !Number.isFinite(value) || (axes.vertical && value <= 0) ? null : value;
  const lines = series.map(({ values }) => values.map(drawable));
  const edges = series.flatMap(({ band }) =>
    band === undefined ? [] : [band.high.map(drawable), band.low.map(drawable)],
  );
  const first = firstDrawn(places, axes);
  return [[...places], ...lines, ...edges].map((column) => column.slice(first)) as uPlot.AlignedData;
}

/** The index of the first place that is drawn: a logarithmic axis begins behind zero. */
export function firstDrawn(places: readonly number[], axes: ChartLook["axes"]): number {
  if (!axes.horizontal) return 0;
  const first = places.findIndex((place) => place > 0);
  return first < 0 ? places.length : first;
}

/** What is not zoomed follows the data. */
function scaleOf(axis: "horizontal" | "vertical", { look, chart }: PlotSource): uPlot.Scale {
  return {
    distr: look().axes[axis] ? 3 : 1,
    range: (_plot, low, high) => {
      const zoomed = look().zoom[axis];
      if (zoomed !== undefined) return [...zoomed];
      const { limits } = chart();
      if (axis === "vertical" && limits !== undefined && !look().axes.vertical) return roomAround(limits);
      return wholeRange(axis, look().axes[axis], low, high);
    },
  };
}

/** Lines along a limit are seen in full width. */
function roomAround([low, high]: readonly [number, number]): uPlot.Range.MinMax {
  const room = 0.02 * (high - low);
  return [low - room, high + room];
}

/** The data, and above and below of them a little space. */
function wholeRange(
  axis: "horizontal" | "vertical",
  isLogarithmic: boolean,
  low: number | null,
  high: number | null,
): uPlot.Range.MinMax {
  if (low === null || high === null) return isLogarithmic ? [1, 10] : [0, 1];
  if (isLogarithmic) {
    if (axis === "horizontal" && high > low) return [low, high];
    return uPlot.rangeLog(low, high, 10, false);
  }
  if (axis === "horizontal") return high > low ? [low, high] : [low, low + 1];
  return uPlot.rangeNum(low, high, 0.1, true);
}

/** Dragging marks what is zoomed to; a double click leads back. */
function cursorOf({ unzoomed }: PlotSource): uPlot.Cursor {
  return {
    drag: { x: true, y: true, uni: 30, setScale: false },
    focus: { prox: 24 },
    bind: {
      dblclick: () => () => {
        unzoomed();
        return null;
      },
    },
  };
}

const NOTHING_SELECTED = { left: 0, top: 0, width: 0, height: 0 };

/** A mark that spans an axis leaves it as it is. */
function zoomToSelection(plot: uPlot, { look, zoomed }: PlotSource): void {
  const { left, top, width, height } = plot.select;
  if (width === 0 && height === 0) return;
  const ratio = devicePixelRatio;
  const whole = { width: plot.bbox.width / ratio, height: plot.bbox.height / ratio };
  const { zoom } = look();
  const part = (scale: "x" | "y", from: number, to: number): Span => {
    const ends = [plot.posToVal(from, scale), plot.posToVal(to, scale)] as const;
    return [Math.min(...ends), Math.max(...ends)];
  };
  plot.setSelect(NOTHING_SELECTED, false);
  zoomed({
    horizontal: width > 0 && width < whole.width - 1 ? part("x", left, left + width) : zoom.horizontal,
    vertical: height > 0 && height < whole.height - 1 ? part("y", top, top + height) : zoom.vertical,
  });
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

/** Points of more places run into each other. */
const MOST_POINTS = 200;

function seriesOf({ chart, look, theme }: PlotSource): uPlot.Series[] {
  const { series, horizontal, hasPoints, places } = chart();
  const points = (fill: string): uPlot.Series.Points =>
    hasPoints ? { size: 6, fill, ...(places.length > MOST_POINTS ? {} : { show: true }) } : { show: false };
  const lines = series.map(({ name }, index): uPlot.Series => {
    const { colour, dash } = strokeOf(chart(), index, theme);
    return {
      label: name,
      show: !look().hidden.has(name),
      stroke: colour,
      width: 2,
      dash: [...dash],
      points: points(colour),
      // Values that a logarithmic axis cannot show are values all the same.
      value: (_plot, _drawn, _series, at) => {
        const { places, series: newest } = chart();
        const first = firstDrawn(places, look().axes);
        return valueLabel(at === null ? null : newest[index]?.values[at + first]);
      },
    };
  });
  const edges = series.flatMap(({ band, name }): uPlot.Series[] => {
    const edge = edgeOfBand(!look().hidden.has(name));
    return band === undefined ? [] : [edge, { ...edge }];
  });
  return [{ label: horizontal, value: (_plot, place) => valueLabel(place) }, ...lines, ...edges];
}

/** Without a crosshair, and where a line has no value, there is nothing to say. */
function valueLabel(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : numberLabel(value);
}

/** Drawn as the border of an area only, and not in the legend. */
function edgeOfBand(show: boolean): uPlot.Series {
  return { label: BAND_EDGE, show, stroke: "transparent", width: 0, points: { show: false } };
}

/** The label of lines that a legend leaves out. */
export const BAND_EDGE = "edge of a band";

function bandsOf(chart: Chart, theme: Theme): uPlot.Band[] {
  return chart.series.flatMap((_, index): uPlot.Band[] => {
    const [high, low] = edgesOf(chart, index);
    if (high === undefined || low === undefined) return [];
    return [{ series: [high, low], fill: `${strokeOf(chart, index, theme).colour}30` }];
  });
}

/** The columns of the edges of a line's band: the upper, then the lower one; empty if it has none. */
function edgesOf({ series }: Chart, index: number): readonly number[] {
  if (series[index]?.band === undefined) return [];
  const before = series.slice(0, index).filter(({ band }) => band !== undefined).length;
  const high = series.length + 1 + 2 * before;
  return [high, high + 1];
}
