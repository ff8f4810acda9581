// ncrn verify: lowered network against source equations, compiled gradient against finite differences.

import { type ErrorSummary, type VerificationResult, verifyNetwork } from "@ncrn/experiments";
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
  };
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
  const tooFar = quantityBeyond(result, request.tolerance);
  if (tooFar !== undefined) showProblem(context.output, tooFar);
  return tooFar === undefined ? exitCodes.done : exitCodes.runFailed;
}

/** What differs too much. First-order gradients approximate on purpose and are judged only by a given tolerance. */
function quantityBeyond(result: VerificationResult, given: number | undefined): Problem | undefined {
  const allowed = given ?? (result.exact ? EXACT_TOLERANCE : APPROXIMATE_TOLERANCE);
  const judgesGradient = result.gradientMode === "adjoint" || given !== undefined;
  const differences: readonly [string, number | undefined][] = [
    ["the time course", result.trajectory?.largestRelativeDifference],
    ["the output", result.forward?.median],
    ["the gradient", judgesGradient ? result.gradient?.median : undefined],
  ];
  const [quantity, difference] =
    differences.find(([, value]) => value !== undefined && !(value <= allowed)) ?? [];
  if (difference === undefined) return undefined;
  return {
    code: "verification-fails",
    message: `${quantity} of the lowered network differs from its source by ${scientific(difference)}, more than ${scientific(allowed)}`,
    hint: "Raise the rate of annihilation, or allow more with --tolerance.",
    file: undefined,
  };
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
  if (rows.length === 0) return nothingCompared(result);
  const lines = [`${network}: relative differences`, tableText([["", "median", "largest"], ...rows], "  ")];
  if (forward !== undefined || gradient !== undefined) {
    const both =
      signs === undefined ? "" : `; states positive in ${signs.positive}, negative in ${signs.negative}`;
    lines.push(`  ${counted(draws, "random draw")}${exclusions(result)}${both}`);
  }
  return lines.join("\n");
}

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
