// A finished simulation → what a terminal shows of it.

import type { SimulationResult } from "@ncrn/experiments";
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
    lines.push("report", tableText(report.map(reportRow), "  "));
  }
  if (comparison !== undefined) {
    const { largestRelativeDifference, at } = comparison;
    const difference = numberText(largestRelativeDifference, 2);
    const where = `${at.name} at t = ${numberText(at.time)}`;
    lines.push(`source and lowered network differ by at most ${difference} (relative, ${where})`);
  }
  return lines.join("\n");
}

/** A species that starts with another number than its concentration says. */
export function roundedText({ species, concentration, count }: SimulationResult["rounded"][number]): string {
  const molecules = counted(count, "molecule");
  return `${species} starts with ${molecules}: ${numberText(concentration)} is no whole number of them`;
}

/** Why quantiles are not those of all runs. */
export function quantilesText({ runs, quantileRuns }: SimulationResult): string {
  return `quantiles and single runs are those of the first ${quantileRuns} of ${runs} runs: more values do not fit into 256 MB`;
}

function methodText({ method, runs }: SimulationResult): string {
  switch (method) {
    case "ode":
      return "differential equations";
    case "linear_noise":
      return "linear noise approximation, mean ± standard deviation";
    case "ssa":
      return `exact stochastic simulation, ${counted(runs, "run")}`;
    case "tau_leaping":
      return `tau-leaping, ${counted(runs, "run")}`;
    case "langevin":
      return `chemical Langevin equation, ${counted(runs, "run")}`;
  }
}

function reportRow({ label, value, unit, note }: SimulationResult["report"][number]): string[] {
  if (Number.isNaN(value)) return [label, "", note ?? "no value"];
  const explained = note === undefined ? [] : [`(${note})`];
  return [label, numberText(value), [...(unit === undefined ? [] : [unit]), ...explained].join(" ")];
}

/** The plotted read-outs at the end; of a quantity of several runs the mean with its standard deviation. */
function lastValues({ plotted, columns }: SimulationResult): string[][] {
  return plotted.map(({ name, values, unit }) => {
    const column = columns.find((candidate) => candidate.name === name);
    const value = (column?.values ?? values).at(-1) ?? Number.NaN;
    const deviation = column?.deviation?.at(-1);
    return [name, numberText(value), deviation === undefined ? "" : `± ${numberText(deviation)}`, unit ?? ""];
  });
}
