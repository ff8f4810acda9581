// Reactions → fluxes and rates of change as text, exactly as the simulator computes them: flux = constant·∏[S]^n, or the
// law itself.

import { netChange, type RateExpression, type Reaction, type ReactionNetwork } from "@ncrn/compiler";
import {
  type Notation,
  precedences,
  superscript,
  unicodeExpression,
  unicodeNumber,
} from "./unicode-expression.js";

/** Names as in the source; concentrations in brackets. */
export function notationOf({ species, parameters }: ReactionNetwork): Notation {
  const names = new Map([...species, ...parameters].map(({ id, name }) => [id, name]));
  return {
    species: (id) => `[${names.get(id) ?? id}]`,
    parameter: (id) => nameAmongOperators(names.get(id) ?? id),
  };
}

/** A name that could be read as several has backticks, as in the source. */
export function nameAmongOperators(name: string): string {
  const [, base = name, index = ""] = /^(.*?)((?:\[[\d,]+\])?(?:\.[pm])?)$/su.exec(name) ?? [];
  return /^[\p{L}_][\p{L}\p{N}\p{M}_.]*$/u.test(base) ? name : `\`${base}\`${index}`;
}

/** A product of a number `above/below` and what is not a number. */
export interface Product {
  readonly above: number;
  readonly below: number;
  readonly factors: readonly string[];
}

/** `2·k·[A]²/3`: the flux of a reaction, times `factor`; a negative one has its sign in front. */
export function fluxText(reaction: Reaction, notation: Notation, factor = 1): string {
  const { rate, reactants } = reaction;
  const law = rate.kind === "law" ? rate.flux : rate.constant;
  const concentrations =
    rate.kind === "law"
      ? []
      : reactants.map(({ species, coefficient }) =>
          coefficient === 1
            ? notation.species(species)
            : notation.species(species) + superscript(coefficient),
        );
  const { above, below, factors } = productOf(law, notation, concentrations.length > 0);
  return productText({ above: factor * above, below, factors: [...factors, ...concentrations] });
}

/** Takes the number in front of a product and the one below it out; what is followed by factors must hold together. */
export function productOf(expression: RateExpression, notation: Notation, isFollowed: boolean): Product {
  if (expression.kind === "number") return { above: expression.value, below: 1, factors: [] };
  if (expression.kind === "binary" && expression.operator === "/" && expression.right.kind === "number") {
    const { above, below, factors } = productOf(expression.left, notation, isFollowed);
    return { above, below: below * expression.right.value, factors };
  }
  if (expression.kind === "binary" && expression.operator === "*" && expression.left.kind === "number") {
    const { above, below, factors } = productOf(expression.right, notation, isFollowed);
    return { above: above * expression.left.value, below, factors };
  }
  const isDivision = expression.kind === "binary" && expression.operator === "/";
  const outer = isDivision && isFollowed ? precedences.power : precedences.product;
  return { above: 1, below: 1, factors: [unicodeExpression(expression, notation, outer)] };
}

/** The product on one line. */
export function productText(product: Product): string {
  const { above, below } = lowestTerms(product);
  const isNegative = above < 0;
  const size = Math.abs(above);
  const factors = [
    ...(size === 1 && product.factors.length > 0 ? [] : [unicodeNumber(size)]),
    ...product.factors,
  ];
  const [only] = factors;
  const isWhole = factors.length === 1 && product.factors.length === 1 && below === 1 && !isNegative;
  // A law alone needs no brackets around it.
  const text = isWhole ? withoutBrackets(only!) : factors.join("·");
  return `${isNegative ? "−" : ""}${text}${below === 1 ? "" : `/${unicodeNumber(below)}`}`;
}

/** Takes brackets away that surround a whole text. */
function withoutBrackets(text: string): string {
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (let index = 0; index < text.length - 1; index++) {
    if (text[index] === "(") depth += 1;
    if (text[index] === ")") depth -= 1;
    if (depth === 0) return text;
  }
  return text.slice(1, -1);
}

function lowestTerms({ above, below }: Product): { readonly above: number; readonly below: number } {
  if (!Number.isSafeInteger(above) || !Number.isSafeInteger(below)) {
    return below === 1 ? { above, below } : { above: above / below, below: 1 };
  }
  const divisor = greatestCommonDivisor(Math.abs(above), Math.abs(below)) || 1;
  return { above: above / divisor, below: below / divisor };
}

function greatestCommonDivisor(first: number, second: number): number {
  return second === 0 ? first : greatestCommonDivisor(second, first % second);
}

/** The rate of change of a species while some reactions run, with the number of its terms. */
export interface RateOfChange {
  /** The right-hand side; `0` if nothing changes the species. */
  readonly text: string;
  readonly terms: number;
}

/** The sum of net change times flux over the reactions; after `longest` terms it says how many are left. */
export function rateOfChange(
  id: string,
  reactions: readonly Reaction[],
  notation: Notation,
  longest = Number.POSITIVE_INFINITY,
): RateOfChange {
  const terms = reactions.flatMap((reaction) => {
    const change = netChange(reaction).get(id);
    return change === undefined ? [] : [signedTerm(reaction, notation, change)];
  });
  return { text: sumText(terms, longest), terms: terms.length };
}

/** A law that is a sum is one term: brackets keep it together. */
function signedTerm(reaction: Reaction, notation: Notation, change: number): string {
  const text = fluxText(reaction, notation, change);
  const isLooseLaw = reaction.rate.kind === "law" && change === 1;
  return isLooseLaw && isSum(reaction.rate.flux) ? `(${text})` : text;
}

function isSum(expression: RateExpression): boolean {
  if (expression.kind === "conditional" || expression.kind === "not") return true;
  return expression.kind === "binary" && !["*", "/", "^"].includes(expression.operator);
}

/** Terms with their signs as one sum: a − b + c, shortened behind `longest` terms. */
export function sumText(terms: readonly string[], longest: number): string {
  const [first = "0", ...others] = terms.slice(0, longest);
  const rest = terms.length - longest;
  const more = rest > 0 ? ` + … (${rest} more ${rest === 1 ? "term" : "terms"})` : "";
  return (
    others.reduce((sum, term) => sum + (term.startsWith("−") ? ` − ${term.slice(1)}` : ` + ${term}`), first) +
    more
  );
}
