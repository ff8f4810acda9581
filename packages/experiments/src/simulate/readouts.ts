// `plot` and `report` of a record → quantities to follow, and what is said of them over the runs.

import type { CheckedReadout, ScalarExpression } from "@ncrn/language";
import { type Course, expressionReader } from "./course.js";
import {
  diesAway,
  isSampledTooRarely,
  largestOf,
  overlapOf,
  periodOf,
  pulseAreas,
  smallestOf,
} from "./course-functions.js";
import type { ReportEntry } from "./simulation-types.js";

/** A quantity followed over time in every run. */
export interface FollowedQuantity {
  readonly label: string;
  /** The same for the same quantity, whatever is asked of it: a name, or an expression as written. */
  readonly key: string;
  /** True for a species, signal or definition by itself, which has the unit of concentration. */
  readonly isNamed: boolean;
  readonly over: (course: Course) => Float64Array;
  /** Undefined for a name. */
  readonly expression: ScalarExpression | undefined;
}

/** A quantity of the network by its name. */
export function namedQuantity(name: string): FollowedQuantity {
  const over = (course: Course) => course.column(name);
  return { label: name, key: name, isNamed: true, over, expression: undefined };
}

/** A plotted read-out: which statistic over the runs of which quantity. */
export interface PlottedReadout extends FollowedQuantity {
  readonly statistic: "value" | "mean" | "sd" | "var" | "fano";
}

/** Resolves `plot`; an array stands for its components. `names` are all quantities of the network. */
export function plottedReadouts(
  readouts: readonly CheckedReadout[],
  names: readonly string[],
): readonly PlottedReadout[] {
  return readouts.flatMap((readout) => {
    const statistic = statisticOf(readout);
    return quantitiesOf(readout, names).map((quantity) => ({ ...quantity, statistic }));
  });
}

/** A report line from one run, to be averaged over the runs; or a statistic over the runs at the end. */
export interface ReportReadout {
  readonly label: string;
  readonly kind: "run" | "mean" | "var" | "sd" | "fano";
  readonly dimension: ReportDimension;
  /** Why there may be no number (NaN); undefined if there always is one. */
  readonly absence: string | undefined;
  /** What a statistic over the runs is taken of; undefined for `overlap`. */
  readonly quantity: FollowedQuantity | undefined;
  /** One number, or one a pulse. */
  readonly evaluate: (course: Course) => readonly number[];
  /** What makes the number of a smooth course doubtful; undefined if nothing does. */
  readonly doubt: (course: Course) => string | undefined;
}

type ReportDimension = "concentration" | "concentration²" | "concentration·time" | "time" | "none";

/** Units of the file, and how many molecules one of concentration is. */
export interface ReportUnits {
  readonly volume: number;
  readonly concentration: string | undefined;
  readonly time: string | undefined;
}

/** Resolves `report`. */
export function reportReadouts(
  readouts: readonly CheckedReadout[],
  names: readonly string[],
): readonly ReportReadout[] {
  return readouts.flatMap((readout): readonly ReportReadout[] => {
    const statistic = statisticOf(readout);
    const kind = statistic === "value" ? "run" : statistic;
    const quantities = quantitiesOf(readout, names);
    if (readout.function === "overlap") {
      const [first, second] = quantities;
      if (first === undefined || second === undefined) return [];
      const evaluate = (course: Course) => [overlapOf(first.over(course), second.over(course))];
      const dimension = first.isNamed && second.isNamed ? "concentration" : "none";
      const doubt = () => undefined;
      return [
        { label: readout.label, kind, dimension, absence: undefined, quantity: undefined, evaluate, doubt },
      ];
    }
    return quantities.map((quantity) => ({
      label: quantity.label,
      kind,
      quantity,
      dimension: dimensionOf(readout.function, quantity.isNamed),
      absence:
        readout.function === "period" ? "no period: it does not rise twice through its mean" : undefined,
      evaluate: runEvaluator(readout.function, quantity.over),
      doubt: readout.function === "period" ? doubtOfPeriod(quantity.over) : () => undefined,
    }));
  });
}

/** Numbers of all runs → the lines of the report; `spreadOfOne` as for `statisticOver`. */
export function reportEntries(
  readout: ReportReadout,
  runs: readonly (readonly number[])[],
  units: ReportUnits,
  spreadOfOne = Number.NaN,
): readonly ReportEntry[] {
  const unit = unitOf(readout.dimension, units);
  const count = runs.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: count }, (_, index) => {
    const values = runs.flatMap((run) => (Number.isNaN(run[index] ?? Number.NaN) ? [] : [run[index]!]));
    const value = statisticOver(readout.kind, values, { volume: units.volume, spreadOfOne });
    const label = count > 1 ? `${readout.label}[${index + 1}]` : readout.label;
    const spread = readout.kind === "run" && values.length > 1 ? { deviation: deviationOf(values) } : {};
    const entry = { label, value, ...spread, unit };
    if (values.length === 0) return { ...entry, note: readout.absence, ...remarked(readout.absence) };
    const share = values.length < runs.length ? { some: values.length, all: runs.length } : undefined;
    const remark = values.length === 1 && Number.isNaN(value) ? "no value: one run has no spread" : undefined;
    const notes = [
      count > 1 ? `pulse ${index + 1} of ${count}` : undefined,
      share && `in ${share.some} of ${share.all} runs`,
      remark,
    ].filter((note) => note !== undefined);
    const note = notes.length === 0 ? undefined : notes.join(", ");
    return { ...entry, note, ...(share && { share }), ...remarked(remark) };
  });
}

