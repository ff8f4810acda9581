// A plot with the keyboard: arrows move the crosshair and tell the values there, plus and minus zoom.

import type uPlot from "uplot";
import type { Chart } from "./chart-data.js";
import type { ChartLook, Span } from "./chart-plot.js";

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
  return `${title}. Arrow keys read values, plus and minus zoom, 0 shows the whole chart.`;
}

/** Makes an element, which must be focusable, listen. */
export function listenToKeys(element: HTMLElement, actions: ChartKeyActions): void {
  element.addEventListener("keydown", (event) => {
    const plot = actions.plot();
    if (plot === undefined || event.target !== element || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const act = keys(plot, actions, event.shiftKey ? LARGE_STEP : 1)[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

const LARGE_STEP = 10;

function keys(
  plot: uPlot,
  actions: ChartKeyActions,
  step: number,
): Readonly<Record<string, (() => void) | undefined>> {
  const shown = shownPlaces(plot);
  const at = Math.min(shown.last, Math.max(shown.first, plot.cursor.idx ?? shown.first));
  const isNew = plot.cursor.idx === null || plot.cursor.idx === undefined;
  const move = (to: number) => () => {
    setCrosshair(plot, Math.min(shown.last, Math.max(shown.first, to)));
    actions.tell(valuesAtCrosshair(plot));
  };
  const zoom = (factor: number) => () => zoomAround(plot, at, factor, actions);
  return {
    ArrowLeft: move(isNew ? at : at - step),
    ArrowRight: move(isNew ? at : at + step),
    Home: move(shown.first),
    End: move(shown.last),
    "+": zoom(0.5),
    "=": zoom(0.5),
    "-": zoom(2),
    "0": actions.unzoomed,
    Escape: actions.unzoomed,
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

/** As the legend shows them. */
function valuesAtCrosshair(plot: uPlot): string {
  const rows = [...plot.root.querySelectorAll(".u-legend .u-series:not(.u-off)")];
  return rows
    .map((row) => {
      const [label, value] = [row.querySelector(".u-label"), row.querySelector(".u-value")];
      return `${label?.textContent ?? ""} ${value?.textContent ?? ""}`;
    })
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
