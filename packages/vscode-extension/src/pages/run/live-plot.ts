// A plot that follows its data, the size of its place and the theme, and keeps how the user looks at it: which lines are
// hidden, how the axes are, and what is zoomed to.

import type uPlot from "uplot";
import { currentTheme, onThemeChange } from "../shared/theme.js";
import type { Chart } from "./chart-data.js";
import { makeLegendReachable, showFocused, showPressed } from "./chart-legend.js";
import { dataOf, plotOf } from "./chart-plot.js";
import type { ChartLook, PlotSource } from "./plot-source.js";

/** A plot in its place. */
export interface LivePlot {
  readonly chart: () => Chart;
  readonly look: () => ChartLook;
  /** Undefined until it is drawn for the first time. */
  readonly plot: () => uPlot | undefined;
  /** Axes that are zoomed stay as they are, the others follow the new data. */
  readonly update: (chart: Chart) => void;
  readonly setZoom: (zoom: ChartLook["zoom"]) => void;
  readonly setLogarithmic: (axis: keyof ChartLook["axes"], isLogarithmic: boolean) => void;
  readonly close: () => void;
}

/** No axis is zoomed. */
export const WHOLE: ChartLook["zoom"] = { horizontal: undefined, vertical: undefined };

const HEIGHT_PIXELS = 320;
const LEAST_WIDTH_PIXELS = 280;

/** `place` is to be in the page soon; `changed` is told after whatever the user or new data have changed. */
export function createLivePlot(first: Chart, place: HTMLElement, changed: () => void): LivePlot {
  const state: PlotState = { chart: first, plot: undefined, look: firstLook(first) };
  const setZoom = (zoom: ChartLook["zoom"]): void => {
    state.look = { ...state.look, zoom };
    state.plot?.setData(state.plot.data); // asks for the ranges
    changed();
  };
  const source = sourceOf(state, setZoom);
  const redraw = (): void => {
    state.plot?.destroy();
    const theme = currentTheme();
    state.plot = plotOf({ ...source, theme, size: sizeOf(place) }, place);
    makeLegendReachable(state.plot, state.chart, theme);
    changed();
  };
  const endFollowing = followPlace(place, () => state.plot, redraw);
  queueMicrotask(() => state.plot ?? redraw());
  return {
    chart: () => state.chart,
    look: () => state.look,
    plot: () => state.plot,
    setZoom,
    update: (next) => {
      const hasSameLines = linesOf(next) === linesOf(state.chart);
      state.chart = next;
      if (state.plot === undefined || !hasSameLines) return redraw();
      state.plot.setData(dataOf(next, state.look.axes));
      changed();
    },
    setLogarithmic: (axis, isLogarithmic) => {
      state.look = withScale(state.look, axis, isLogarithmic);
      redraw();
    },
    close: () => {
      endFollowing();
      state.plot?.destroy();
    },
  };
}

interface PlotState {
  chart: Chart;
  plot: uPlot | undefined;
  look: ChartLook;
}

function firstLook({ startsLogarithmic }: Chart): ChartLook {
  return { axes: startsLogarithmic, hidden: new Set(), zoom: WHOLE };
}

function sourceOf(
  state: PlotState,
  setZoom: (zoom: ChartLook["zoom"]) => void,
): Omit<PlotSource, "theme" | "size"> {
  return {
    chart: () => state.chart,
    look: () => state.look,
    zoomed: setZoom,
    unzoomed: () => setZoom(WHOLE),
    toggled: (name, isShown) => {
      state.look = { ...state.look, hidden: withOrWithout(state.look.hidden, name, !isShown) };
      if (state.plot !== undefined) showPressed(state.plot);
    },
    focused: showFocused,
  };
}

/** On another scale the part that was zoomed to is another one. */
function withScale(look: ChartLook, axis: keyof ChartLook["axes"], isLogarithmic: boolean): ChartLook {
  const { axes, zoom } = look;
  return { ...look, axes: { ...axes, [axis]: isLogarithmic }, zoom: { ...zoom, [axis]: undefined } };
}

function withOrWithout(names: ReadonlySet<string>, name: string, isIn: boolean): ReadonlySet<string> {
  const others = [...names].filter((other) => other !== name);
  return new Set(isIn ? [...others, name] : others);
}

/** The result ends it. */
function followPlace(place: HTMLElement, plot: () => uPlot | undefined, redraw: () => void): () => void {
  const sizes = new ResizeObserver(() => plot()?.setSize(sizeOf(place)));
  sizes.observe(place);
  const endTheme = onThemeChange(redraw);
  return () => {
    sizes.disconnect();
    endTheme();
  };
}

function sizeOf(place: HTMLElement): { readonly width: number; readonly height: number } {
  return { width: Math.max(LEAST_WIDTH_PIXELS, place.clientWidth), height: HEIGHT_PIXELS };
}

/** What must be the same for new data to fit a plot. */
function linesOf({ series, horizontal, vertical, limits, places, hasPoints }: Chart): string {
  return [
    horizontal,
    vertical,
    String(limits),
    hasPoints ? `${places.length} points` : "",
    ...series.map(({ name, band, shade }) => `${name} ${band !== undefined} ${shade}`),
  ].join("\n");
}
