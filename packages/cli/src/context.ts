// What every command receives: where to write, when to stop, and the shared flags.

import type { CommonFlags } from "./command-line.js";
import type { Interruption } from "./interruption.js";
import type { Output } from "./output.js";

export interface CommandContext {
  readonly output: Output;
  readonly interruption: Interruption;
  /** Values given with `--set`. */
  readonly settings: Readonly<Record<string, number>>;
  /** The one of them that `--sweep` gives, for messages; undefined elsewhere. */
  readonly sweptName?: string;
  /** Show diagnostics of severity `hint` too. */
  readonly hints: boolean;
  readonly maxSteps: number | undefined;
  readonly timeoutSeconds: number | undefined;
}

/** Reads the shared flags; anything not given gets its default. */
export function contextFromFlags(
  flags: CommonFlags,
  output: Output,
  interruption: Interruption,
): CommandContext {
  return {
    output,
    interruption,
    settings: flags.set ?? {},
    hints: flags.hints ?? false,
    maxSteps: flags.maxSteps,
    timeoutSeconds: flags.timeout,
  };
}
