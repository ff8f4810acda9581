// The legend that uPlot makes → one that can be used with the keyboard and with a screen reader.

import type uPlot from "uplot";
import { BAND_EDGE } from "./chart-plot.js";

/** Rows hide and show lines: they become buttons. Edges of bands are no lines. */
export function makeLegendReachable(plot: uPlot): void {
  for (const row of rowsOf(plot)) {
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
  showPressed(plot);
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
