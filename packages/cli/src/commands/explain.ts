// ncrn explain: what the lowered network consists of, what is left to the host, and where everything comes from.

import { explainLowering, type LoweringExplanation } from "@ncrn/compiler";
import { compiledSubject, hasRailForms, loweringServices, type Subject } from "@ncrn/experiments";
import { type CheckedProgram, hasErrors } from "@ncrn/language";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments, placeDocument } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { explanationText, provenanceText } from "../explanation/explanation-text.js";
import { type SweptExplanations, sweepDocument, sweepText } from "../explanation/sweep-text.js";
import { DiagnosedFailure, wrongUsage } from "../failure.js";
import { analyzeFile } from "../load-program.js";
import { openSubject } from "../subject.js";

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
  const explanation = explainLowering(subject.source, subject.network, loweringServices);
  const { reduced, unreduced } = explanation;
  if (context.output.json) {
    const provenance = reduced.provenance.map(({ from, ...reaction }) => ({
      ...reaction,
      from: from.map(({ rule, origin }) => ({ rule, ...placeDocument(origin, analysis.sources) })),
    }));
    const diagnostics = diagnosticDocuments(analysis.diagnostics, analysis.sources);
    const rails = railAccuracy(subject.source);
    const before = unreduced && { ...unreduced, provenance: undefined };
    context.output.document({ ...reduced, beforeOrderReduction: before, rails, provenance, diagnostics });
  } else {
    const kind = kindOf(program, reduced.name);
    context.output.result(explanationText(explanation, { kind, rails: railText(subject.source) }));
    if (request.provenance) context.output.result(`\n${provenanceText(reduced, analysis.sources)}`);
  }
  return exitCodes.done;
}

/** One column of counts a value of the constant, before and after order reduction where that differs. */
async function sweep(context: CommandContext, request: ExplainRequest, range: Sweep): Promise<ExitCode> {
  const { name, from, to } = range;
  const values = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  // What there is to say about the file is said once, of the file as it is written.
  const { subject } = openSubject(context, request.file, request.name, "network");
  const explained = values.map((value) =>
    explainAt(
      { ...context, settings: { ...context.settings, [name]: value }, sweptName: name },
      request.file,
      subject,
    ),
  );
  const swept = (explanations: SweptExplanations["explanations"]) => ({ name, values, explanations });
  const after = swept(explained.map(({ reduced }) => reduced));
  const before = explained.some(({ unreduced }) => unreduced !== undefined)
    ? swept(explained.map(({ reduced, unreduced }) => unreduced ?? reduced))
    : undefined;
  if (context.output.json) context.output.document(documentOfSweep(after, before));
  const tables =
    before === undefined
      ? [sweepText(after)]
      : ["Before order reduction:", sweepText(before), "", "After order reduction:", sweepText(after)];
  context.output.result(tables.join("\n"));
  return exitCodes.done;
}

function documentOfSweep(
  after: SweptExplanations,
  before: SweptExplanations | undefined,
): Record<string, unknown> {
  const { name, values, explanations } = after;
  const rows = explanations.map(({ species, reactions, maxOrder }, index) => ({
    [name]: values[index],
    species,
    reactions,
    maxOrder,
  }));
  const beforeOrderReduction = before && sweepDocument(before);
  return { constant: name, values, rows, counts: sweepDocument(after), beforeOrderReduction };
}

/** The network with another value. Records that no longer fit, such as the feed of a training, do not matter here. */
function explainAt(context: CommandContext, file: string, { source }: Subject): LoweringExplanation {
  const { usable, diagnostics, sources } = analyzeFile(context, file);
  const records = { ...usable, data: [], trainings: [], simulations: [], scans: [] };
  const isLeft = [...records.networks, ...records.learns].some(({ name }) => name === source.name);
  if (!isLeft) throw new DiagnosedFailure(diagnostics, sources);
  const lowered = compiledSubject(records, source.name, "network");
  if (lowered.subject === undefined || hasErrors(lowered.diagnostics))
    throw new DiagnosedFailure(lowered.diagnostics, sources);
  return explainLowering(lowered.subject.source, lowered.subject.network, loweringServices);
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
