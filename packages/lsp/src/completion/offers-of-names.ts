// Names that may stand at a place → offers: what is likeliest there comes first.

import {
  type BuiltinFunction,
  builtinFunctions,
  type DeclaredSymbol,
  type Expectation,
  expectations,
  type FunctionPlace,
  type SymbolKind,
  writtenName,
} from "@ncrn/language";
import { declarationText } from "./declaration-text.js";
import { modelsLearntUnnamed, type Names, symbolOfPath, symbolsOf } from "./names.js";
import { type Offer, type OfferKind, placeholders, snippetText } from "./offer.js";
import type { Place, ValueNeeded, ValueScope } from "./place.js";

type PlaceOf<Kind extends Place["kind"]> = Place & { readonly kind: Kind };

/** Species of a side of a reaction, those that stand there already last. */
export function offersOfSpecies(
  names: Names,
  { side, used, afterCoefficient }: PlaceOf<"species">,
): readonly Offer[] {
  const arrays = new Set(
    symbolsOf(names, "block", speciesKinds)
      .filter(isArray)
      .map(({ name }) => name),
  );
  const own = offersOfTargets(names, expectations.reactant).map((offer) => {
    const rank = used.includes(offer.label) ? offer.rank + 1 : offer.rank;
    if (!arrays.has(offer.label.replace(/\.[pm]$/, ""))) return { ...offer, rank };
    return { ...offer, rank, snippet: `${snippetText(offer.text ?? offer.label)}[$1]` };
  });
  if (afterCoefficient || used.length > 0 || side === "catalysts") return own;
  return [...own, { label: "0", kind: "symbol", rank: 4, detail: "nothing" }];
}

const speciesKinds: ReadonlySet<SymbolKind> = new Set(["species", "clamped species", "signal"]);

/** True if one of several components has to be named. */
function isArray({ declaration }: DeclaredSymbol): boolean {
  return (
    (declaration.kind === "QuantityItem" || declaration.kind === "ModuleParameter") &&
    declaration.shape.length > 0
  );
}

/** Names of a kind without a value around them: what an equation, `init` or an event is about. */
export function offersOfTargets(names: Names, expectation: Expectation): readonly Offer[] {
  const direct = symbolsOf(names, "block", expectation.kinds).map((symbol) => offerOf(names, symbol, 0));
  const rails = expectation.kinds.has("rail")
    ? symbolsOf(names, "block", signalKinds).flatMap((symbol) => railOffers(names, symbol, 2))
    : [];
  return [...direct, ...rails, ...containerOffers(names, "block", expectation)];
}

const signalKinds: ReadonlySet<SymbolKind> = new Set(["signal"]);

/** Everything that a value may begin with. */
export function offersOfValue(names: Names, needed: ValueNeeded): readonly Offer[] {
  const { expectation, scope } = needed;
  const symbols = symbolsOf(names, scope, expectation.kinds).map((symbol) =>
    offerOf(names, symbol, rankOfSymbol(symbol, needed)),
  );
  return [
    ...symbols,
    ...needed.words.map((word): Offer => assertionWord(word)),
    ...containerOffers(names, scope, expectation),
    ...functionOffers(names, needed),
    ...timeOffer(needed),
    ...conditionalOffer(needed),
  ];
}

function assertionWord(word: string): Offer {
  const about = { of: "keyword", word } as const;
  if (word === "conserved")
    return { label: word, kind: "function", rank: 0, text: "conserved(", snippet: "conserved($1)", about };
  return { label: word, kind: "word", rank: 0, text: `${word} <= `, about };
}

/** Behind a dot: what the thing before it has inside. */
export function offersOfMembers(names: Names, { path, value }: PlaceOf<"member">): readonly Offer[] {
  const symbol = symbolOfPath(names.scope(value.scope), path);
  if (symbol === undefined) return [];
  if (symbol.kind === "signal") return value.expectation.kinds.has("rail") ? railsAsMembers : [];
  const members = symbol.members === undefined ? [] : [...visibleMembers(symbol)];
  const fitting = members.filter((member) => isMember(member, symbol, value.expectation));
  return fitting.map((member) => ({ ...offerOf(names, member, 0), commit: [] }));
}

const railsAsMembers: readonly Offer[] = [
  { label: "p", kind: "species", rank: 0, detail: "the positive rail" },
  { label: "m", kind: "species", rank: 0, detail: "the negative rail" },
];

function visibleMembers(symbol: DeclaredSymbol): Iterable<DeclaredSymbol> {
  return symbol.members === undefined ? [] : new Map(symbol.members.names).values();
}

/** An instance shows what it declares and the rates that it was given; an imported file what can be imported. */
function isMember(member: DeclaredSymbol, owner: DeclaredSymbol, { kinds }: Expectation): boolean {
  if (owner.kind === "import") return kinds.has(member.kind) || member.kind === "function";
  if (member.parameter && member.kind !== "rate") return false;
  return kinds.has(member.kind) || (member.kind === "signal" && kinds.has("rail"));
}

/** Instances and imported files that have something fitting inside. */
function containerOffers(names: Names, scope: ValueScope, expectation: Expectation): readonly Offer[] {
  return symbolsOf(names, scope, containerKinds)
    .filter((symbol) => [...visibleMembers(symbol)].some((member) => isMember(member, symbol, expectation)))
    .map((symbol) => ({ ...offerOf(names, symbol, 3), commit: ["."] }));
}

const containerKinds: ReadonlySet<SymbolKind> = new Set(["instance", "import"]);

