// Codes of the command line itself: its words, and the files it reads and writes.

import { asGiven, counted, entryOfStage, type Sentence } from "./catalogue-entry.js";

const entry = entryOfStage("run");

export const commandCatalogue = {
  // ── Words of the command line ──────────────────────────────────────────────────────────────────────
  "wrong-usage": entry<Sentence>("error", asGiven),
  "until-needed": entry<Sentence>("error", asGiven, () => "Add `--until`."),
  "too-few-epochs": entry<Sentence>(
    "error",
    asGiven,
    () => "`--epochs` is the total number, not the number of further ones.",
  ),
  "runs-without-effect": entry<Sentence>(
    "error",
    asGiven,
    () => "Add `--method ssa`, `tau-leaping` or `langevin`, or leave out `--runs`.",
  ),
  "flag-without-effect": entry<Sentence>(
    "error",
    asGiven,
    () => "Choose a method that reads the flag, or leave it out.",
  ),
  "unknown-picture-format": entry<Sentence>("error", asGiven, () => "End the name in .svg or .png."),
  "binary-to-terminal": entry<Sentence>("error", asGiven, () => "Add -o FILE, or pipe it."),

  // ── Files ──────────────────────────────────────────────────────────────────────────────────────────
  "cannot-read": entry<Sentence>("error", asGiven),
  "cannot-write": entry<Sentence>("error", asGiven),
  "empty-file": entry<Sentence>("error", asGiven),
  "line-too-long": entry<Sentence>("error", asGiven, () => "Write one statement a line."),
  "malformed-file": entry<Sentence>("error", asGiven),
  "folder-not-empty": entry<Sentence>("error", asGiven, () => "Name a new folder."),
  "checkpoint-mismatch": entry<Sentence>("error", asGiven, () => "Train anew without `--resume`."),

  // ── Ends of commands ───────────────────────────────────────────────────────────────────────────────
  "input-has-errors": entry<{ errors: number }>(
    "error",
    ({ errors }) => `The input has ${counted(errors, "error")}.`,
  ),
  "internal-error": entry<Sentence>(
    "error",
    asGiven,
    () => "Report it with the file that caused it. NCRN_DEBUG=1 shows where it happened.",
  ),
} as const;
