// The tokens of an unfinished reaction or equation → what may stand next in it.

import { expectations, type WrittenToken } from "@ncrn/language";
import {
  type BlockContainer,
  indexOutsideBrackets,
  isKeyword,
  isSymbol,
  openBrackets,
  splitAt,
} from "./frames.js";
import { nothing, type Place, type ReactionSide, type ValueNeeded, words } from "./place.js";
import { pathBefore, placeBehind, placeInExpression, placeInIndex } from "./place-in-expression.js";

/** What right-hand sides of equations may be made of. */
export function equationValue(container: BlockContainer): ValueNeeded {
  return {
    expectation: container === "model" ? expectations.modelValue : expectations.networkValue,
    functions: ["expression"],
    scope: "block",
    first: "quantities",
    near: [],
    words: [],
  };
}

/** A statement that begins with a name or a number. */
export function placeInReaction(statement: readonly WrittenToken[], container: BlockContainer): Place {
  const isLabelled = statement[0]?.kind === "name" && isSymbol(statement[1], ":");
  const line = isLabelled ? statement.slice(2) : statement;
  const arrow = indexOutsideBrackets(line, isArrow);
  if (arrow >= 0) return behindArrow(line.slice(0, arrow), line.slice(arrow));
  if (isSymbol(line.at(-1), "'")) return words("=");
  const value = placeBehind(line, ["="], equationValue(container));
  if (value !== undefined) return value;
  const side = placeInComplex(line, "left", container);
  if (side.kind !== "words") return side;
  return words(...(container === "model" ? ["'"] : isNothing(line) ? ["->", "<->"] : leftFollow(line)));
}

function isArrow(token: WrittenToken): boolean {
  return isSymbol(token, "->") || isSymbol(token, "<->");
}

/** Behind reactants; a single name may also be the target of an equation. */
function leftFollow(line: readonly WrittenToken[]): readonly string[] {
  const isTarget = splitAt(line, ["+"]).length === 1 && line[0]?.kind === "name";
  return isTarget ? ["->", "<->", "+", "'"] : ["->", "<->", "+"];
}

function behindArrow(left: readonly WrittenToken[], [arrow, ...after]: readonly WrittenToken[]): Place {
  const reversible = isSymbol(arrow, "<->");
  const reactants = speciesOf(left);
  const [opening] = after;
  if (opening === undefined) return { kind: "rate", reversible, reactants };
  if (!isSymbol(opening, "{") && !isSymbol(opening, "[")) return placeOfProducts(after);
  const length = lengthOfBracket(after);
  if (length !== undefined) return placeOfProducts(after.slice(length));
  const needed = isSymbol(opening, "{") ? rateNeeded : { ...lawNeeded, near: reactants };
  return placeInRates(after.slice(1), needed, reversible);
}

function placeInRates(inner: readonly WrittenToken[], needed: ValueNeeded, reversible: boolean): Place {
  const rates = splitAt(inner, [","]);
  const place = placeInExpression(rates.at(-1) ?? [], needed);
  if (place.kind !== "words" || place.words.length > 0) return place;
  return reversible && rates.length < 2 ? words(",") : place;
}

const rateNeeded: ValueNeeded = {
  expectation: expectations.rateConstant,
  functions: ["expression"],
  scope: "block",
  first: "rates",
  near: [],
  words: [],
};

const lawNeeded: ValueNeeded = { ...rateNeeded, expectation: expectations.networkValue };

/** The number of tokens from an opening bracket to its closing one; undefined if it is still open. */
function lengthOfBracket(tokens: readonly WrittenToken[]): number | undefined {
  for (let length = 1; length <= tokens.length; length++) {
    if (openBrackets(tokens.slice(0, length)).length === 0) return length;
  }
  return undefined;
}

function placeOfProducts(tokens: readonly WrittenToken[]): Place {
  const by = indexOutsideBrackets(tokens, (token) => isKeyword(token, "by"));
  if (by >= 0) {
    const place = placeInComplex(tokens.slice(by + 1), "catalysts", "network");
    return place.kind === "words" ? words("+") : place;
  }
  const place = placeInComplex(tokens, "right", "network");
  if (place.kind !== "words") return place;
  return isNothing(tokens) ? words("by") : words("+", "by");
}

/** `0` is a side without species, to which none can be added. */
function isNothing(side: readonly WrittenToken[]): boolean {
  return side.length === 1 && (side[0]?.text === "0" || side[0]?.text === "∅");
}

/** `words` without any stands for a species that is complete. */
function placeInComplex(
  tokens: readonly WrittenToken[],
  side: ReactionSide,
  container: BlockContainer,
): Place {
  const open = openBrackets(tokens).at(-1);
  if (open !== undefined) {
    return open.text === "[" ? placeInIndex(tokens.slice(open.index + 1), rateNeeded) : nothing;
  }
  const terms = splitAt(tokens, ["+"]);
  const used = namesOf(terms.slice(0, -1));
  const term = terms.at(-1) ?? [];
  const last = term.at(-1);
  if (container === "model" && last === undefined) {
    return { kind: "target", expectation: expectations.modelEquation };
  }
  if (last === undefined) return { kind: "species", side, used, afterCoefficient: false };
  if (isSymbol(last, ".")) {
    const value = { ...rateNeeded, expectation: expectations.reactant, first: "quantities" } as const;
    return { kind: "member", path: pathBefore(term), value };
  }
  const isZero = last.text === "0";
  if (last.kind === "number" && term.length === 1 && !isZero)
    return { kind: "species", side, used, afterCoefficient: true };
  const isComplete = isZero || last.kind === "name" || last.kind === "constant" || isSymbol(last, "]");
  return isComplete ? words() : nothing;
}

/** The species of a side of a reaction, without indices. */
function speciesOf(side: readonly WrittenToken[]): readonly string[] {
  return namesOf(splitAt(side, ["+"]));
}

function namesOf(terms: readonly (readonly WrittenToken[])[]): readonly string[] {
  return terms.flatMap((term) => term.find(({ kind }) => kind === "name")?.text ?? []);
}
