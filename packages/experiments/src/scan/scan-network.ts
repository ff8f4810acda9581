// A `scan` record → its runs, made here or by whoever makes them faster, and the table of what they measured.

import { InternalError } from "@ncrn/language";
import type { ExperimentFailure, Progress } from "../control.js";
import { settingsOf } from "../simulate/simulation-settings.js";
import { unitOfConcentration } from "../simulate/summarise.js";
import { unitOfRate } from "../unit-of-rate.js";
import { combinationAt, combinationCount, combinationInWords } from "./scan-grid.js";
import { createPointOpener, createPointSimulator, type OpenedPoint } from "./scan-point.js";
import type {
  ScanAxis,
  ScanControl,
  ScanMeasure,
  ScanOverrides,
  ScanPoint,
  ScanResult,
  ScanTask,
} from "./scan-types.js";

/** What is to be done, and where to deliver it. */
export interface ScanWork {
  readonly task: ScanTask;
  readonly overrides: ScanOverrides;
  /** Points are numbered from 0 to this. */
  readonly count: number;
  /** Takes a finished point; to be awaited. */
  readonly deliver: (point: ScanPoint) => Promise<void>;
  readonly control: ScanControl;
}

/** Makes the points of a scan; who makes which, and in which order, changes nothing in the result. */
export type ScanExecutor = (work: ScanWork) => Promise<void>;

/** One point after the other, here. */
export const executeScanSequentially: ScanExecutor = async ({ task, overrides, count, deliver, control }) => {
  const simulate = createPointSimulator(task, overrides);
  const { vary } = task.record;
  for (let index = 0; index < count && control.isCancelled?.() !== true; index++) {
    const values = combinationAt(vary, index);
    const onProgress = ({ done, total }: Progress) =>
      control.onProgress?.(progressOf(index + done / total, count, { vary, values }));
    const point = await simulate(index, { ...control, onProgress });
    if (point === undefined) return;
    await deliver(point);
  }
};

/**
 * Runs a network for every combination of the varied values. A point that fails does not end the scan.
 * @param executor who makes the points; by default they are made here, one after the other
 */
export async function scanNetwork(
  task: ScanTask,
  overrides: ScanOverrides = {},
  control: ScanControl = {},
  executor: ScanExecutor = executeScanSequentially,
): Promise<ScanResult> {
  const { vary } = task.record;
  const count = combinationCount(vary);
  const points = new Map<number, ScanPoint>();
  const heading = headingOf(task, overrides);
  const soFar = (): ScanResult => ({ ...heading, ...endOf(points, { count, vary }), ...tableOf(points) });
  const deliver = async (point: ScanPoint): Promise<void> => {
    points.set(point.index, point);
    await control.onPoint?.(point, soFar);
    await control.onProgress?.(progressOf(points.size, count, { vary, values: point.values }));
  };
  await executor({ task, overrides, count, deliver, control });
  return soFar();
}

function progressOf(
  done: number,
  total: number,
  { vary, values }: { readonly vary: ScanTask["record"]["vary"]; readonly values: readonly number[] },
): Progress {
  return { activity: "scan", done, total, isShare: true, detail: combinationInWords(vary, values) };
}

type Heading = Pick<ScanResult, "name" | "network" | "method" | "timeUnit" | "concentrationUnit" | "axes">;

function headingOf(task: ScanTask, overrides: ScanOverrides): Heading {
  const { record } = task;
  // Units are those of the text as it stands, whatever it says with the values of the scan.
  const opened = createPointOpener(task)();
  const axes = record.vary.map(
    ({ name, values, spacing }): ScanAxis => ({ name, values, spacing, unit: unitOf(name, opened) }),
  );
  const named = { name: record.name, network: record.subject, axes };
  if (opened.kind === "faulty")
    return { ...named, method: record.method.kind, timeUnit: undefined, concentrationUnit: undefined };
  return {
    ...named,
    method: settingsOf(opened.task, overrides).method,
    timeUnit: opened.task.network.units.time,
    concentrationUnit: unitOfConcentration(opened.task),
  };
}

/** In the units of the file; a constant has none. */
function unitOf(name: string, opened: OpenedPoint): string | undefined {
  if (opened.kind === "faulty") return undefined;
  const { network, source } = opened.task;
  const isOf = (full: string): boolean => full === name || full.startsWith(`${name}[`);
  const parameter = network.parameters.find((candidate) => isOf(candidate.name));
  if (parameter !== undefined) return unitOfRate(parameter, network);
  const isSpecies = source.kind === "network" && source.species.some((candidate) => isOf(candidate.name));
  return isSpecies ? unitOfConcentration(opened.task) : undefined;
}

/** Points by index. */
function inOrder(points: ReadonlyMap<number, ScanPoint>): readonly ScanPoint[] {
  return [...points.values()].sort((a, b) => a.index - b.index);
}

function tableOf(points: ReadonlyMap<number, ScanPoint>): Pick<ScanResult, "points" | "measures"> {
  const measures = new Map<string, ScanMeasure>();
  const ordered = inOrder(points);
  for (const point of ordered) {
    for (const { label, unit } of point.measures)
      if (!measures.has(label)) measures.set(label, { name: label, unit });
  }
  return { points: ordered, measures: [...measures.values()] };
}

interface Extent {
  readonly count: number;
  readonly vary: ScanTask["record"]["vary"];
}

function endOf(
  points: ReadonlyMap<number, ScanPoint>,
  { count, vary }: Extent,
): Pick<ScanResult, "status" | "failure" | "diagnostics"> {
  const failed = inOrder(points).filter((point) => point.status === "failed");
  const failedRun = failed.find(({ failure }) => failure !== undefined);
  const refused = failed.find(({ diagnostics }) => diagnostics.length > 0);
  const ends = {
    failure: failedRun && failureAt(failedRun, { vary, failed: failed.length, count }),
    diagnostics: refused?.diagnostics ?? [],
  };
  if (points.size < count) return { ...ends, status: "cancelled" };
  return { ...ends, status: failed.length > 0 ? "failed" : "completed" };
}

/** The failure of a run with the values at which it happened. */
function failureAt(
  { failure, values }: ScanPoint,
  { vary, failed, count }: Pick<Extent, "vary" | "count"> & { readonly failed: number },
): ExperimentFailure {
  if (failure === undefined) throw new InternalError("a point failed without saying why");
  const others = failed === 1 ? "" : ` ${failed} of ${count} runs failed; this is the first one.`;
  return { ...failure, message: `With ${combinationInWords(vary, values)}: ${failure.message}${others}` };
}
