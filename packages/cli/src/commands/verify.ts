// ncrn verify: lowered network against source equations, compiled gradient against finite differences.

import {
  type ErrorByCause,
  type ErrorSummary,
  type VerificationResult,
  verifyNetwork,
} from "@ncrn/experiments";
import type { CheckedLearn, CheckedNetwork } from "@ncrn/language";
import { noteInterpreter } from "../code-generation.js";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { type Problem, showProblem } from "../problem.js";
import { progressDisplay, runControl } from "../progress.js";
import { reportRunEnd } from "../run-end.js";
import { openSubject } from "../subject.js";
import { counted, numberText, tableText } from "../table.js";

export interface VerifyFlags {
  readonly draws?: number;
  readonly seed?: number;
  readonly until?: number;
  /** Largest median difference that passes. */
  readonly tolerance?: number;
}

/** What passes where nothing is asked for: exact lowerings differ by rounding and integration only, absolute values on rails by more. */
const EXACT_TOLERANCE = 1e-6;
const APPROXIMATE_TOLERANCE = 0.05;

/** Prints how far the network is from its source; the run fails if that is more than the tolerance. */
export async function verify(
  context: CommandContext,
  request: VerifyFlags & { readonly file: string; readonly name: string | undefined },
): Promise<ExitCode> {
  const { subject, analysis } = openSubject(context, request.file, request.name, "network");
  const { draws, seed, until } = request;
  const options = {
    ...(draws === undefined ? {} : { draws }),
    ...(seed === undefined ? {} : { seed }),
    ...(until === undefined ? {} : { until }),
    ...(context.maxSteps === undefined ? {} : { maxSteps: context.maxSteps }),
  };
  noteInterpreter(context.output);
  const display = progressDisplay(context.output);
  const control = runControl(display, context.interruption);
  const result = await verifyNetwork(subject, options, control).finally(() => display.stop());
  if (context.output.json) {
    context.output.document({
      ...result,
      diagnostics: diagnosticDocuments(analysis.diagnostics, analysis.sources),
    });
  }
  context.output.result(resultText(result));
  if (result.status !== "completed") {
    const { origin } = subject.network.provenance;
    return reportRunEnd(context, result, { origin, sources: analysis.sources });
  }
  const tooFar = quantityBeyond(result, subject.source, request.tolerance);
  if (tooFar !== undefined) showProblem(context.output, tooFar);
  return tooFar === undefined ? exitCodes.done : exitCodes.runFailed;
}

/** What differs too much. First-order gradients approximate on purpose and are judged only by a given tolerance. */
function quantityBeyond(
  result: VerificationResult,
  source: CheckedNetwork | CheckedLearn,
  given: number | undefined,
): Problem | undefined {
  const allowed = given ?? (result.exact ? EXACT_TOLERANCE : APPROXIMATE_TOLERANCE);
  const judgesGradient = result.gradientMode === "adjoint" || given !== undefined;
  const differences: readonly [Quantity, number | undefined][] = [
    ["the time course", result.trajectory?.largestRelativeDifference],
    ["the output", result.forward?.median],
    ["the gradient", judgesGradient ? result.gradient?.median : undefined],
  ];
  const [quantity, difference] =
    differences.find(([, value]) => value !== undefined && !(value <= allowed)) ?? [];
  if (quantity === undefined || difference === undefined) return undefined;
  return {
    code: "verification-fails",
    message: `${quantity} of the lowered network differs from its source by ${scientific(difference)}, more than ${scientific(allowed)}`,
    hint: `${remedyOf(quantity, result, source)}, or allow more with --tolerance.`,
    file: undefined,
  };
}

type Quantity = "the time course" | "the output" | "the gradient";

/** What lowers the largest part of the error. */
function remedyOf(
  quantity: Quantity,
  { errorByCause, exact }: VerificationResult,
  source: CheckedNetwork | CheckedLearn,
): string {
  if (quantity === "the gradient" && source.kind === "learn" && hasOtherFeedback(source)) {
    const { forwardDuration: forward, feedbackDuration: feedback } = source;
    return `The feedback phase lasts ${numberText(feedback)}, the forward phase ${numberText(forward)}: an adjoint gradient needs equal lengths. Leave out \`feedback\``;
  }
  if (quantity === "the gradient" && source.kind === "learn" && source.gradient === "first_order")
    return "Ask for `gradient: adjoint`";
  const part = quantity === "the gradient" ? "gradient" : "output";
  const parts = CAUSES.map(([cause]) => ({ cause, error: errorByCause?.[cause]?.[part].median ?? 0 }));
  const largest = parts.reduce((one, other) => (other.error > one.error ? other : one));
  const hasOscillator = source.kind === "learn" && source.clock.kind === "oscillator";
  if (exact || (largest.cause !== "annihilation" && !hasOscillator))
    return `Exact lowerings differ by rounding and integration only: please report more than ${scientific(EXACT_TOLERANCE)}`;
  switch (largest.cause) {
    case "annihilation":
      return "Raise the rate of annihilation";
    case "clock":
      return "Lower `k` or `seed` of the oscillator, so that it switches more sharply for the length of a phase";
    case "cleaning":
      return "Lower `k` or `seed` of the oscillator, so that there is more time to clean";
  }
}

