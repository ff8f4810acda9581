// Keys of records and what their values may be → offers. Everything comes from the table of settings.

import {
  baseDimensionOf,
  commonUnitSymbols,
  expectations,
  type RecordDescription,
  recordDescription,
  type Setting,
  type Variant,
  writtenName,
} from "@ncrn/language";
import { modelsLearntUnnamed, type Names, symbolsOf } from "./names.js";
import { type Offer, placeholders } from "./offer.js";
import { offerOf } from "./offers-of-names.js";
import type { Place } from "./place.js";

type PlaceOf<Kind extends Place["kind"]> = Place & { readonly kind: Kind };

/** What may stand in a record, and units and phases, which others name too. */
export function offersInRecord(
  names: Names,
  place: PlaceOf<"key" | "setting" | "variantArgument" | "phase" | "unit">,
): readonly Offer[] {
  switch (place.kind) {
    case "key":
      return offersOfKeys(names, place);
    case "setting":
      return offersOfSetting(place);
    case "variantArgument":
      return offersOfVariantArguments(place);
    case "phase":
      return offersOfPhases(names);
    case "unit":
      return [
        ...unitOffers(undefined),
        ...(place.begins ? [{ label: "1", kind: "unit", rank: 1, text: "1/" } as const] : []),
      ];
  }
}

/** Keys that the record does not have yet, needed ones first. */
function offersOfKeys(names: Names, { record, given }: PlaceOf<"key">): readonly Offer[] {
  const description = recordDescription(record);
  const keys = description.settings
    .filter(({ key }) => !given.includes(key))
    .map((setting) => keyOffer(description, setting));
  const sample: Offer = {
    label: "sample",
    kind: "keyword",
    rank: 1,
    text: "sample ",
    snippet: placeholders("sample «1:100» {\n\t«2:x» ~ uniform(«3:0», «4:1»)\n}"),
    about: { of: "keyword", word: "sample" },
  };
  return [...keys, ...(record === "data" ? [sample] : []), ...freeKeys(names, description, given)];
}

function keyOffer({ name }: RecordDescription, { key, type, required, default: fallback }: Setting): Offer {
  const isRecord = type.kind === "record";
  return {
    label: key,
    kind: "key",
    rank: required ? 0 : 1,
    detail: required ? "needed" : fallback === undefined ? "optional" : `otherwise ${fallback}`,
    text: isRecord ? `${key} { ` : `${key}: `,
    ...(isRecord && { snippet: `${key} { $0 }` }),
    about: { of: "setting", record: name, key },
  };
}

/** Keys that are names of the user: what is fed, what is varied, which phases there are. */
function freeKeys(names: Names, description: RecordDescription, given: readonly string[]): readonly Offer[] {
  const own = freeSymbols(names, description).filter(({ label }) => !given.includes(label));
  return own.map((offer) => ({ ...offer, text: `${writtenName(offer.label)}: `, commit: [] }));
}

function freeSymbols(names: Names, { freeKeys }: RecordDescription): readonly Offer[] {
  const from = (kinds: Parameters<typeof symbolsOf>[2]): readonly Offer[] =>
    symbolsOf(names, "subject", kinds).map((symbol) =>
      offerOf(names, symbol, symbol.kind === "const" ? 1 : 0),
    );
  switch (freeKeys) {
    case "quantity":
      return from(isLearner(names) ? expectations.fedOfLearn.kinds : expectations.fedOfNetwork.kinds);
    case "rate":
      return from(expectations.varied.kinds);
    case "phase":
      return phaseBlocks(names).map((label) => ({ label, kind: "word", rank: 0 }));
    case undefined:
      return [];
  }
}

function isLearner(names: Names): boolean {
  const { subject } = names;
  return subject !== undefined && (subject.kind === "learn" || modelsLearntUnnamed(names).includes(subject));
}

