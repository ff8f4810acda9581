// Identifiers of the network → SIds. All things of a model share one name space, its own id included.

import type { Diagnostic, Origin } from "@ncrn/language";
import { renamed } from "../emission.js";
import { freshNames } from "../network/free-name.js";

/** libSBML's formula reader takes these for constants in any case. */
const formulaConstants = "time pi inf infinity nan notanumber avogadro true false exponentiale";
/** Python keywords, which GillesPy2 and others evaluate, and words of Antimony. */
const toolKeywords =
  "and as assert async await break class continue def del elif else except finally for from global if import in is " +
  "lambda nonlocal not or pass raise return try while with yield none " +
  "model module end species compartment formula event at const var function unit after vol";
const reserved: ReadonlySet<string> = new Set(`${formulaConstants} ${toolKeywords}`.split(" "));

/** Hands out SIds. */
export interface SbmlIdentifiers {
  /** The SId for a name of the source; a hint is kept if it differs from `wanted`. */
  readonly declare: (wanted: string, name: string, origin: Origin) => string;
  /** A fresh SId for something that the export adds. */
  readonly fresh: (wanted: string) => string;
  /** Hints about changed identifiers so far. */
  readonly diagnostics: () => readonly Diagnostic[];
}

/** A reserved word gets the prefix `n_`; a clash gets `__2`, `__3`, … in the order of declaration. */
export function createSbmlIdentifiers(): SbmlIdentifiers {
  const freshIdentifier = freshNames([], (count) => `__${count}`);
  const diagnostics: Diagnostic[] = [];
  const fresh = (wanted: string): string =>
    freshIdentifier(reserved.has(wanted.toLowerCase()) ? `n_${wanted}` : wanted);
  return {
    fresh,
    declare: (wanted, name, origin) => {
      const id = fresh(wanted);
      if (id !== wanted) diagnostics.push(renamed("sbml", name, id, origin));
      return id;
    },
    diagnostics: () => diagnostics,
  };
}
