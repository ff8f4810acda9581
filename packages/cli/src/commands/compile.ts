// ncrn compile: a network → its text or bytes for another tool.

import { compileTo, type TargetOptions, targets } from "@ncrn/compiler";
import { targetOptionsFromRecord } from "@ncrn/experiments";
import { closestName, hasErrors, mapPlaces } from "@ncrn/language";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments, showDiagnostics } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { CommandFailure, DiagnosedFailure, wrongUsage } from "../failure.js";
import { fileUnlessDash, writeAtomically } from "../files.js";
import { type FlagOfChoice, refuseFlagsOfOthers } from "../flags-of-choice.js";
import { networkAtStart } from "../network-at-start.js";
import { besideModel, relativeToModel } from "../places.js";
import { type OpenSubject, openSubject } from "../subject.js";

export interface CompileFlags {
  readonly to: string;
  readonly output?: string;
  /** How many samples of the training a network with a clock of its own is dosed with; 1 if not given. */
  readonly samples?: number;
  readonly profile?: "ode" | "ssa";
  readonly level?: string;
  readonly scheme?: string;
}

/** Targets of the contract that a later version brings. */
const LATER_TARGETS = ["dsd"];

/** Flags that only some targets read. */
const TARGET_FLAGS: readonly FlagOfChoice<"profile" | "level" | "scheme", string>[] = [
  { name: "profile", spelling: "--profile", readBy: ["sbml"] },
  { name: "level", spelling: "--level", readBy: ["sbml"] },
  { name: "scheme", spelling: "--scheme", readBy: ["dsd"] },
];

/** Writes the artefact to the file, or to standard output. */
export async function compile(
  context: CommandContext,
  request: CompileFlags & { readonly file: string; readonly name: string | undefined },
): Promise<ExitCode> {
  const { to } = request;
  const file = fileUnlessDash(request.output, context.output);
  requireTarget(to);
  refuseFlagsOfOthers(request, TARGET_FLAGS, {
    spelling: "--to",
    noun: "target",
    chosen: to,
    later: LATER_TARGETS,
  });
  const opened = openSubject(context, request.file, request.name, "network");
  const { analysis } = opened;
  const prepared = networkAtStart(opened, request.samples);
  const portable = mapPlaces(prepared.network, relativeToModel(request.file));
  const emission = await compileTo(portable, to, targetOptions(request, opened));
  const diagnostics = [
    ...prepared.diagnostics,
    ...mapPlaces(emission.diagnostics, besideModel(request.file)),
  ];
  const { artefact } = emission;
  if (artefact === undefined || hasErrors(diagnostics))
    throw new DiagnosedFailure(diagnostics, analysis.sources);
  showDiagnostics(context, diagnostics, analysis.sources);
  if (file !== undefined) {
    writeAtomically(file, artefact);
    context.output.message(`wrote ${file}`);
  }
  if (context.output.json) {
    const said = diagnosticDocuments([...analysis.diagnostics, ...diagnostics], analysis.sources);
    context.output.document({
      target: to,
      network: prepared.network.name,
      file,
      artefact: artefactJson(file, artefact),
      diagnostics: said,
    });
  } else if (file === undefined) {
    refuseBinaryOnTerminal(to, artefact);
    context.output.artefact(artefact);
  }
  return exitCodes.done;
}

/** Flags, and what the first simulate record of the network says about its volume and end. */
function targetOptions({ profile, level }: CompileFlags, { program, subject }: OpenSubject): TargetOptions {
  return { profile, level, ...targetOptionsFromRecord(program, subject.network.name) };
}

function requireTarget(name: string): void {
  const names = targets.map((target) => target.name);
  if (names.includes(name)) return;
  if (LATER_TARGETS.includes(name)) {
    throw new CommandFailure("not-available-yet", `the target \`${name}\` is not available in this version`, {
      hint: `Available: ${names.join(", ")}.`,
    });
  }
  const near = closestName(name, names);
  const meant = near === undefined ? "" : `Did you mean \`${near}\`? `;
  throw wrongUsage(
    "unknown-target",
    `there is no target \`${name}\``,
    `${meant}Available: ${names.join(", ")}.`,
  );
}

function refuseBinaryOnTerminal(target: string, artefact: string | Uint8Array): void {
  if (typeof artefact === "string" || !process.stdout.isTTY) return;
  throw wrongUsage(
    "binary-to-terminal",
    `\`${target}\` is binary and would spoil the terminal`,
    "Add -o FILE, or pipe it.",
  );
}

/** Text as it is, bytes in base64, nothing if it went to a file. */
function artefactJson(
  file: string | undefined,
  artefact: string | Uint8Array,
): Record<string, string> | undefined {
  if (file !== undefined) return undefined;
  if (typeof artefact === "string") return { encoding: "utf-8", content: artefact };
  return { encoding: "base64", content: Buffer.from(artefact).toString("base64") };
}
