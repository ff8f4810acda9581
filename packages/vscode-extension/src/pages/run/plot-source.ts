// What a plot is made from: a chart, how the user looks at it, and who is told what the user does with it.

import type uPlot from "uplot";
import type { Theme } from "../shared/theme.js";
import type { Chart } from "./chart-data.js";

/** A part of an axis. */
export type Span = readonly [low: number, high: number];

/** How the user looks at a chart; kept while data come and plots are made anew. */
export interface ChartLook {
  /** True for logarithmic axes. */
  readonly axes: { readonly horizontal: boolean; readonly vertical: boolean };
  /** Names of lines that are not shown. */
  readonly hidden: ReadonlySet<string>;
  /** Axes that are not shown as a whole; they follow the data no longer. */
  readonly zoom: { readonly horizontal: Span | undefined; readonly vertical: Span | undefined };
}

/** What a plot is drawn with. Charts and looks are asked for when they are needed, since both change. */
export interface PlotSource {
  readonly chart: () => Chart;
  readonly look: () => ChartLook;
  readonly theme: Theme;
  readonly size: { readonly width: number; readonly height: number };
  /** The user has marked a part of the plot. */
  readonly zoomed: (zoom: ChartLook["zoom"]) => void;
  readonly unzoomed: () => void;
  /** The user has hidden or shown a line. */
  readonly toggled: (name: string, isShown: boolean) => void;
  /** The crosshair has come near a line, or far from all of them. */
  readonly focused: (plot: uPlot, series: number | null) => void;
}
