// How serious a diagnostic is shown, as the user wants it. Errors stay errors: what has one is neither compiled nor run.

import type { Severity } from "@ncrn/language";

/** A severity, or not shown at all. */
export type ShownLevel = Severity | "off";

/** Levels by the codes of diagnostics; codes that are missing are shown as the catalogue has them. */
export type LevelsByCode = Readonly<Record<string, ShownLevel>>;

const levels: ReadonlySet<unknown> = new Set<ShownLevel>(["error", "warning", "information", "hint", "off"]);

/** The levels in what a client sent; whatever is no level is left out. */
export function levelsFrom(given: unknown): LevelsByCode {
  if (typeof given !== "object" || given === null) return {};
  return Object.fromEntries(Object.entries(given).filter(([, level]) => levels.has(level)));
}

/** The diagnostics that are shown, each as serious as it is shown. */
export function withLevels<Shown extends { readonly code: string; readonly severity: Severity }>(
  all: readonly Shown[],
  byCode: LevelsByCode,
): readonly Shown[] {
  return all.flatMap((one) => {
    const level =
      one.severity === "error" || !Object.hasOwn(byCode, one.code) ? one.severity : byCode[one.code];
    return level === undefined || level === "off" ? [] : [{ ...one, severity: level }];
  });
}
