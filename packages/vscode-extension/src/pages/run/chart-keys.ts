// A plot with the keyboard: arrows move the crosshair and tell the values there, or pick a line whose values alone are
// told; plus and minus zoom.

import type uPlot from "uplot";
import type { Chart } from "./chart-data.js";
import { BAND_EDGE } from "./chart-plot.js";
import type { ChartLook, Span } from "./plot-source.js";

/** What keys do. */
export interface ChartKeyActions {
  readonly plot: () => uPlot | undefined;
  readonly look: () => ChartLook;
  readonly zoomed: (zoom: ChartLook["zoom"]) => void;
  readonly unzoomed: () => void;
  /** Says something to a screen reader. */
  readonly tell: (text: string) => void;
}

/** What a screen reader says of a chart that is focused. */
export function keysOfChart({ title }: Chart): string {
  return `${title}. Left and right read values, up and down pick a line, plus and minus zoom, 0 shows the whole chart.`;
}

/** Makes an element, which must be focusable, listen. */
export function listenToKeys(element: HTMLElement, actions: ChartKeyActions): void {
  const pick: Pick = { series: undefined };
  element.addEventListener("keydown", (event) => {
    const plot = actions.plot();
    if (plot === undefined || event.target !== element || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const act = keys(plot, { ...actions, pick }, event.shiftKey ? LARGE_STEP : 1)[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

/** The line that is picked, by its place among the series of the plot; undefined: all lines. */
interface Pick {
  series: number | undefined;
}

const LARGE_STEP = 10;

function keys(
  plot: uPlot,
  actions: ChartKeyActions & { readonly pick: Pick },
  step: number,
): Readonly<Record<string, (() => void) | undefined>> {
  const shown = shownPlaces(plot);
  const at = Math.min(shown.last, Math.max(shown.first, plot.cursor.idx ?? shown.first));
  const isNew = plot.cursor.idx === null || plot.cursor.idx === undefined;
  const move = (to: number) => () => {
    setCrosshair(plot, Math.min(shown.last, Math.max(shown.first, to)));
    plot.setSeries(actions.pick.series ?? null, { focus: true });
    actions.tell(valuesAtCrosshair(plot, actions.pick.series));
  };
  const pick = (by: 1 | -1) => () => {
    actions.pick.series = nextLine(plot, actions.pick.series, by);
    move(at)();
  };
  const showAll = (): void => {
    actions.pick.series = undefined;
    plot.setSeries(null, { focus: true });
    actions.unzoomed();
  };
  const zoom = (factor: number) => () => zoomAround(plot, at, factor, actions);
  return {
    ArrowLeft: move(isNew ? at : at - step),
    ArrowRight: move(isNew ? at : at + step),
    ArrowUp: pick(-1),
    ArrowDown: pick(1),
    Home: move(shown.first),
    End: move(shown.last),
    "+": zoom(0.5),
    "=": zoom(0.5),
    "-": zoom(2),
    "0": showAll,
    Escape: showAll,
  };
}

/** Indices of the places that are in sight. */
function shownPlaces(plot: uPlot): { readonly first: number; readonly last: number } {
  const places = plot.data[0];
  const { min, max } = plot.scales.x ?? {};
  const isIn = (place: number): boolean => place >= (min ?? 0) && place <= (max ?? 0);
  const first = places.findIndex(isIn);
  const last = places.length - 1 - [...places].reverse().findIndex(isIn);
  return first < 0 ? { first: 0, last: Math.max(0, places.length - 1) } : { first, last };
}

/** No line is in focus because the crosshair happens to be near it: all are read. */
function setCrosshair(plot: uPlot, index: number): void {
  const left = plot.valToPos(plot.data[0][index] ?? 0, "x");
  const { focus } = plot as { readonly focus?: { prox?: number } }; // which the types of uPlot leave out
  const prox = focus?.prox;
  if (focus !== undefined) focus.prox = -1;
  plot.setCursor({ left, top: plot.bbox.height / devicePixelRatio / 2 });
  if (focus !== undefined && prox !== undefined) focus.prox = prox;
}

/** Among those that are shown; beyond the last one all lines are meant again. */
function nextLine(plot: uPlot, before: number | undefined, by: 1 | -1): number | undefined {
  const lines = plot.series.flatMap(({ show, label }, index) =>
    index > 0 && show !== false && label !== BAND_EDGE ? [index] : [],
  );
  if (before === undefined) return by === 1 ? lines[0] : lines.at(-1);
  return by === 1 ? lines.find((line) => line > before) : lines.filter((line) => line < before).at(-1);
}

/** As the legend shows them, each with its whole name. */
function valuesAtCrosshair(plot: uPlot, line: number | undefined): string {
  const rows = [...plot.root.querySelectorAll(".u-legend .u-series")];
  return rows
    .map((row, index) => ({ row, index, name: String(plot.series[index]?.label ?? "") }))
    .filter(({ index }) => index === 0 || line === undefined || index === line)
    .filter(({ row }) => !row.classList.contains("u-off"))
    .map(({ row, name }) => `${name} ${row.querySelector(".u-value")?.textContent ?? ""}`)
    .join(", ");
}

function zoomAround(plot: uPlot, index: number, factor: number, { look, zoomed }: ChartKeyActions): void {
  const { min, max } = plot.scales.x ?? {};
  const middle = plot.data[0][index];
  if (min === undefined || max === undefined || min === null || max === null || middle === undefined) return;
  const { axes, zoom } = look();
  const [to, from] = axes.horizontal
    ? [Math.log, Math.exp]
    : [(value: number) => value, (value: number) => value];
  const end = (value: number): number => from(to(middle) + (to(value) - to(middle)) * factor);
  const span: Span = [end(min), end(max)];
  if (span[1] > span[0]) zoomed({ ...zoom, horizontal: withinData(plot, span) });
}

/** All of it is no zoom. */
function withinData(plot: uPlot, [low, high]: Span): Span | undefined {
  const places = plot.data[0];
  const [first, last] = [places[0] ?? low, places.at(-1) ?? high];
  if (low <= first && high >= last) return undefined;
  return [Math.max(low, first), Math.min(high, last)];
}
