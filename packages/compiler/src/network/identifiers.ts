// Names of the source → identifiers of the network: `theta[1,2]` → `theta_1_2`, `z[1].p` → `z_1_p`.

import { freshNames, UNDERSCORED } from "./free-name.js";

/** Gives each source name one identifier, and no identifier to two names. */
export interface Identifiers {
  /** The identifier of a source name; the same for the same name. */
  readonly of: (name: string) => string;
  /** A new identifier for something without a source name. */
  readonly fresh: (wanted: string) => string;
}

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ι: "iota",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  µ: "mu",
  ν: "nu",
  ξ: "xi",
  ο: "omicron",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  ς: "sigma",
  τ: "tau",
  υ: "upsilon",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
  Γ: "Gamma",
  Δ: "Delta",
  Θ: "Theta",
  Λ: "Lambda",
  Ξ: "Xi",
  Π: "Pi",
  Σ: "Sigma",
  Φ: "Phi",
  Ψ: "Psi",
  Ω: "Omega",
};

const SIGNS: Readonly<Record<string, string>> = {
  "^": "_to_",
  "+": "plus",
  "-": "minus_",
  "/": "_over_",
  "|": "abs_",
  "…": "etc",
};

/** A fresh name space; identifiers are handed out in the order of first use, a clash gets `_2`, `_3`, … */
export function createIdentifiers(): Identifiers {
  const given = new Map<string, string>();
  const freshIdentifier = freshNames([], UNDERSCORED);
  const fresh = (name: string): string => freshIdentifier(transliterate(name));
  return {
    fresh,
    of: (name) => {
      const present = given.get(name);
      if (present !== undefined) return present;
      const identifier = fresh(name);
      given.set(name, identifier);
      return identifier;
    },
  };
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** ASCII letters, digits and `_`, not starting with a digit; Greek letters are spelt out, subscripts become digits. */
export function transliterate(name: string): string {
  if (IDENTIFIER.test(name)) return name;
  const spelt = [...name.normalize("NFKD")]
    .map((character) => {
      if (/[A-Za-z0-9_]/.test(character)) return character;
      if (/\p{M}/u.test(character)) return "";
      const greek = GREEK[character];
      if (greek !== undefined) return greek;
      if (character === "]" || character === ")") return "";
      if ("[,. (*".includes(character)) return "_";
      const sign = SIGNS[character];
      if (sign !== undefined) return sign;
      return `u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}_`;
    })
    .join("");
  return /^[A-Za-z_]/.test(spelt) ? spelt : `n_${spelt}`;
}
