// What a run has led to: charts, decision boundary, report. Parts stay in sight until the next run replaces them or
// ends without them, so that nothing flickers while a slider moves.

import type { MadeFile } from "../../messages/panel-messages.js";
import type {
  BoundaryPicture,
  ChangedValue,
  RunDescription,
  ScanCourse,
  SimulationCourse,
  TrainingCourse,
} from "../../messages/run-messages.js";
import { element } from "../shared/elements.js";
import { fileStem } from "../shared/file-stem.js";
import { type BoundaryView, showBoundary } from "./boundary-view.js";
import { type Chart, chartOfSimulation, chartsOfTraining } from "./chart-data.js";
import { chartsOfScan } from "./chart-of-scan.js";
import type { ExportTarget } from "./chart-tools.js";
import { type ChartView, showChart } from "./chart-view.js";
import { createPartList, type Part } from "./part-list.js";
import { changesParagraph, comparisonParagraph, reportTable } from "./report-table.js";
import { scanTable } from "./scan-table.js";

/** The results in a panel. */
export interface RunResults {
  readonly root: HTMLElement;
  /** A run begins; so far all that is shown is of the run before. */
  readonly begin: () => void;
  /** What runs, and which values are not those of the text. */
  readonly describe: (description: Pick<RunDescription, "title" | "changed">) => void;
  readonly simulated: (course: SimulationCourse) => void;
  readonly scanned: (course: ScanCourse) => void;
  readonly trained: (course: TrainingCourse) => void;
  readonly boundary: (boundary: BoundaryPicture) => void;
  /** The run has told everything: what is not its own goes. */
  readonly complete: () => void;
  /** The run has stopped early: what is not its own is marked. True if there is anything like that. */
  readonly stop: () => boolean;
}

/** No results yet; `save` is given what the user exports. */
export function createRunResults(save: (file: MadeFile) => void): RunResults {
  const charts = createPartList<ChartView>(element("div"));
  const boundaries = createPartList<BoundaryView>(element("div"));
  const reports = createPartList<Part>(element("div"));
  const lists = [charts, boundaries, reports];
  let changed: readonly ChangedValue[] = [];
  let title = "";
  const target: ExportTarget = { save, stem: () => fileStem(title) };
  const show = (all: readonly Chart[], report: readonly HTMLElement[]): void => {
    for (const [place, chart] of all.entries())
      charts.obtain(keyOf(chart), place, () => showChart(chart, target)).update(chart);
    const content = [...changesParagraph(changed), ...report];
    if (content.length > 0) reports.obtain("report", 0, emptyReport).root.replaceChildren(...content);
  };
  return {
    root: element("main", {}, ...lists.map(({ root }) => root)),
    begin: () => {
      for (const list of lists) list.begin();
    },
    describe: (description) => {
      ({ title, changed } = description);
    },
    simulated: (course) =>
      show(
        course.plottedTimes.length > 1 ? [chartOfSimulation(course, changed)] : [], // a line needs two points
        [...reportTable(course.report), ...comparisonParagraph(course.comparison, course.timeUnit)],
      ),
    scanned: (course) => show(chartsOfScan(course, changed), scanTable(course)),
    trained: (course) => show(chartsOfTraining(course, changed), []),
    boundary: (boundary) => boundaries.obtain("boundary", 0, () => showBoundary(target)).update(boundary),
    complete: () => {
      for (const list of lists) list.dropOld();
    },
    stop: () => lists.map((list) => list.markOld()).includes(true),
  };
}

/** Over another quantity it is another chart, to be looked at anew. */
function keyOf({ id, title, horizontal, startsLogarithmic }: Chart): string {
  return `${id} ${title} ${horizontal} ${startsLogarithmic.horizontal}`;
}

function emptyReport(): Part {
  return { root: element("div", { class: "report" }), close: () => undefined };
}