/** The lines of the report of one smooth course. */
export function reportOfCourse(
  readout: ReportReadout,
  course: Course,
  units: ReportUnits,
): readonly ReportEntry[] {
  const doubt = readout.doubt(course);
  const entries = reportEntries(readout, [readout.evaluate(course)], units, 0);
  return doubt === undefined
    ? entries
    : entries.map((entry) => (Number.isNaN(entry.value) ? entry : { ...entry, note: doubt, remark: doubt }));
}

function remarked(remark: string | undefined): Pick<ReportEntry, "remark"> {
  return remark === undefined ? {} : { remark };
}

function doubtOfPeriod(over: FollowedQuantity["over"]): ReportReadout["doubt"] {
  return (course) => {
    if (course.times.length === 0) return undefined;
    const samples = { times: course.times, values: over(course) };
    if (isSampledTooRarely(samples))
      return "doubtful: few samples in each oscillation; raise `sample` or shorten `until`";
    return diesAway(samples) ? "doubtful: the oscillation dies away" : undefined;
  };
}

function dimensionOf(name: string | undefined, isNamed: boolean): ReportDimension {
  if (name === "period") return "time";
  if (!isNamed || name === "fano") return "none";
  if (name === "var") return "concentration²";
  return name === "area" ? "concentration·time" : "concentration";
}

/** Undefined if the file lacks a unit that is needed. */
function unitOf(dimension: ReportDimension, { concentration, time }: ReportUnits): string | undefined {
  switch (dimension) {
    case "concentration":
      return concentration;
    case "concentration²":
      return concentration === undefined ? undefined : `${concentration}²`;
    case "concentration·time":
      return concentration === undefined || time === undefined ? undefined : `${concentration}·${time}`;
    case "time":
      return time;
    case "none":
      return undefined;
  }
}

/**
 * Over the runs; `var` and `sd` divide by n − 1. One number has the spread `spreadOfOne`: none (NaN) if it is that of a
 * random run, 0 if there is no chance. `volume` as for `statisticFrom`.
 */
function statisticOver(
  kind: ReportReadout["kind"],
  values: readonly number[],
  { volume, spreadOfOne }: { readonly volume: number; readonly spreadOfOne: number },
): number {
  const deviation = values.length > 1 ? deviationOf(values) : spreadOfOne;
  return statisticFrom(kind, { mean: meanOf(values), deviation, volume });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of at least two values. */
function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** From mean and standard deviation; Fano's factor is that of the molecules, of which concentration·volume are there. */
export function statisticFrom(
  kind: ReportReadout["kind"] | "value",
  { mean, deviation, volume }: { readonly mean: number; readonly deviation: number; readonly volume: number },
): number {
  switch (kind) {
    case "run":
    case "value":
    case "mean":
      return mean;
    case "sd":
      return deviation;
    case "var":
      return deviation * deviation;
    case "fano":
      return (volume * deviation * deviation) / mean;
  }
}

function statisticOf({ function: name }: CheckedReadout): PlottedReadout["statistic"] {
  return name === "mean" || name === "sd" || name === "var" || name === "fano" ? name : "value";
}

function quantitiesOf(readout: CheckedReadout, names: readonly string[]): readonly FollowedQuantity[] {
  const expressions = readout.arguments.map((expression, index) => followed(readout, expression, index));
  const listed = readout.names.flatMap((name) =>
    names
      .filter((candidate) => candidate === name || candidate.startsWith(`${name}[`))
      .map((component) => ({
        ...namedQuantity(component),
        label: readout.function === undefined ? component : `${readout.function}(${component})`,
      })),
  );
  return expressions.length > 0 ? expressions : listed;
}

/** `final(X)` of an array is `final(X[1])`, `final(X[2])`, … */
function labelOf(readout: CheckedReadout, expression: ScalarExpression, index: number): string {
  const { function: name, arguments: all, label } = readout;
  if (all.length === 1 || name === "overlap") return label;
  const component = expression.kind === "Component" ? expression.name : undefined;
  if (name === undefined) return component ?? label;
  return component === undefined ? `${label}[${index + 1}]` : `${name}(${component})`;
}

function followed(readout: CheckedReadout, expression: ScalarExpression, index: number): FollowedQuantity {
  const label = labelOf(readout, expression, index);
  if (expression.kind === "Component") return { ...namedQuantity(expression.name), label };
  const { function: name, arguments: all } = readout;
  // `mean(A + B)` asks for a statistic of what `A + B` would be.
  const written = name === undefined ? label : readout.label.slice(name.length + 1, -1);
  const key = all.length > 1 ? `${written} ${index + 1}` : written;
  return { label, key, isNamed: false, over: expressionReader(expression), expression };
}

function runEvaluator(name: string | undefined, over: FollowedQuantity["over"]): ReportReadout["evaluate"] {
  switch (name) {
    case "min":
      return (course) => [smallestOf(over(course))];
    case "max":
      return (course) => [largestOf(over(course))];
    case "period":
      return (course) => [periodOf({ times: course.times, values: over(course) })];
    case "area":
      return (course) => pulseAreas({ times: course.times, values: over(course) });
    default:
      return (course) => [over(course).at(-1) ?? Number.NaN];
  }
}
