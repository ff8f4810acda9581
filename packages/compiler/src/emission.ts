// What every target takes and gives, and the words in which targets refuse.

import { createDiagnostic, type Diagnostic, hasErrors, type Origin, sortDiagnostics } from "@ncrn/language";

/** An artefact with what there is to say about it; undefined exactly if a diagnostic is an error. */
export interface Emission<Artefact extends string | Uint8Array = string | Uint8Array> {
  readonly artefact: Artefact | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Settings of all targets; each target reads its own and ignores the others. */
export interface TargetOptions {
  /** `sbml`: `ode` (concentrations, the default) or `ssa` (molecule counts with exact propensities). */
  readonly profile?: "ode" | "ssa" | undefined;
  /** `sbml`: level and version, such as `l3v2`, the default. */
  readonly level?: string | undefined;
  /** `sbml` in the `ssa` profile: molecules per unit of concentration; 1 if not given. */
  readonly volume?: number | undefined;
  /** `crn`: end of the simulation, up to which phases and repeated doses are written out; one cycle if not given. */
  readonly until?: number | undefined;
}

/** The artefact unless there is an error. */
export function emissionOf<Artefact extends string | Uint8Array>(
  artefact: Artefact,
  diagnostics: readonly Diagnostic[],
): Emission<Artefact> {
  return {
    artefact: hasErrors(diagnostics) ? undefined : artefact,
    diagnostics: sortDiagnostics(diagnostics),
  };
}

/** "The target `crn` cannot express …"; `feature` completes the sentence. */
export function notSupported(target: string, feature: string, origin: Origin): Diagnostic {
  return createDiagnostic("target-not-supported", origin, { target, feature });
}

/** A hint for each identifier that a target had to change. */
export function renamed(target: string, name: string, generated: string, origin: Origin): Diagnostic {
  return createDiagnostic("identifier-renamed", origin, { name, generated, target });
}
