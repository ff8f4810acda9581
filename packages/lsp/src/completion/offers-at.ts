// A place and the names there → everything that is offered. One case a kind of place.

import type { Workspace } from "../workspace.js";
import { followOffers, startKeywords, startOffer, statementKeywords } from "./keywords.js";
import type { Names } from "./names.js";
import type { Offer } from "./offer.js";
import { offersOfFiles, offersOfImports } from "./offers-of-files.js";
import { offersOfArguments, offersOfModules } from "./offers-of-modules.js";
import {
  offersOfMembers,
  offersOfSpecies,
  offersOfSubjects,
  offersOfTargets,
  offersOfValue,
} from "./offers-of-names.js";
import { offersInRecord } from "./offers-of-records.js";
import type { Place } from "./place.js";
import { statementTargets } from "./statement-targets.js";
import { rateTemplates, reactionTemplates } from "./templates.js";

/** What may be written at a place. */
export function offersAt(place: Place, names: Names, workspace: Workspace): readonly Offer[] {
  switch (place.kind) {
    case "nothing":
      return [];
    case "declaration":
      return startKeywords.filter(({ places }) => places.includes("top")).map((word) => startOffer(word, 0));
    case "statement":
      return offersOfStatements(names, place);
    case "species":
      return offersOfSpecies(names, place);
    case "rate":
      return rateTemplates(names, place);
    case "target":
      return offersOfTargets(names, place.expectation);
    case "value":
      return offersOfValue(names, place.value);
    case "member":
      return offersOfMembers(names, place);
    case "words":
      return followOffers(place.words);
    case "subject":
      return offersOfSubjects(names, place);
    case "module":
      return offersOfModules(names, place);
    case "moduleArgument":
      return offersOfArguments(names, place);
    case "parameterKind":
      return wordOffers(["species", "signal", "rate", "const"], "parameter ", "keyword");
    case "convention":
      return wordOffers(["plain", "combinatoric"], "", "word");
    case "phase":
    case "key":
    case "setting":
    case "variantArgument":
    case "unit":
      return offersInRecord(names, place);
    case "file":
      return offersOfFiles(names, place, workspace);
    case "importedName":
      return offersOfImports(names, place);
  }
}

function wordOffers(list: readonly string[], about: string, kind: "keyword" | "word"): readonly Offer[] {
  return list.map(
    (label): Offer => ({
      label,
      kind,
      rank: 0,
      text: kind === "keyword" ? `${label} ` : label,
      about: { of: "keyword", word: `${about}${label}` },
    }),
  );
}

/** `else` if it may follow, names that a reaction or equation begins with, keywords, and whole reactions. */
function offersOfStatements(names: Names, place: Place & { readonly kind: "statement" }): readonly Offer[] {
  const keywords = statementKeywords(place.container, place).map((word) => startOffer(word, 2));
  const other: readonly Offer[] = place.mayElse
    ? followOffers(["else"]).map((offer) => ({ ...offer, snippet: "else {\n\t$0\n}" }))
    : [];
  const reactions = place.container === "model" ? [] : reactionTemplates(names, 3);
  return [...other, ...statementTargets(names, place.container), ...keywords, ...reactions];
}
