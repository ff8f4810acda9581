// A finished simulation → what a terminal shows of it.

import { isStochastic, type SimulationResult } from "@ncrn/experiments";
import { counted, numberText, tableText } from "../table.js";

/** Network, method, the values at the end and the report. */
export function summaryText(result: SimulationResult): string {
  const { network, times, report, timeUnit, comparison } = result;
  if (times.length === 0) return `${network}: no results`;
  const end = `${numberText(times.at(-1) ?? 0)}${timeUnit === undefined ? "" : ` ${timeUnit}`}`;
  const isPart = result.status !== "completed" && result.runs < 2;
  const place = `${network} at t = ${end}${isPart ? ", where the run ended" : ""}`;
  const lines = [`${place} (${methodText(result)})`, tableText(lastValues(result), "  ")];
  if (report.length > 0) {
    lines.push("report", tableText(reportRows(report), "  "));
  }
  if (comparison !== undefined) {
    const { largestRelativeDifference, at } = comparison;
    const difference = numberText(largestRelativeDifference, 2);
    const where = `${at.name} at t = ${numberText(at.time)}`;
    lines.push(`source and lowered network differ by at most ${difference} (relative, ${where})`);
  }
  return lines.join("\n");
}

/** A species that starts with another number than its concentration says, which has this unit. */
export function roundedText(
  { species, concentration, count }: SimulationResult["rounded"][number],
  unit: string | undefined,
): string {
  const written = `${numberText(concentration)}${unit === undefined ? "" : ` ${unit}`}`;
  return `${species} starts with ${counted(count, "molecule")}: ${written} is no whole number of them`;
}

/** That linear noise does not hold where fluctuations grow without bound; undefined if nothing looks like that. */
export function noiseText({ method, columns, timeUnit, times }: SimulationResult): string | undefined {
  if (method !== "linear_noise") return undefined;
  const largest = (all: readonly (readonly number[])[]) =>
    all.reduce((most, values) => values.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
  const bound = HUGE_NOISE * largest(columns.map(({ values }) => values));
  for (const [index, time] of times.entries()) {
    const found = columns.find(({ deviation }) => (deviation?.[index] ?? 0) > bound);
    if (found === undefined) continue;
    const when = `${numberText(time)}${timeUnit === undefined ? "" : ` ${timeUnit}`}`;
    return `linear noise does not hold from t = ${when} on: the noise of ${found.name} grows without bound, as between two stable states; simulate an ensemble instead`;
  }
  return undefined;
}

/** Why quantiles are not those of all runs. */
export function quantilesText({ runs, quantileRuns }: SimulationResult): string {
  return `quantiles and single runs are those of the first ${quantileRuns} of ${runs} runs: more values do not fit into 256 MB`;
}

/** Standard deviations so many times larger than every mean mean nothing. */
const HUGE_NOISE = 100;

/** The method, with the number of runs where they are random. */
function methodText({ method, runs }: SimulationResult): string {
  if (method === "linear_noise") return `${methodName(method)}, mean ± standard deviation`;
  if (!isStochastic(method)) return methodName(method);
  return `${methodName(method)}, ${runs === 0 ? "no run finished" : counted(runs, "run")}`;
}

/** What a method is called. */
export function methodName(method: SimulationResult["method"]): string {
  switch (method) {
    case "ode":
      return "differential equations";
    case "linear_noise":
      return "linear noise approximation";
    case "ssa":
      return "exact stochastic simulation";
    case "tau_leaping":
      return "tau-leaping";
    case "langevin":
      return "chemical Langevin equation";
  }
}

/** With a column of spreads if anything is a mean over several runs. */
function reportRows(report: SimulationResult["report"]): string[][] {
  const hasSpread = report.some(({ deviation }) => deviation !== undefined);
  return report.map(({ label, value, deviation, unit, note }) => {
    const spread = deviation === undefined ? "" : `± ${numberText(deviation)}`;
    const columns = hasSpread ? [spread] : [];
    if (Number.isNaN(value)) return [label, "", ...columns, note ?? "no value"];
    const explained = note === undefined ? [] : [`(${note})`];
    const rest = [...(unit === undefined ? [] : [unit]), ...explained].join(" ");
    return [label, numberText(value), ...columns, rest];
  });
}

/** The plotted read-outs at the end; of a quantity of several runs the mean with its standard deviation. */
function lastValues({ plotted, columns }: SimulationResult): string[][] {
  return plotted.map(({ name, values, unit }) => {
    const column = columns.find((candidate) => candidate.name === name);
    const value = (column?.values ?? values).at(-1) ?? Number.NaN;
    const deviation = column?.deviation?.at(-1);
    const spread = deviation === undefined || Number.isNaN(deviation) ? "" : `± ${numberText(deviation)}`;
    return [name, Number.isNaN(value) ? "–" : numberText(value), spread, unit ?? ""];
  });
}
