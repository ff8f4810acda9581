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
      return offersOfDeclarations;
    case "statement":
      return offersOfStatements(names, place);
    case "species":
    case "target":
    case "value":
    case "member":
    case "subject":
      return offersOfDeclared(names, place);
    case "rate":
      return rateTemplates(names, place);
    case "words":
      return followOffers(place.words);
    case "module":
      return offersOfModules(names, place);
    case "moduleArgument":
      return offersOfArguments(names, place);
    case "parameterKind":
    case "convention":
      return wordOffers[place.kind];
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

type NamePlace = Place & { readonly kind: "species" | "target" | "value" | "member" | "subject" };

/** Names that the text declares, or that a declared one has inside. */
function offersOfDeclared(names: Names, place: NamePlace): readonly Offer[] {
  switch (place.kind) {
    case "species":
      return offersOfSpecies(names, place);
    case "target":
      return offersOfTargets(names, place.expectation);
    case "value":
      return offersOfValue(names, place.value);
    case "member":
      return offersOfMembers(names, place);
    case "subject":
      return offersOfSubjects(names, place);
  }
}

const offersOfDeclarations: readonly Offer[] = startKeywords
  .filter(({ places }) => places.includes("top"))
  .map((word) => startOffer(word, 0));

const wordOffers: Readonly<Record<"parameterKind" | "convention", readonly Offer[]>> = {
  parameterKind: ["species", "signal", "rate", "const"].map((label) => ({
    label,
    kind: "keyword",
    rank: 0,
    text: `${label} `,
    about: { of: "keyword", word: `parameter ${label}` },
  })),
  convention: ["plain", "combinatoric"].map((label) => ({
    label,
    kind: "word",
    rank: 0,
    text: label,
    about: { of: "keyword", word: label },
  })),
};

/** `else` if it may follow, names that a reaction or equation begins with, keywords, and whole reactions. */
function offersOfStatements(names: Names, place: Place & { readonly kind: "statement" }): readonly Offer[] {
  const keywords = statementKeywords(place.container, place).map((word) => startOffer(word, 2));
  const other: readonly Offer[] = place.mayElse
    ? followOffers(["else"]).map((offer) => ({ ...offer, snippet: "else {\n\t$0\n}" }))
    : [];
  const reactions = place.container === "model" ? [] : reactionTemplates(names, 3);
  return [...other, ...statementTargets(names, place.container), ...keywords, ...reactions];
}
