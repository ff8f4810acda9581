// ncrn explain: what the lowered network consists of, what is left to the host, and where everything comes from.

import { type Explanation, explain as explainNetwork } from "@ncrn/compiler";
import { hasRailForms, type Subject } from "@ncrn/experiments";
import { type CheckedProgram, lineColumnAt, type Origin } from "@ncrn/language";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments, placeDocument, type Sources } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { wrongUsage } from "../failure.js";
import { openSubject } from "../subject.js";
import { numberText, tableText } from "../table.js";

export interface ExplainFlags {
  readonly provenance?: true;
  readonly sweep?: string;
}

interface ExplainRequest extends ExplainFlags {
  readonly file: string;
  readonly name: string | undefined;
}

/** Prints the account of one network, or how its counts grow with a constant. */
export async function explain(context: CommandContext, request: ExplainRequest): Promise<ExitCode> {
  if (request.sweep !== undefined) return sweep(context, request, sweepFromText(request.sweep));
  const { subject, program, analysis } = openSubject(context, request.file, request.name, "network");
  const explanation = explainNetwork(subject.network);
  if (context.output.json) {
    const provenance = explanation.provenance.map(({ from, ...reaction }) => ({
      ...reaction,
      from: from.map(({ rule, origin }) => ({ rule, ...placeDocument(origin, analysis.sources) })),
    }));
    const diagnostics = diagnosticDocuments(analysis.diagnostics, analysis.sources);
    const rails = railAccuracy(subject.source);
    context.output.document({ ...explanation, rails, provenance, diagnostics });
  } else {
    context.output.result(
      explanationText(explanation, kindOf(program, explanation.name), railText(subject.source)),
    );
    if (request.provenance) context.output.result(`\n${provenanceText(explanation, analysis.sources)}`);
  }
  return exitCodes.done;
}

/** One column of counts a value of the constant. */
async function sweep(
  context: CommandContext,
  request: ExplainRequest,
  { name, from, to }: Sweep,
): Promise<ExitCode> {
  const rows: Record<string, number>[] = [];
  for (let value = from; value <= to; value++) {
    const settings = { ...context.settings, [name]: value };
    // What there is to say about the file is said once.
    const output = value === from ? context.output : { ...context.output, quiet: true };
    const swept = { ...context, output, settings, sweptName: name };
    const { subject } = openSubject(swept, request.file, request.name, "network");
    const { species, reactions, maxOrder } = explainNetwork(subject.network);
    rows.push({ [name]: value, species, reactions, maxOrder });
  }
  if (context.output.json) context.output.document({ constant: name, rows });
  const table = rows.map((row) => Object.values(row).map(String));
  context.output.result(tableText([[name, "species", "reactions", "max order"], ...table]));
  return exitCodes.done;
}

interface Sweep {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function sweepFromText(text: string): Sweep {
  const [, name, from, to] = /^\s*([^=\s]+)\s*=\s*(\d+)\s*\.\.\s*(\d+)\s*$/.exec(text) ?? [];
  if (name === undefined || Number(from) > Number(to)) {
    throw wrongUsage("wrong-usage", `\`--sweep ${text}\` is no range`, "Write it as `--sweep d=2..8`.");
  }
  return { name, from: Number(from), to: Number(to) };
}

function kindOf(program: CheckedProgram, name: string): string {
  const learn = program.learns.find((record) => record.name === name);
  return learn === undefined ? "crn" : `learn ${learn.model.name}, ${learn.gradient} gradient`;
}

/** How exact the rails are, for scripts. */
function railAccuracy(source: Subject["source"]): { readonly exact: boolean; readonly annihilate: number } {
  return { exact: !hasRailForms(source), annihilate: source.lowering.annihilate };
}

function railText(source: Subject["source"]): string {
  const { exact, annihilate } = railAccuracy(source);
  return exact
    ? "exact at every rate of annihilation"
    : `absolute values are exact in the limit of fast annihilation; at rate ${annihilate} expect relative errors of order 1/${annihilate}`;
}

function explanationText(explanation: Explanation, kind: string, rails: string): string {
  const { name, species, reactions, maxOrder, kinetics, weights, phases, outsideTheChemistry } = explanation;
  const durations = phases.map((phase) => `${phase.name} ${numberText(phase.duration)}`).join(" → ");
  const head = [
    ["species", String(species), countsText(explanation.speciesByRole)],
    ["reactions", String(reactions), countsText(explanation.reactionsByRole)],
    ["max order", String(maxOrder), countsText(explanation.reactionsByOrder, "order ")],
    ...(phases.length === 0 ? [] : [["phases", String(phases.length), durations]]),
    ...(phases.length === 0 ? [] : [["", "", countsText(explanation.reactionsByPhase, "", " reactions")]]),
    ...(weights.length === 0 ? [] : [["weights", String(weights.length), listText(weights)]]),
  ];
  const duties = outsideTheChemistry.map(({ description }) => `  - the host ${description}`);
  return [
    `${name} (${kind})`,
    tableText(head, "  "),
    `  law: ${kinetics}`,
    `  rails: ${rails}`,
    "",
    "Done outside the chemistry:",
    ...duties,
  ].join("\n");
}

function countsText(counts: Readonly<Record<string, number>>, before = "", after = ""): string {
  return Object.entries(counts)
    .map(([key, count]) => `${before}${key}: ${count}${after}`)
    .join(", ");
}

function listText(names: readonly string[]): string {
  return names.length <= 12 ? names.join(", ") : `${names.slice(0, 12).join(", ")}, …`;
}

function provenanceText({ provenance }: Explanation, sources: Sources): string {
  const rows = provenance.map(({ id, text, phases, from }) => [
    id,
    text,
    phases.join(" "),
    from.map(({ rule, origin }) => `${rule} (${placeText(origin, sources)})`).join("; "),
  ]);
  return `Reactions:\n${tableText(rows, "  ")}`;
}

function placeText({ file, span }: Origin, sources: Sources): string {
  const source = sources.get(file);
  if (source === undefined) return file;
  const { line, column } = lineColumnAt(source, span.start);
  return `${file}:${line}:${column}`;
}
