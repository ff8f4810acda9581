// The diagnostics catalogue: every code with its stage, severity, message and hint, merged from one file a stage.
// The key is the slug, stable once released; docs/diagnostics/<code>.md explains each.

import { commandCatalogue } from "./catalogue-command.js";
import type { CatalogueEntry } from "./catalogue-entry.js";
import { loweringCatalogue } from "./catalogue-lowering.js";
import { modelCatalogue } from "./catalogue-model.js";
import { runCatalogue } from "./catalogue-run.js";
import { syntaxCatalogue } from "./catalogue-syntax.js";

export type { CatalogueEntry, Stage } from "./catalogue-entry.js";

/** Every code of every stage. */
export const catalogue = {
  ...syntaxCatalogue,
  ...modelCatalogue,
  ...loweringCatalogue,
  ...runCatalogue,
  ...commandCatalogue,
} as const;

export type DiagnosticCode = keyof typeof catalogue;

/** The parameters that the messages of a code need. */
export type ParametersOf<Code extends DiagnosticCode> =
  (typeof catalogue)[Code] extends CatalogueEntry<infer Parameters> ? Parameters : never;