/** Phases of the network around the place that have a block or a length. */
function phasesAround({ document, open }: Names): {
  readonly blocks: readonly string[];
  readonly lengths: readonly string[];
} {
  const start = open.frames[1]?.head[0]?.span.start;
  const network = document.declarations.find(({ span }) => span.start === start);
  const statements = network?.kind === "NetworkDeclaration" ? network.body.statements : [];
  return {
    blocks: statements.flatMap((one) => (one.kind === "PhaseStatement" ? [one.name.text] : [])),
    lengths: statements.flatMap((one) =>
      one.kind === "PhasesStatement" ? one.record.entries.map(({ key }) => key.text) : [],
    ),
  };
}

function phaseBlocks(names: Names): readonly string[] {
  return [...new Set(phasesAround(names).blocks)].filter((name) => name !== "");
}

/** Behind `phase`: those that have a length, first those that have no block yet. */
function offersOfPhases(names: Names): readonly Offer[] {
  const { blocks, lengths } = phasesAround(names);
  return [...new Set(lengths)]
    .filter((name) => name !== "")
    .map((label) => ({
      label,
      kind: "word",
      rank: blocks.includes(label) ? 1 : 0,
      detail: "phase",
      text: `${writtenName(label)} `,
      snippet: `${writtenName(label)} {\n\t$0\n}`,
    }));
}

/** Words, variants, units and the like that a setting may be. */
function offersOfSetting({ record, key, type }: PlaceOf<"setting">): readonly Offer[] {
  switch (type.kind) {
    case "boolean":
      return ["true", "false"].map((label) => ({ label, kind: "word", rank: 0 }));
    case "words":
      return type.words.map((word) => wordOffer(word));
    case "variants":
      return type.variants.map((variant) => ({
        ...variantOffer(variant),
        about: { of: "variant", record, key, name: variant.name },
      }));
    case "unit":
      return unitOffers(type.dimension);
    case "grid":
      return [
        {
          label: "grid",
          kind: "function",
          rank: 0,
          text: "grid(",
          snippet: placeholders("grid(«1:x»: «2:0»..«3:1», «4:40»)"),
        },
      ];
    case "scale":
      return [...["none", "minmax"].map(wordOffer), ...columnsOfScale];
    case "file":
      return [{ label: '"…"', kind: "file", rank: 0, text: '"', snippet: '"$1"', detail: "file name" }];
    case "number":
    case "expression":
    case "quantities":
    case "readouts":
    case "record":
      return [];
  }
}

const columnsOfScale: readonly Offer[] = [
  {
    label: "minmax(…)",
    kind: "function",
    rank: 1,
    text: "minmax(",
    snippet: "minmax($1)",
    detail: "some columns only",
  },
];

function wordOffer(word: string): Offer {
  return { label: word, kind: "word", rank: 0, about: { of: "keyword", word } };
}

function variantOffer({ name, arguments: list }: Variant): Offer {
  const base = { label: name, kind: "word", rank: 0 } as const;
  if (list.length === 0) return base;
  return { ...base, detail: `${name}(${list.map((one) => one.name).join(", ")})` };
}

/** Named arguments of a variant that are not given yet. */
function offersOfVariantArguments({ variant, given }: PlaceOf<"variantArgument">): readonly Offer[] {
  return variant.arguments
    .filter(({ name }) => !given.includes(name))
    .map(({ name, default: fallback, meaning }) => ({
      label: name,
      kind: "key",
      rank: 0,
      text: `${name}: `,
      detail: `${meaning} Otherwise ${fallback}.`,
    }));
}

/** Unit symbols; of one dimension, or of any. */
function unitOffers(dimension: "time" | "concentration" | "volume" | undefined): readonly Offer[] {
  return commonUnitSymbols.flatMap((label): readonly Offer[] => {
    const fits = dimension === undefined || baseDimensionOf(label) === dimension;
    return fits ? [{ label, kind: "unit", rank: 0 }] : [];
  });
}
