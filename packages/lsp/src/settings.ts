// What users can set, as the server reads it: the section `ncrn` of the client's configuration.

import { type LevelsByCode, levelsFrom } from "./shown-severity.js";

/** Every setting that the server knows; names and defaults are those in the extension's manifest. */
export interface Settings {
  readonly inlayHints: {
    /** Units of rate constants where the text gives none. */
    readonly rateUnits: boolean;
    /** The amounts at which species, signals, states and weights start where the text gives none. */
    readonly initialAmounts: boolean;
    /** Number of reactions that an equation, module instance or learner becomes. */
    readonly reactionCounts: boolean;
    /** Names of the species that hold a signal. */
    readonly railNames: boolean;
  };
  readonly codeLens: { readonly enabled: boolean };
  /** How serious diagnostics are shown, by code. */
  readonly diagnostics: { readonly severity: LevelsByCode };
}

/** What holds for a client that has nothing to say. */
export const defaultSettings: Settings = {
  inlayHints: { rateUnits: true, initialAmounts: true, reactionCounts: true, railNames: true },
  codeLens: { enabled: true },
  diagnostics: { severity: {} },
};

/** The settings in what a client sent; whatever is missing or of another type keeps its default. */
export function settingsFrom(configuration: unknown): Settings {
  const found =
    isRecord(configuration) && isRecord(configuration["diagnostics"]) ? configuration["diagnostics"] : {};
  const diagnostics = { severity: levelsFrom(found["severity"]) };
  return { ...(merged(defaultSettings, configuration) as Settings), diagnostics };
}

/** The shape of `fallback` with the values of `given` where they have the same type. */
function merged(fallback: unknown, given: unknown): unknown {
  if (!isRecord(fallback)) return typeof given === typeof fallback ? given : fallback;
  const found = isRecord(given) ? given : {};
  return Object.fromEntries(Object.entries(fallback).map(([key, value]) => [key, merged(value, found[key])]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
