// The account of a network → text for a terminal.

import { countTable, type Explanation, type LoweringExplanation } from "@ncrn/compiler";
import { lineColumnAt, type Origin } from "@ncrn/language";
import type { Sources } from "../diagnostics-report.js";
import { numberText, tableText } from "../table.js";
import { countLinesText } from "./count-text.js";

/** What the account says beside counts. */
export interface ExplanationContext {
  /** `crn`, or the model and its gradient. */
  readonly kind: string;
  /** How exact the rails are. */
  readonly rails: string;
}

export function explanationText(
  { reduced, unreduced }: LoweringExplanation,
  { kind, rails }: ExplanationContext,
): string {
  const { name, kinetics, outsideTheChemistry } = reduced;
  const duties = outsideTheChemistry.map(({ description }) => `  - the host ${description}`);
  return [
    `${name} (${kind})`,
    ...(unreduced === undefined
      ? [tableText(headOf(reduced), "  ")]
      : [comparisonText(reduced, unreduced), "", tableText(settingsOf(reduced), "  ")]),
    `  law: ${kinetics}`,
    `  rails: ${rails}`,
    ...clockText(reduced),
    "",
    "Done outside the chemistry:",
    ...duties,
  ].join("\n");
}

/** One line a total, its parts behind it. */
function headOf(explanation: Explanation): readonly (readonly string[])[] {
  const { species, reactions, maxOrder, reactionsByWindow, phases } = explanation;
  return [
    ["species", String(species), countsText(explanation.speciesByRole)],
    ["reactions", String(reactions), countsText(explanation.reactionsByRole)],
    ["max order", String(maxOrder), countsText(explanation.reactionsByOrder, "order ")],
    ...settingsOf(explanation),
    ...(phases.length === 0 ? [] : [["", "", countsText(explanation.reactionsByPhase, "", " reactions")]]),
    ...(Object.keys(reactionsByWindow).length === 0
      ? []
      : [
          [
            "windows",
            String(explanation.clock?.windows.length ?? ""),
            countsText(reactionsByWindow, "", " reactions"),
          ],
        ]),
  ];
}

function settingsOf({ phases, weights }: Explanation): readonly (readonly string[])[] {
  const durations = phases.map((phase) => `${phase.name} ${numberText(phase.duration)}`).join(" → ");
  return [
    ...(weights.length === 0 ? [] : [["weights", String(weights.length), listText(weights)]]),
    ...(phases.length === 0 ? [] : [["phases", String(phases.length), durations]]),
  ];
}

function comparisonText(reduced: Explanation, unreduced: Explanation): string {
  const headings = ["before order reduction", "after"];
  return countLinesText(headings, countTable([unreduced, reduced]), ({ counts }) => counts.map(String));
}

/** What the compiler measured or estimated of a clock that is part of the network. */
function clockText({ clock }: Explanation): readonly string[] {
  if (clock === undefined) return [];
  const { kind, period, windows, areaMismatch, overlap, transferRate, measured } = clock;
  const rows = windows.map(({ name, phases, start, area }) => [
    name,
    numberText(start),
    numberText(area),
    phases.join(", "),
  ]);
  const isOscillator = kind === "oscillator";
  return [
    "",
    `Clock (${isOscillator ? "an oscillator of reactions" : "events"}): period ${numberText(period)}`,
    tableText([["window", "opens at", isOscillator ? "area" : "length", "phases"], ...rows], "  "),
    ...(isOscillator
      ? [
          `  areas differ by ${percent(areaMismatch)}, windows overlap for ${percent(overlap)} of the period`,
          ...(transferRate === undefined
            ? []
            : [`  transfer between copies at rate ${numberText(transferRate)}`]),
          measured
            ? "  times and areas are measured in a simulation of the clock"
            : "  times and areas are estimated in closed form: the clock was not simulated",
        ]
      : []),
  ];
}

function percent(fraction: number): string {
  return `${numberText(100 * fraction, 3)} %`;
}

function countsText(counts: Readonly<Record<string, number>>, before = "", after = ""): string {
  return Object.entries(counts)
    .map(([key, count]) => `${before}${key.replaceAll("-", " ")}: ${count}${after}`)
    .join(", ");
}

function listText(names: readonly string[]): string {
  return names.length <= 12 ? names.join(", ") : `${names.slice(0, 12).join(", ")}, …`;
}

/** Every reaction with the rules and places that made it. */
export function provenanceText({ provenance }: Explanation, sources: Sources): string {
  const rows = provenance.map(({ id, text, role, phases, from }) => [
    id,
    text,
    phases.length > 0 ? phases.join(" ") : role.replaceAll("-", " "),
    originsText(from, sources),
  ]);
  return `Reactions:\n${tableText(rows, "  ")}`;
}

/** Rules with the places that each of them was applied to; `theta[1,1]` to `theta[2,2]` often share one. */
function originsText(from: Explanation["provenance"][number]["from"], sources: Sources): string {
  const placesOf = new Map<string, string[]>();
  for (const { rule, origin } of from) {
    const place = placeText(origin, sources);
    const places = placesOf.get(rule) ?? [];
    if (!places.includes(place)) placesOf.set(rule, [...places, place]);
  }
  return [...placesOf].map(([rule, places]) => `${rule} (${places.join(", ")})`).join("; ");
}

/** Where it stands and what stands there, so that a term is recognised without looking it up. */
function placeText({ file, span }: Origin, sources: Sources): string {
  const source = sources.get(file);
  if (source === undefined) return file;
  const { line, column } = lineColumnAt(source, span.start);
  const text = source.content.slice(span.start, span.end).replace(/\s+/g, " ").trim();
  const shown = text.length > LONGEST_TERM ? `${text.slice(0, LONGEST_TERM - 1)}…` : text;
  return `${file}:${line}:${column} \`${shown}\``;
}

const LONGEST_TERM = 40;
