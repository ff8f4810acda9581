// One combination of values → the network with them, its run, and what is measured of it.

import {
  analyze,
  type CheckedScan,
  type CheckedSimulate,
  type Diagnostic,
  diagnosticsAbout,
  hasErrors,
  type ParsedFile,
  parse,
  type SourceText,
} from "@ncrn/language";
import type { RunControl } from "../control.js";
import { simulateNetwork } from "../simulate/simulate-network.js";
import type {
  PlottedColumn,
  SimulationOverrides,
  SimulationResult,
  SimulationTask,
} from "../simulate/simulation-types.js";
import { compiledSubject } from "../subject.js";
import { startingNetwork } from "../train/starting-network.js";
import { combinationAt, combinationCount, keepsCourses } from "./scan-grid.js";
import type { ScanCourses, ScanPoint, ScanTask } from "./scan-types.js";

/** Makes one point; undefined if it was cancelled before its end. */
export type PointSimulator = (index: number, control: RunControl) => Promise<ScanPoint | undefined>;

/** Makes the points of a scan, here and one by one. */
export function createPointSimulator(task: ScanTask, overrides: SimulationOverrides): PointSimulator {
  const open = createPointOpener(task);
  const { vary } = task.record;
  const count = combinationCount(vary);
  return async (index, control) => {
    const values = combinationAt(vary, index);
    const opened = open(values);
    const nothing = {
      index,
      values,
      failure: undefined,
      diagnostics: [],
      measures: [],
      runs: 0,
      rounded: [],
    };
    if (opened.kind === "faulty")
      return { ...nothing, status: "failed", diagnostics: opened.diagnostics, courses: undefined };
    const result = await simulateNetwork(opened.task, overrides, control);
    if (result.status === "cancelled") return undefined;
    const { failure, runs, rounded } = result;
    const wantsCourses = task.record.plot.length > 0 && keepsCourses(index, count);
    return {
      ...nothing,
      status: failure === undefined ? "completed" : "failed",
      failure,
      measures: failure === undefined ? result.report : [],
      courses: wantsCourses ? coursesOf(result) : undefined,
      runs,
      rounded,
    };
  };
}

/** A network with the values of a combination, or why there is none. */
export type OpenedPoint =
  | { readonly kind: "open"; readonly task: SimulationTask }
  | { readonly kind: "faulty"; readonly diagnostics: readonly Diagnostic[] };

/** Checks and lowers the text with given values, or without any as it stands; files are parsed once. */
export function createPointOpener(task: ScanTask): (values?: readonly number[]) => OpenedPoint {
  const { root, readText, overrides: common, record } = task;
  const parses = new Map<string, ParsedFile>();
  const parseOnce = (source: SourceText): ParsedFile => {
    const known = parses.get(source.name) ?? parse(source);
    parses.set(source.name, known);
    return known;
  };
  return (values) => {
    const varied = values?.map((value, axis) => [record.vary[axis]!.override, value] as const);
    const overrides = new Map([...common, ...(varied ?? [])]);
    const analysis = analyze(root, { resolve: readText, overrides, parse: parseOnce });
    const { subject, source, diagnostics } = compiledSubject(analysis.program, record.name, "scan");
    const found = source === undefined ? analysis.diagnostics : diagnosticsAbout(analysis, [source.origin]);
    const scan = subject?.scan;
    if (subject === undefined || scan === undefined || hasErrors(found))
      return { kind: "faulty", diagnostics: errorsOf([...found, ...diagnostics]) };
    const start = startingNetwork(analysis.program, subject, { readText });
    if (start.network === undefined) return { kind: "faulty", diagnostics: errorsOf(start.diagnostics) };
    return {
      kind: "open",
      task: { source: subject.source, network: start.network, record: simulationFrom(scan) },
    };
  };
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** Each run of a scan is a simulation that reports what is measured. */
function simulationFrom(scan: CheckedScan): CheckedSimulate {
  const { name, subject, method, until, samples, volume, measure, plot, origin } = scan;
  return {
    kind: "simulate",
    ...{ name, subject, method, until, samples, volume, plot, origin },
    report: measure,
    compareWithSource: false,
  };
}

/** Stretches of a course that is drawn among others; of each the extremes are kept, lest peaks get lost. */
const MOST_STRETCHES = 400;

function coursesOf({ plottedTimes, plotted }: SimulationResult): ScanCourses {
  const kept = extremeSamples(
    plotted.map(({ values }) => values),
    plottedTimes.length,
  );
  const at = (values: readonly number[]): readonly number[] => kept.map((index) => values[index]!);
  return {
    times: at(plottedTimes),
    plotted: plotted.map(
      ({ name, unit, isOneRun, values }): PlottedColumn => ({
        name,
        unit,
        isOneRun,
        values: at(values),
        band: undefined,
      }),
    ),
  };
}

/** The first and the last sample, and of each stretch those at which one of the curves is lowest or highest. */
function extremeSamples(curves: readonly (readonly number[])[], length: number): readonly number[] {
  if (length <= 2 * MOST_STRETCHES) return Array.from({ length }, (_, index) => index);
  const kept = new Set([0, length - 1]);
  const stretches = Math.max(1, Math.floor(MOST_STRETCHES / Math.max(1, curves.length)));
  for (let stretch = 0; stretch < stretches; stretch++) {
    const [from, to] = [stretch, stretch + 1].map((border) => Math.floor((border * length) / stretches));
    for (const values of curves) {
      let [lowest, highest] = [from!, from!];
      for (let index = from!; index < to!; index++) {
        if (values[index]! < values[lowest]!) lowest = index;
        if (values[index]! > values[highest]!) highest = index;
      }
      kept.add(lowest).add(highest);
    }
  }
  return [...kept].sort((a, b) => a - b);
}
