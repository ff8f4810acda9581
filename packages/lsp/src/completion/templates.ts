// Reactions to be filled in: usual rate laws, with names of the network where it has some.

import { expectations, writtenName } from "@ncrn/language";
import { type Names, symbolsOf } from "./names.js";
import { type Offer, placeholders, snippetText } from "./offer.js";

/** Names for the placeholders of a template. */
interface Placeholders {
  readonly species: readonly string[];
  readonly rates: readonly string[];
}

function placeholdersOf(names: Names): Placeholders {
  const named = (kinds: ReadonlySet<"species" | "rate">): readonly string[] =>
    symbolsOf(names, "block", kinds).map(({ name }) => snippetText(writtenName(name)));
  return { species: named(new Set(["species"])), rates: named(new Set(["rate"])) };
}

/** Whole reactions. */
export function reactionTemplates(names: Names, rank: number): readonly Offer[] {
  return reactionTemplatesOf(placeholdersOf(names), rank);
}

/** The same with given names; where there are none, with names as in textbooks. */
export function reactionTemplatesOf({ species, rates }: Placeholders, rank: number): readonly Offer[] {
  const [a = "A", b = "B"] = species;
  const [k = "k", back = k] = rates;
  const law = (label: string, snippet: string): Offer => ({
    label,
    kind: "template",
    rank,
    detail: snippet.replace(/«\d+:([^»]*)»/g, "$1"),
    snippet: placeholders(snippet),
  });
  return [
    law("reaction: mass action", `«1:${a}» ->{«2:${k}»} «3:${b}»`),
    law("reaction: reversible", `«1:${a}» <->{«2:${k}», «3:${back}»} «4:${b}»`),
    law("reaction: Michaelis–Menten", `«1:${a}» ->[«2:Vmax» * «1:${a}» / («3:K» + «1:${a}»)] «4:${b}»`),
    law(
      "reaction: Hill, activated",
      `0 ->[«2:Vmax» * «1:${a}»^«3:2» / («4:K»^«3:2» + «1:${a}»^«3:2»)] «5:${b}»`,
    ),
    law(
      "reaction: Hill, repressed",
      `0 ->[«2:Vmax» * «4:K»^«3:2» / («4:K»^«3:2» + «1:${a}»^«3:2»)] «5:${b}»`,
    ),
  ];
}

/** Rates behind an arrow: every rate constant of the network, then laws of the reactants. */
export function rateTemplates(
  names: Names,
  { reversible, reactants }: { readonly reversible: boolean; readonly reactants: readonly string[] },
): readonly Offer[] {
  const rates = symbolsOf(names, "block", expectations.rateConstant.kinds)
    .filter(({ kind }) => kind === "rate")
    .map(({ name }) => writtenName(name));
  const known = reversible
    ? rates.slice(0, 1).map((name) => `{${name}, ${rates[1] ?? name}}`)
    : rates.map((name) => `{${name}}`);
  const plain = known.map(
    (label): Offer => ({ label, kind: "template", rank: 0, text: `${label} `, detail: "mass action" }),
  );
  const laws = reversible ? reversibleLaws : lawsOf(reactants[0] ?? "A");
  return [...plain, ...laws.filter(({ label }) => !known.includes(label))];
}

const reversibleLaws: readonly Offer[] = [
  template("{kf, kr}", "{«1:kf», «2:kr»} $0", "mass action, forward and back"),
  template("[forward, back]", "[«1:forward», «2:back»] $0", "two laws"),
];

function lawsOf(reactant: string): readonly Offer[] {
  const substrate = snippetText(writtenName(reactant));
  return [
    template("{k}", "{«1:k»} $0", "mass action"),
    template("[law]", "[«1:law»] $0", "any flux"),
    template(
      "[Michaelis–Menten]",
      `[«1:Vmax» * ${substrate} / («2:K» + ${substrate})] $0`,
      `Vmax·${reactant} / (K + ${reactant})`,
    ),
    template(
      "[Hill]",
      `[«1:Vmax» * ${substrate}^«3:2» / («2:K»^«3:2» + ${substrate}^«3:2»)] $0`,
      `Vmax·${reactant}ⁿ / (Kⁿ + ${reactant}ⁿ)`,
    ),
  ];
}

function template(label: string, snippet: string, detail: string): Offer {
  return { label, kind: "template", rank: 1, snippet: placeholders(snippet), detail };
}