/** `x.p` and `x.m`. */
function railOffers(names: Names, symbol: DeclaredSymbol, rank: number): readonly Offer[] {
  const { about, detail } = offerOf(names, symbol, rank);
  return ["p", "m"].map((rail) => ({
    label: `${symbol.name}.${rail}`,
    kind: "species",
    rank,
    text: `${writtenName(symbol.name)}.${rail}`,
    ...(detail !== undefined && { detail: `rail of ${detail}` }),
    ...(about !== undefined && { about }),
  }));
}

/** A network, model or data set in the head of a declaration. */
export function offersOfSubjects(names: Names, { expectation }: PlaceOf<"subject">): readonly Offer[] {
  const learnt = expectation.kinds.has("learn") ? modelsLearntUnnamed(names) : [];
  const named = symbolsOf(names, "file", expectation.kinds);
  return [...learnt, ...named].map((symbol) => offerOf(names, symbol, symbol.kind === "network" ? 1 : 0));
}

/** A declared name as an offer. */
export function offerOf(names: Names, symbol: DeclaredSymbol, rank: number): Offer {
  const isFunction = symbol.kind === "function";
  const written = writtenName(symbol.name);
  const text = isFunction ? `${written}(` : written;
  return {
    label: symbol.name,
    kind: kindOf(symbol.kind),
    rank,
    detail: declarationText(symbol, names.snapshot),
    text,
    ...(isFunction && { snippet: `${snippetText(text)}$1)` }),
    about: { of: "symbol", file: symbol.file, start: symbol.nameNode.span.start },
    ...(symbol.kind === "signal" && { commit: ["."] }),
  };
}

function kindOf(kind: SymbolKind): OfferKind {
  switch (kind) {
    case "species":
    case "clamped species":
    case "rail":
      return "species";
    case "const":
    case "loop variable":
    case "function parameter":
      return "constant";
    case "function":
      return "function";
    case "module":
    case "instance":
    case "import":
      return "module";
    case "network":
    case "model":
    case "learn":
    case "train":
    case "simulate":
    case "scan":
      return "network";
    case "data":
      return "data";
    case "column":
      return "column";
    default:
      return "quantity";
  }
}

/** The lower, the likelier. */
function rankOfSymbol({ kind, name }: DeclaredSymbol, { first, near, expectation }: ValueNeeded): number {
  if (first === "rates") {
    if (kind === "rate") return 0;
    if (near.includes(name)) return 1;
    if (kind === "loop variable" || kind === "function parameter") return 0;
    if (kind === "let") return 3;
    return kind === "const" ? 2 : 5;
  }
  const behind = first === "quantities" ? 0 : 2;
  if (expectation === expectations.lossValue && !lossKinds.has(kind)) return behind + 1;
  return behind + (laterKinds.has(kind) ? 1 : 0);
}

/** What a loss is about. */
const lossKinds: ReadonlySet<SymbolKind> = new Set(["output", "target"]);
const laterKinds: ReadonlySet<SymbolKind> = new Set(["const", "let", "rate", "fixed"]);

/** Built-in functions that may stand there, and those of the user. */
function functionOffers(names: Names, needed: ValueNeeded): readonly Offer[] {
  const own = needed.functions.includes("expression")
    ? symbolsOf(names, needed.scope, functionKinds).map((symbol) => offerOf(names, symbol, 4))
    : [];
  const rank = rankOfFunction(needed);
  const builtin = builtinFunctions.flatMap((entry, index): Offer[] => {
    const place = needed.functions.find((one) => entry.places.includes(one));
    return place === undefined ? [] : [builtinOffer(entry, index, rank(place, entry.name))];
  });
  return [...own, ...withoutDoubles(builtin)];
}

const functionKinds: ReadonlySet<SymbolKind> = new Set(["function"]);

function rankOfFunction({ first }: ValueNeeded): (place: FunctionPlace, name: string) => number {
  return (place, name) => {
    if (first === "draws" && place === "draw") return 0;
    if (first === "measures" && place === "samples") return 0;
    if (place === "values") return 0;
    if (place !== "expression" && place !== "column") return 4;
    return first === "rates" && !functionsInRates.has(name) ? 8 : 6;
  };
}

/** What rate constants and laws are made of: Arrhenius factors, roots and limits. */
const functionsInRates: ReadonlySet<string> = new Set(["exp", "log", "sqrt", "min", "max"]);

/** A name that has two meanings is offered once, with the likelier one. */
function withoutDoubles(offers: readonly Offer[]): readonly Offer[] {
  return offers.filter(
    (offer, index) =>
      !offers.some(
        (other, position) =>
          other.label === offer.label &&
          (other.rank < offer.rank || (other.rank === offer.rank && position < index)),
      ),
  );
}

function builtinOffer(entry: BuiltinFunction, index: number, rank: number): Offer {
  const { name, parameters, minimum } = entry;
  const hasParameters = parameters.length > 0 || minimum > 0;
  return {
    label: name,
    kind: "function",
    rank,
    detail: hasParameters ? `${name}(${parameters.join(", ")})` : name,
    text: hasParameters ? `${name}(` : name,
    ...(hasParameters && { snippet: `${name}($1)` }),
    about: { of: "function", index },
  };
}

function timeOffer({ expectation, scope }: ValueNeeded): readonly Offer[] {
  const isRun =
    expectation === expectations.networkValue || (scope === "subject" && expectation.kinds.has("let"));
  return isRun
    ? [
        {
          label: "time",
          kind: "quantity",
          rank: 5,
          detail: "the simulated time",
          about: { of: "keyword", word: "time" },
        },
      ]
    : [];
}

function conditionalOffer({ expectation }: ValueNeeded): readonly Offer[] {
  if (expectation === expectations.kept) return [];
  const snippet = placeholders("if «1:condition» then «2:1» else «3:0»");
  return [
    {
      label: "if",
      kind: "keyword",
      rank: 7,
      text: "if ",
      snippet,
      about: { of: "keyword", word: "if value" },
    },
  ];
}
