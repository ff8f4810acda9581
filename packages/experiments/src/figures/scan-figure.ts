// A scan: what was measured against what was varied, one panel a measure; below them the time courses of its runs.

import type { ScanResult } from "../scan/scan-types.js";
import { figureFrame } from "./figure-theme.js";
import type { Figure, FigureOptions } from "./figure-types.js";
import { scanCoursePanels } from "./scan-courses.js";
import { scanLinesPanel } from "./scan-lines.js";
import { isDrawnAsMap, scanMapPanel } from "./scan-map.js";

const PANEL_HEIGHT = 220;
/** A picture with more of them is no picture: `area` of an oscillation has one value a pulse. */
const MOST_MEASURES = 8;

/** Values over the first axis; a second one tells lines apart, or spans a map of colours together with the first. */
export function scanFigure(result: ScanResult, options: FigureOptions = {}): Figure {
  const title = `Scan of ${result.network}`;
  const size = { height: PANEL_HEIGHT, ...options };
  const { width = 480, height = PANEL_HEIGHT, ...frame } = figureFrame(title, subtitleOf(result), size);
  const measures = result.measures
    .slice(0, MOST_MEASURES)
    .map((measure) =>
      isDrawnAsMap(result) ? scanMapPanel(result, measure) : scanLinesPanel(result, measure, options),
    );
  const panels = [...measures, ...scanCoursePanels(result)];
  const nothing = { data: { values: [] }, mark: "point" };
  const specification = {
    ...frame,
    vconcat: (panels.length > 0 ? panels : [nothing]).map((panel) => ({ width, height, ...panel })),
    resolve: { scale: { color: "independent", strokeDash: "independent" } },
  };
  return { name: "scan", title, specification };
}

function subtitleOf({ points, method, measures }: ScanResult): string | undefined {
  const runs = points.reduce((most, point) => Math.max(most, point.runs), 0);
  const hasRuns = method !== "ode" && method !== "linear_noise" && runs > 1;
  const parts = [
    ...(hasRuns ? [`mean of ${runs} stochastic runs each; bars: ± standard deviation`] : []),
    ...(measures.length > MOST_MEASURES ? [`the first ${MOST_MEASURES} of ${measures.length} measures`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join("; ");
}
