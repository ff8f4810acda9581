// Codes of data files and of runs: what only the rows or the computation can show.

import { alternatives, asGiven, didYouMean, entryOfStage, type Sentence } from "./catalogue-entry.js";

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
      `\`${path}\`, line ${line}: \`${column}\` is ${value === "" ? "empty" : `\`${value}\`, not a finite number`}.`,
    ({ column, value }) =>
      `Correct the value, or leave such rows out with \`where: ${column} != "${value}"\`, before any other condition on \`${column}\`.`,
  ),
  "empty-data": entry<{ data: string; part: string; rows: number | undefined; filtered: boolean }>(
    "error",
    ({ data, part }) => `\`${data}\` has no rows${part === "" ? "" : ` for ${part}`}.`,
    ({ part, rows, filtered }) =>
      part === ""
        ? filtered
          ? "No row meets the condition of `where:`."
          : "The file needs a header row and at least one row below it."
        : rows === undefined
          ? "Check the two files, and `where:`."
          : `There ${rows === 1 ? "is 1 row" : `are ${rows} rows`} in all; change \`split:\`${filtered ? " or `where:`" : ""}.`,
  ),
  "one-class-split": entry<{ column: string; label: string; part: string }>(
    "error",
    ({ column, label, part }) => `The split leaves no row with \`${column}\` = ${label} in the ${part} part.`,
    () => "Let the rows be shuffled before the split (remove `rows: as_given`), or change `split`.",
  ),
  "constant-column": entry<{ column: string; value: string; use: "scaled" | "target" }>(
    "warning",
    ({ column, value, use }) =>
      use === "scaled"
        ? `The column \`${column}\` is ${value} in every training row, so scaling makes it 0.`
        : `The target column \`${column}\` is ${value} in every training row, so there is nothing to tell apart.`,
    ({ use }) =>
      use === "scaled"
        ? "Feed it no longer, or name the columns to be scaled: `scale: minmax(x1, x2)`."
        : "Check `where:` and the column; a constant can be learnt, but says nothing about the inputs.",
  ),
  "solution-escapes": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Shorten the run, add a sink, or replace even powers of signals by their `abs` form.",
  ),
  "step-size-too-small": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Loosen `rtol`, or look for rate constants that differ by many orders of magnitude.",
  ),
  "too-many-coupled-species": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Make the network less stiff, or let fewer species act on each other.",
  ),
  "solution-not-finite": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Look for divisions, logarithms and roots in the rate laws.",
  ),
  "negative-concentration": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Let the law fall to zero with the concentration of what it consumes.",
  ),
  "negative-propensity": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Write a reversible law as two reactions, one for each direction.",
  ),
  "too-many-steps": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Raise `--max-steps`, shorten the run, or loosen `rtol`.",
  ),
  "too-many-reaction-events": runEntry<Sentence>(
    "error",
    asGiven,
    () =>
      "Raise `--max-steps`, shorten the run, use a smaller volume, or let `tau_leaping` take many events at once.",
  ),
  "event-cascade": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Change the conditions so that an event does not make another one true at the same time.",
  ),
  "time-dependent-law": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Use `method: ode` or `linear_noise`, or change a rate by events.",
  ),
  "ensemble-too-large": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Ask for fewer runs, or fewer samples (`sample`).",
  ),
  "too-many-samples": runEntry<Sentence>("error", asGiven, () => "Ask for fewer samples (`sample`)."),
  "memory-exhausted": runEntry<Sentence>(
    "error",
    asGiven,
    () =>
      "Ask for fewer samples, fewer runs or a smaller network; NODE_OPTIONS=--max-old-space-size=8192 allows 8 GB.",
  ),
  "runs-lost": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Look for what ended the threads, such as too little memory; `--workers 1` needs least of it.",
  ),
  "volume-not-given": runEntry<{ network: string; unit: string | undefined }>(
    "warning",
    ({ network, unit }) =>
      `No volume is given, so \`${network}\` has one molecule for each ${unit ?? "unit of concentration"}.`,
    () =>
      "Write the volume with its unit in the record, such as `volume: 1 [pL]`, or as the number of molecules that one unit of concentration is; `--volume` takes that number.",
  ),
  "events-in-phases": runEntry<Sentence>("error", asGiven, () => "Remove the events."),
  "clock-stops": runEntry<Sentence>(
    "error",
    asGiven,
    () => "Let the clock run by itself: its species must not be used up by other reactions.",
  ),
  "training-diverges": runEntry<Sentence>("error", asGiven, () => "Lower `eta`, or scale the data."),
  "time-limit-reached": runEntry<{ seconds: number }>(
    "error",
    ({ seconds }) => `The run was stopped after ${seconds} s (--timeout); results so far are kept.`,
    () => "Give more time, or ask for a shorter run.",
  ),
  interrupted: runEntry<Sentence>("information", asGiven, () => "`--resume` goes on with a training."),
  "weight-below-zero": runEntry<{ weight: string; epoch: number; value: string }>(
    "warning",
    ({ weight, epoch, value }) =>
      `\`${weight}\` is declared \`>= 0\`, but training took it to ${value} in epoch ${epoch}.`,
    () => "Remove `>= 0`, or lower `eta`.",
  ),
  "verification-fails": runEntry<Sentence>("error", asGiven),
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
