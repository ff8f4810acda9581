// Codes of data files and of runs: what only the rows or the computation can show.

import { alternatives, didYouMean, entryOfStage } from "./catalogue-entry.js";

const entry = entryOfStage("data");
const runEntry = entryOfStage("run");

export const runCatalogue = {
  "file-not-found": entry<{ path: string }>(
    "error",
    ({ path }) => `The file \`${path}\` cannot be read.`,
    () => "Paths are relative to the file that names them.",
  ),
  "malformed-data": entry<{ path: string; line: number; column: number; reason: string }>(
    "error",
    ({ path, line, column, reason }) => `\`${path}\`, line ${line}, column ${column}: ${reason}.`,
  ),
  "value-not-finite": entry<{ path: string; line: number; column: string; value: string }>(
    "error",
    ({ path, line, column, value }) =>
      `\`${path}\`, line ${line}: \`${column}\` is \`${value}\`, not a finite number.`,
    () => "Correct the value, or leave the row out with `where:`.",
  ),
  "empty-data": entry<{ data: string; part: string }>(
    "error",
    ({ data, part }) => `\`${data}\` has no rows${part === "" ? "" : ` for ${part}`}.`,
    () => "Check `where:` and `split:`.",
  ),
  "one-class-split": entry<{ column: string; label: string; part: string }>(
    "error",
    ({ column, label, part }) => `The split leaves no row with \`${column}\` = ${label} in the ${part} part.`,
    () => "Let the rows be shuffled before the split (remove `rows: as_given`), or change `split`.",
  ),
  "constant-column": entry<{ column: string; value: string }>(
    "warning",
    ({ column, value }) => `The column \`${column}\` is ${value} in every row and carries no information.`,
  ),
  "solution-escapes": runEntry<{ time: string; species: string }>(
    "error",
    ({ time, species }) => `\`${species}\` grows beyond all bounds near time ${time}.`,
    () => "Shorten the run, add a sink, or replace even powers of signals by their `abs` form.",
  ),
  "step-size-too-small": runEntry<{ time: string; species: string }>(
    "error",
    ({ time, species }) =>
      `The step size fell to nothing at time ${time}, where \`${species}\` changes fastest.`,
    () => "Loosen `rtol`, or look for rate constants that differ by many orders of magnitude.",
  ),
  "solution-not-finite": runEntry<{ time: string; species: string }>(
    "error",
    ({ time, species }) => `\`${species}\` is no longer a number at time ${time}.`,
    () => "Look for divisions, logarithms and roots in the rate laws.",
  ),
  "too-many-steps": runEntry<{ time: string; limit: number }>(
    "error",
    ({ time, limit }) => `The run reached its limit of ${limit} steps at time ${time}.`,
    () => "Raise `--max-steps`, shorten the run, or loosen `rtol`.",
  ),
  "time-limit-reached": runEntry<{ time: string; seconds: string }>(
    "error",
    ({ time, seconds }) => `The run reached its limit of ${seconds} s at time ${time}.`,
    () => "Raise `--timeout`, or shorten the run.",
  ),
  "weight-below-zero": runEntry<{ weight: string; epoch: number; value: string }>(
    "warning",
    ({ weight, epoch, value }) =>
      `\`${weight}\` is declared \`>= 0\`, but training took it to ${value} in epoch ${epoch}.`,
    () => "Remove `>= 0`, or lower `eta`.",
  ),
  "verification-fails": runEntry<{ quantity: string; difference: string; allowed: string }>(
    "error",
    ({ quantity, difference, allowed }) =>
      `\`${quantity}\` of the lowered network differs from its source by ${difference}, more than ${allowed}.`,
  ),
  "unknown-record": runEntry<{
    name: string;
    kind: string;
    candidates: readonly string[];
    suggestion: string | undefined;
  }>(
    "error",
    ({ name, kind }) => `The file has no ${kind} named \`${name}\`.`,
    ({ candidates, suggestion }) =>
      didYouMean(suggestion) ?? (candidates.length === 0 ? undefined : `It has ${alternatives(candidates)}.`),
  ),
  "nothing-to-run": runEntry<{ kind: string }>("error", ({ kind }) => `The file has no ${kind}.`),
  "name-needed": runEntry<{ kind: string; candidates: readonly string[] }>(
    "error",
    ({ kind }) => `The file has more than one ${kind}; say which.`,
    ({ candidates }) => `It has ${alternatives(candidates)}.`,
  ),
} as const;
