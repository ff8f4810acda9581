// The buttons above a chart: axes, zoom, exports.

import type { MadeFile } from "../../messages/panel-messages.js";
import { button, element, toggle } from "../shared/elements.js";
import { pictureFromSvg } from "../shared/picture-from-svg.js";
import { csvOfChart, notesOf } from "./chart-csv.js";
import type { Chart } from "./chart-data.js";
import { type ChartWindow, svgOfChart } from "./chart-svg.js";
import { type LivePlot, WHOLE } from "./live-plot.js";
import type { ChartLook } from "./plot-source.js";

/** A row of buttons. */
export interface ChartTools {
  readonly root: HTMLElement;
  /** After the plot has changed. */
  readonly refresh: () => void;
}

/** Where exports go. */
export interface ExportTarget {
  readonly save: (file: MadeFile) => void;
  /** What their names begin with: what the chart is about. */
  readonly stem: () => string;
}

/** Buttons for a plot. */
export function createChartTools(live: LivePlot, { save, stem }: ExportTarget): ChartTools {
  const { title, id, horizontal } = live.chart();
  const axis = horizontal.replace(/ \(.*/, "");
  const { axes } = live.look();
  const logarithmic = (key: keyof ChartLook["axes"]) => (isOn: boolean) => live.setLogarithmic(key, isOn);
  const reset = button("reset zoom", "Show the whole chart again after zooming (double click)", () => {
    live.setZoom(WHOLE);
    root.querySelector("button")?.focus(); // a disabled button loses the focus
  });
  const nameOf = (ending: string): string => `${stem()}-${id}.${ending}`;
  const saveText = (ending: string, content: string): void =>
    save({ name: nameOf(ending), content, encoding: "text" });
  const svg = (): string => svgOfChart(live.chart(), windowOf(live));
  const root = element(
    "div",
    { class: "tools", role: "group", "aria-label": `${title}: axes and export` },
    toggle(`log ${axis}`, `Logarithmic ${axis} axis`, axes.horizontal, logarithmic("horizontal")),
    toggle("log values", "Logarithmic value axis", axes.vertical, logarithmic("vertical")),
    reset,
    button("SVG", `Export ${title} as SVG`, () => saveText("svg", svg())),
    button("PNG", `Export ${title} as PNG`, async () =>
      save({ name: nameOf("png"), content: await pictureFromSvg(svg()), encoding: "base64" }),
    ),
    button("CSV", `Export ${title} as CSV`, () => saveText("csv", tableOf(live.chart()))),
  );
  const refresh = (): void => {
    const { zoom } = live.look();
    reset.disabled = zoom.horizontal === undefined && zoom.vertical === undefined;
  };
  return { root, refresh };
}

function tableOf(chart: Chart): string {
  return chart.table === undefined ? csvOfChart(chart) : notesOf(chart) + chart.table();
}

function windowOf({ plot, look }: LivePlot): ChartWindow {
  const { axes, hidden } = look();
  const range = (key: "x" | "y", isLogarithmic: boolean) => {
    const { min, max } = plot()?.scales[key] ?? {};
    return { low: min ?? 0, high: max ?? 1, isLogarithmic };
  };
  return { horizontal: range("x", axes.horizontal), vertical: range("y", axes.vertical), hidden };
}
