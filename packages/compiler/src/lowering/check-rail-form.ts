// Rail forms that are not realised yet.

import { createDiagnostic, type Diagnostic, type LoweringSettings, type Origin } from "@ncrn/language";

/** `rails: compact` is `not-available-yet`: lowering it like `dual` would be another network than the one asked for. */
export function checkRailForm({ rails, origins }: LoweringSettings, fallback: Origin): readonly Diagnostic[] {
  if (rails === "dual") return [];
  return [
    createDiagnostic("not-available-yet", origins["rails"] ?? fallback, { feature: "`rails: compact`" }),
  ];
}
