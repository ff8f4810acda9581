// A chart in the page: heading, buttons, plot with legend and crosshair, and what a logarithmic axis leaves out.

import { element, hiddenElement } from "../shared/elements.js";
import type { Chart } from "./chart-data.js";
import { keysOfChart, listenToKeys } from "./chart-keys.js";
import { createChartTools, type ExportTarget } from "./chart-tools.js";
import { createColourScale } from "./colour-scale.js";
import { createLivePlot, WHOLE } from "./live-plot.js";
import type { ChartLook } from "./plot-source.js";

/** A chart that is shown. */
export interface ChartView {
  readonly root: HTMLElement;
  readonly update: (chart: Chart) => void;
  /** Ends it; its element is to be removed. */
  readonly close: () => void;
}

/** Shows a chart. */
export function showChart(first: Chart, target: ExportTarget): ChartView {
  const canvas = element("div", {
    class: "canvas",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "chart",
    "aria-label": keysOfChart(first),
  });
  const note = element("div", { class: "note faint" });
  const scale = createColourScale();
  const readout = hiddenElement({ "aria-live": "polite" });
  const live = createLivePlot(first, canvas, () => {
    note.textContent = noteOf(live.chart(), live.look().axes);
    scale.update(live.chart().colours);
    tools.refresh();
  });
  const tools = createChartTools(live, target);
  tools.refresh();
  listenToKeys(canvas, {
    plot: live.plot,
    look: live.look,
    zoomed: live.setZoom,
    unzoomed: () => live.setZoom(WHOLE),
    tell: (text) => {
      readout.textContent = text;
    },
  });
  const heading = element("h2", {}, first.title);
  const parts = [heading, tools.root, canvas, scale.root, note, readout];
  const root = element("section", { class: "chart", "aria-label": first.title }, ...parts);
  return { root, update: live.update, close: live.close };
}

/** What logarithmic axes leave out. */
function noteOf({ series, places, remark = "" }: Chart, axes: ChartLook["axes"]): string {
  const isLeftOut = (value: number | null): boolean => value !== null && value <= 0;
  const names = series.filter(({ values }) => values.some(isLeftOut)).map(({ name }) => name);
  const values = `Values of zero and less are left out of the logarithmic axis: ${names.join(", ")}.`;
  const notes = [
    ...(remark === "" ? [] : [remark]),
    ...(axes.vertical && names.length > 0 ? [values] : []),
    ...(axes.horizontal && (places[0] ?? 1) <= 0 ? ["The logarithmic axis begins behind zero."] : []),
  ];
  return notes.join(" ");
}
