// The legend that uPlot makes → one that can be used with the keyboard and with a screen reader.

import type uPlot from "uplot";
import { element } from "../shared/elements.js";
import type { Theme } from "../shared/theme.js";
import type { Chart } from "./chart-data.js";
import { BAND_EDGE } from "./chart-plot.js";
import { strokeOf } from "./series-stroke.js";

/** Rows hide and show lines: they become buttons, with a sample of their line. Edges of bands are no lines. */
export function makeLegendReachable(plot: uPlot, chart: Chart, theme: Theme): void {
  plot.root.classList.toggle("many-lines", chart.hasManyLines === true);
  for (const [index, row] of rowsOf(plot).entries()) {
    if (index > 0) row.querySelector(".u-marker")?.replaceWith(sampleOf(strokeOf(chart, index - 1, theme)));
    const name = nameOf(row);
    if (name === BAND_EDGE) row.remove();
    const label = row.querySelector("th");
    if (label === null || row.previousElementSibling === null) continue;
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", `Show ${name}`);
    label.title = `Show or hide ${name}`;
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      label.click();
    });
  }
  if (chart.legendTitle !== undefined && chart.hasManyLines !== true) shortenNames(plot, chart);
  alignColumns(plot);
  showPressed(plot);
}

/** What all names have in common stands above them. */
function shortenNames(plot: uPlot, { series, legendTitle = "" }: Chart): void {
  const [places, ...lines] = rowsOf(plot);
  for (const [index, row] of lines.entries()) {
    const label = row.querySelector(".u-label");
    const short = series[index]?.inLegend;
    if (label !== null && short !== undefined) label.textContent = short;
  }
  places?.classList.add("above-title");
  places?.after(element("tr", { class: "legend-title" }, element("td", {}, legendTitle)));
}

/** The style gives each name the room of the longest, so that names and values stand below each other. */
function alignColumns(plot: uPlot): void {
  const names = rowsOf(plot)
    .filter((row) => !row.classList.contains("above-title"))
    .map(nameOf);
  const longest = Math.max(...names.map((name) => [...name].length));
  plot.root.querySelector<HTMLElement>(".u-legend")?.style.setProperty("--name-width", `${longest}ch`);
}

const SVG = "http://www.w3.org/2000/svg";
const SAMPLE = { width: 26, height: 10 };

/** A piece of the line as the chart has it. */
function sampleOf({ colour, dash }: ReturnType<typeof strokeOf>): SVGElement {
  const sample = document.createElementNS(SVG, "svg");
  sample.setAttribute("class", "u-marker");
  sample.setAttribute("width", String(SAMPLE.width));
  sample.setAttribute("height", String(SAMPLE.height));
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", `M0 ${SAMPLE.height / 2}H${SAMPLE.width}`);
  line.setAttribute("stroke", colour);
  line.setAttribute("stroke-width", "2.5");
  line.setAttribute("stroke-dasharray", dash.join(" "));
  sample.append(line);
  return sample;
}

/** Marks the line that the crosshair is near; of many lines the legend shows it alone. */
export function showFocused(plot: uPlot, series: number | null): void {
  for (const [index, row] of rowsOf(plot).entries()) row.classList.toggle("focused", index === series);
}

/** Says which lines are shown. */
export function showPressed(plot: uPlot): void {
  for (const row of rowsOf(plot))
    row.querySelector("th[role]")?.setAttribute("aria-pressed", String(!row.classList.contains("u-off")));
}

function rowsOf(plot: uPlot): readonly HTMLElement[] {
  return [...plot.root.querySelectorAll<HTMLElement>(".u-legend .u-series")];
}

function nameOf(row: HTMLElement): string {
  return row.querySelector(".u-label")?.textContent ?? "";
}
