// The exit codes of every command; documented in docs/command-line.md and stable.

export const exitCodes = {
  /** The command did what was asked. */
  done: 0,
  /** A file, its data or its text has errors; every one of them has been reported. */
  inputHasErrors: 1,
  /** The command line itself is wrong: an unknown flag, a missing argument, a name that is not in the file. */
  wrongUsage: 2,
  /** A run started and failed: numerical trouble, a check that does not hold, a time limit. */
  runFailed: 3,
  /** A defect of ncrn. */
  internalError: 4,
  /** Stopped by the user; results so far are kept. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
