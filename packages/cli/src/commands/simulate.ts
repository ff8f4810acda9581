// ncrn simulate: a network in time → its last values, its report, a CSV file, a picture.

import {
  csvFromSimulation,
  type SimulationResult,
  simulateNetwork,
  simulationFigure,
} from "@ncrn/experiments";
import { noteInterpreter } from "../code-generation.js";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments } from "../diagnostics-report.js";
import type { ExitCode } from "../exit-codes.js";
import { wrongUsage } from "../failure.js";
import { pictureFormat, writePicture } from "../figures.js";
import { fileUnlessDash, writeAtomically } from "../files.js";
import { networkAtStart } from "../network-at-start.js";
import { progressDisplay, runControl } from "../progress.js";
import { reportRunEnd } from "../run-end.js";
import { type OpenSubject, openSubject } from "../subject.js";
import { counted, numberText, tableText } from "../table.js";

export interface SimulateFlags {
  readonly until?: number;
  readonly method?: "ode" | "ssa";
  readonly runs?: number;
  readonly seed?: number;
  readonly csv?: string;
  readonly plot?: string;
}

/** Runs the network that the file and the name mean; writes what was computed also when the run fails or is stopped. */
export async function simulate(
  context: CommandContext,
  request: SimulateFlags & { readonly file: string; readonly name: string | undefined },
): Promise<ExitCode> {
  const { plot } = request;
  const csv = fileUnlessDash(request.csv, context.output);
  const tableOnly = request.csv === "-";
  if (plot !== undefined) pictureFormat(plot);
  const opened = openSubject(context, request.file, request.name, "simulate");
  const { source, simulation } = opened.subject;
  refuseRunsOfEquations(request, request.method ?? simulation?.method.kind ?? "ode");
  const { network, data } = networkAtStart(opened);
  requireLength(network.name, simulation?.until ?? request.until);
  noteInterpreter(context.output);
  const display = progressDisplay(context.output);
  const result = await simulateNetwork(
    { source, network, record: simulation },
    { ...overridesFrom(request), ...(context.maxSteps === undefined ? {} : { maxSteps: context.maxSteps }) },
    runControl(display, context.interruption),
  ).finally(() => display.stop());
  if (csv !== undefined) writeAtomically(csv, csvFromSimulation(result));
  if (plot !== undefined) await writePicture(plot, simulationFigure(result));
  if (context.output.json) context.output.document({ ...documentFrom(result, opened), files: { csv, plot } });
  else if (tableOnly) context.output.artefact(csvFromSimulation(result));
  else context.output.result(summaryText(result));
  if (network.learning !== undefined) context.output.message(startText(network.name, data));
  for (const rounded of result.rounded) context.output.message(roundedText(rounded));
  for (const file of [csv, plot]) if (file !== undefined) context.output.message(`wrote ${file}`);
  return reportRunEnd(context, result, {
    origin: simulation?.origin ?? network.provenance.origin,
    sources: opened.analysis.sources,
  });
}

function refuseRunsOfEquations({ runs = 1 }: SimulateFlags, method: "ode" | "ssa"): void {
  if (method === "ssa" || runs === 1) return;
  throw wrongUsage(
    "runs-without-effect",
    "`--runs` has no effect on differential equations: every run would be the same",
    "Add --method ssa, or leave out --runs.",
  );
}

function requireLength(network: string, until: number | undefined): void {
  if (until !== undefined) return;
  throw wrongUsage(
    "until-needed",
    `\`${network}\` has no simulate record that says how long to run`,
    "Add --until.",
  );
}

function documentFrom(result: SimulationResult, { analysis }: OpenSubject): Record<string, unknown> {
  const report = result.report.map((entry) => ({
    ...entry,
    value: Number.isNaN(entry.value) ? null : entry.value,
  }));
  return { ...result, report, diagnostics: diagnosticDocuments(analysis.diagnostics, analysis.sources) };
}

function roundedText({ species, concentration, count }: SimulationResult["rounded"][number]): string {
  const molecules = counted(count, "molecule");
  return `${species} starts with ${molecules}: ${numberText(concentration)} is no whole number of them`;
}

function startText(network: string, data: string | undefined): string {
  return data === undefined
    ? `${network} starts with inputs and weights of 0: no train record says where they come from`
    : `${network} starts with the first sample of ${data} and the drawn weights`;
}

function overridesFrom({ until, method, runs, seed }: SimulateFlags): Partial<SimulateFlags> {
  return {
    ...(until === undefined ? {} : { until }),
    ...(method === undefined ? {} : { method }),
    ...(runs === undefined ? {} : { runs }),
    ...(seed === undefined ? {} : { seed }),
  };
}

function summaryText(result: SimulationResult): string {
  const { network, method, runs, times, report, timeUnit, comparison } = result;
  const end = `${numberText(times.at(-1) ?? 0)}${timeUnit === undefined ? "" : ` ${timeUnit}`}`;
  const how =
    method === "ssa" ? `exact stochastic simulation, ${counted(runs, "run")}` : "differential equations";
  const lines = [`${network} at t = ${end} (${how})`, tableText(lastValues(result), "  ")];
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