/** Adjoints that run back for longer or shorter than the states ran forward belong to another loss. */
function hasOtherFeedback({ gradient, forwardDuration, feedbackDuration }: CheckedLearn): boolean {
  return gradient === "adjoint" && forwardDuration !== feedbackDuration;
}

function resultText(result: VerificationResult): string {
  const { network, trajectory, forward, gradient, gradientMode, draws, signs } = result;
  const rows: string[][] = [];
  if (trajectory !== undefined) {
    const { largestRelativeDifference, until, at } = trajectory;
    rows.push([`time course to t = ${numberText(until)}`, "", scientific(largestRelativeDifference)]);
    rows.push([`  largest for ${at.name} at t = ${numberText(at.time)}`, "", ""]);
  }
  if (forward !== undefined) rows.push(["output against the source equations", ...summary(forward)]);
  if (gradient !== undefined) {
    const mode = gradientMode === "first_order" ? " (first order: an approximation on purpose)" : "";
    rows.push([`gradient against finite differences${mode}`, ...summary(gradient)]);
  }
  rows.push(...learnerRows(result));
  if (rows.length === 0) return nothingCompared(result);
  const lines = [`${network}: relative differences`, tableText([["", "median", "largest"], ...rows], "  ")];
  if (forward !== undefined || gradient !== undefined) {
    const both =
      signs === undefined ? "" : `; states positive in ${signs.positive}, negative in ${signs.negative}`;
    lines.push(
      `  ${counted(draws, "random draw")}${exclusions(result)}${both}`,
      "  output and gradient: relative to their norm in the draw, or its root mean square over the draws if that is larger",
    );
  }
  return lines.join("\n");
}

/** What else can be seen of a learner, and where its error comes from. */
function learnerRows({ stateRecovery, update, errorByCause }: VerificationResult): string[][] {
  const rows: string[][] = [];
  if (stateRecovery !== undefined)
    rows.push(["states after feedback against their start", ...summary(stateRecovery)]);
  if (update !== undefined) rows.push(["step of the weights against −eta·gradient", ...summary(update)]);
  const named = CAUSES.map(([cause, name]) => [name, errorByCause?.[cause]] as const);
  if (errorByCause === undefined || named.every(([, errors]) => errors === undefined)) return rows;
  rows.push([`of which in the first ${counted(errorByCause.draws, "draw")}`, "", ""]);
  for (const [name, errors] of [["from all causes", errorByCause.total] as const, ...named]) {
    if (errors === undefined) continue;
    rows.push([`  ${name}: in the output`, ...summary(errors.output)]);
    rows.push([`  ${name}: in the gradient`, ...summary(errors.gradient)]);
  }
  return rows;
}

type Cause = Exclude<keyof ErrorByCause, "draws" | "total">;

const CAUSES: readonly (readonly [Cause, string])[] = [
  ["annihilation", "from finite annihilation"],
  ["clock", "from the clock"],
  ["cleaning", "left over from the sample before"],
];

/** Never a word that sounds like a comparison that did not happen. */
function nothingCompared({ network, status, note }: VerificationResult): string {
  if (status !== "completed") return `${network}: nothing was compared`;
  return `${network}: nothing to compare${note === undefined ? "" : `: ${note}`}`;
}

function exclusions({ excludedDraws, unresolvedDraws }: VerificationResult): string {
  const escaped = excludedDraws - unresolvedDraws;
  return [
    escaped === 0 ? "" : `, ${escaped} left out because the source escapes`,
    unresolvedDraws === 0 ? "" : `, ${unresolvedDraws} left out because its finite differences do not settle`,
  ].join("");
}

function summary({ median, largest }: ErrorSummary): [string, string] {
  return [scientific(median), scientific(largest)];
}

function scientific(value: number): string {
  return value === 0 ? "0" : value.toExponential(1);
}
