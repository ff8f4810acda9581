// Modules and what they are given → offers.

import {
  type DeclaredSymbol,
  type Expectation,
  expectations,
  type SymbolKind,
  writtenName,
} from "@ncrn/language";
import { moduleOf, moduleSignature } from "./module-signature.js";
import { type Names, symbolOfPath, symbolsOf } from "./names.js";
import { type Offer, snippetText } from "./offer.js";
import { offerOf, offersOfValue } from "./offers-of-names.js";
import type { Place } from "./place.js";

type PlaceOf<Kind extends Place["kind"]> = Place & { readonly kind: Kind };

/** Behind `use name =`: modules of this file and of imported ones. */
export function offersOfModules(names: Names, { path }: PlaceOf<"module">): readonly Offer[] {
  if (path.length > 0) {
    const members = symbolOfPath(names.file, path)?.members?.names.values() ?? [];
    return [...members]
      .filter(({ kind }) => kind === "module")
      .map((symbol) => moduleOffer(names, symbol, ""));
  }
  const own = symbolsOf(names, "file", new Set(["module"])).map((symbol) => moduleOffer(names, symbol, ""));
  const imported = symbolsOf(names, "file", new Set(["import"])).flatMap((alias) =>
    [...(alias.members?.names.values() ?? [])]
      .filter(({ kind }) => kind === "module")
      .map((symbol) => moduleOffer(names, symbol, `${writtenName(alias.name)}.`)),
  );
  return [...own, ...imported.map((offer) => ({ ...offer, rank: 1 }))];
}

/** With a placeholder for every parameter that has to be given. */
function moduleOffer(names: Names, symbol: DeclaredSymbol, prefix: string): Offer {
  const needed = moduleOf(symbol)?.parameters.filter(({ defaultValue }) => defaultValue === undefined) ?? [];
  const placeholders = needed.map(
    ({ name }, index) => `\${${index + 1}:${snippetText(writtenName(name.text))}}`,
  );
  const written = `${prefix}${writtenName(symbol.name)}`;
  const detail = moduleSignature(symbol, names.snapshot)?.label;
  return {
    ...offerOf(names, symbol, 0),
    label: `${prefix}${symbol.name}`,
    text: `${written}(`,
    snippet: `${snippetText(written)}(${placeholders.join(", ")})`,
    ...(detail !== undefined && { detail }),
  };
}

/** Between the parentheses of a module: a value of the kind that is due, or an argument by name. */
export function offersOfArguments(names: Names, place: PlaceOf<"moduleArgument">): readonly Offer[] {
  const parameters = moduleOf(symbolOfPath(names.file, place.module))?.parameters ?? [];
  const due = place.named.length === 0 ? parameters[place.positional] : undefined;
  const isGiven = (name: string, index: number): boolean =>
    place.named.includes(name) || index < place.positional;
  const byName = parameters
    .filter(({ name }, index) => !isGiven(name.text, index))
    .map(
      ({ name, keyword }): Offer => ({
        label: `${name.text}:`,
        kind: "key",
        rank: due === undefined ? 0 : 2,
        text: `${writtenName(name.text)}: `,
        detail: keyword,
      }),
    );
  if (due === undefined) return byName;
  const expectation: Expectation = { ...expectations.networkValue, kinds: fittingKinds[due.keyword] };
  const values = offersOfValue(names, { ...place.value, expectation, functions: [] });
  return [...values.filter(({ kind }) => kind !== "keyword"), ...byName];
}

const constants: readonly SymbolKind[] = ["const", "loop variable"];

const fittingKinds: Readonly<Record<"species" | "signal" | "rate" | "const", ReadonlySet<SymbolKind>>> = {
  species: new Set(["species", "clamped species"]),
  signal: new Set(["signal"]),
  rate: new Set(["rate", ...constants]),
  const: new Set(constants),
};
