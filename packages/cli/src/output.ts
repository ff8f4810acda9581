// Standard output and standard error of a command: results go to one, everything said about them to the other.

import { exitCodes } from "./exit-codes.js";

/** The flags that decide how a command talks. */
export interface OutputOptions {
  /** One JSON document on standard output, nothing else there. */
  readonly json: boolean;
  /** Only errors on standard error. */
  readonly quiet: boolean;
}

export interface Output extends OutputOptions {
  /** True if messages may use terminal colours. */
  readonly color: boolean;
  /** True if standard error is a terminal on which a line can be redrawn. */
  readonly interactive: boolean;
  /** Writes a line of the result for people; nothing with `--json`. */
  result(text: string): void;
  /** Writes text or bytes that are the result itself, without a newline at the end. */
  artefact(content: string | Uint8Array): void;
  /** Writes the one JSON document. */
  document(value: unknown): void;
  /** Writes a line about the work; nothing with `--quiet`. */
  message(text: string): void;
  /** Writes a line about a problem, also with `--quiet`. */
  problem(text: string): void;
}

/** The output of this process. `NO_COLOR` (any value) and `FORCE_COLOR` are honoured as usual. */
export function processOutput(options: OutputOptions): Output {
  const toStandardOutput = (content: string | Uint8Array): void => void process.stdout.write(content);
  const toStandardError = (text: string): void => void process.stderr.write(`${text}\n`);
  return {
    ...options,
    color: wantsColor(),
    interactive: process.stderr.isTTY === true && process.env["TERM"] !== "dumb",
    result: (text) => {
      if (!options.json) toStandardOutput(`${text}\n`);
    },
    artefact: toStandardOutput,
    document: (value) => toStandardOutput(jsonText(value)),
    message: (text) => {
      if (!options.quiet) toStandardError(text);
    },
    problem: toStandardError,
  };
}

/** A JSON document as text. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, finiteOrText, 2)}\n`;
}

/** A reader that goes away (`ncrn … | head`) ends the command quietly, a full disk with one line. */
export function endQuietlyWithReader(): void {
  process.stdout.on("error", ({ code = "unknown reason" }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") process.exit(process.exitCode ?? exitCodes.done);
    const why = code === "ENOSPC" ? "The disk is full" : `Writing failed (${code})`;
    process.stderr.write(`standard output: error[cannot-write]: ${why}.\n`);
    process.exit(exitCodes.inputHasErrors);
  });
  // Nothing can be said any more.
  process.stderr.on("error", () => process.exit(process.exitCode ?? exitCodes.done));
}

function wantsColor(): boolean {
  if ((process.env["NO_COLOR"] ?? "") !== "") return false;
  if ((process.env["FORCE_COLOR"] ?? "") !== "") return process.env["FORCE_COLOR"] !== "0";
  return process.stderr.isTTY === true && process.env["TERM"] !== "dumb";
}

/** JSON has no NaN and no infinities; silently writing `null` would hide what happened. */
function finiteOrText(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
