// The tokens of an unfinished value → what may stand next in it.

import { expectations, type WrittenToken } from "@ncrn/language";
import { indexOutsideBrackets, isKeyword, isSymbol, openBrackets, splitAt } from "./frames.js";
import { nothing, type Place, type ValueNeeded, words } from "./place.js";

/** Constants known before the run: shapes, indices, bounds of loops. */
export const constantNeeded: ValueNeeded = {
  expectation: expectations.constant,
  functions: ["expression"],
  scope: "block",
  first: "rates",
  near: [],
  words: [],
};

/** What may stand behind the tokens of a value that `needed` describes. */
export function placeInExpression(tokens: readonly WrittenToken[], needed: ValueNeeded): Place {
  const open = openBrackets(tokens).at(-1);
  if (open === undefined) return operandOrWords(tokens, needed);
  const before = tokens[open.index - 1];
  const inner = tokens.slice(open.index + 1);
  if (open.text === "[" && before?.kind === "number") return placeInUnit(inner);
  if (open.text === "[" && (before?.kind === "name" || isSymbol(before, "]")))
    return placeInIndex(inner, needed);
  const functions = before?.kind === "name" ? insideCalls(needed) : needed.functions;
  return operandOrWords(splitAt(inner, [",", ";"]).at(-1) ?? [], { ...needed, functions });
}

/** What speaks of a whole time course stands alone, not inside of another call. */
function insideCalls(needed: ValueNeeded): ValueNeeded["functions"] {
  return needed.functions.filter((place) => place === "expression" || place === "draw" || place === "column");
}

/** Inside of `[…]` behind a name. */
export function placeInIndex(inner: readonly WrittenToken[], needed: ValueNeeded): Place {
  return placeInExpression(splitAt(inner, [","]).at(-1) ?? [], { ...constantNeeded, scope: needed.scope });
}

function placeInUnit(inner: readonly WrittenToken[]): Place {
  const last = inner.at(-1);
  if (last === undefined) return { kind: "unit", begins: true };
  return isSymbol(last, "*") || isSymbol(last, "/") ? { kind: "unit", begins: false } : nothing;
}

/** No bracket is open: an operand is missing, or one has just ended. */
function operandOrWords(tokens: readonly WrittenToken[], needed: ValueNeeded): Place {
  const last = tokens.at(-1);
  if (isSymbol(last, ".")) return { kind: "member", path: pathBefore(tokens), value: needed };
  if (last === undefined || !endsOperand(last)) return { kind: "value", value: needed };
  return words(...wordsBehindOperand(tokens));
}

/** True if a value can end with the token. */
export function endsOperand(token: WrittenToken): boolean {
  if (token.kind === "symbol") return token.text === ")" || token.text === "]";
  return token.kind !== "keyword" && token.kind !== "lineEnd";
}

/** The `if` that is waiting decides: `then` before `else`. */
function wordsBehindOperand(tokens: readonly WrittenToken[]): readonly string[] {
  const waiting: string[] = [];
  for (const token of tokens) {
    if (isKeyword(token, "if")) waiting.push("then");
    else if (isKeyword(token, "then")) waiting.splice(-1, 1, "else");
    else if (isKeyword(token, "else")) waiting.pop();
  }
  return waiting.slice(-1);
}

/** The names of `a.b.` and `z[1].`; indices are left out. */
export function pathBefore(tokens: readonly WrittenToken[]): readonly string[] {
  const path: string[] = [];
  let index = tokens.length - 1;
  while (isSymbol(tokens[index], ".")) {
    index--;
    if (isSymbol(tokens[index], "]")) index = openingOf(tokens, index) - 1;
    const name = tokens[index];
    if (name?.kind !== "name") return [];
    path.unshift(name.text);
    index--;
  }
  return path;
}

function openingOf(tokens: readonly WrittenToken[], close: number): number {
  let depth = 0;
  for (let index = close; index >= 0; index--) {
    if (isSymbol(tokens[index], "]")) depth++;
    if (isSymbol(tokens[index], "[")) depth--;
    if (depth === 0) return index;
  }
  return 0;
}

/** The value behind an operator such as `=`; undefined if the operator is not there. */
export function placeBehind(
  tokens: readonly WrittenToken[],
  operators: readonly string[],
  needed: ValueNeeded,
): Place | undefined {
  const index = indexOutsideBrackets(
    tokens,
    (token) => token.kind === "symbol" && operators.includes(token.text),
  );
  return index < 0 ? undefined : placeInExpression(tokens.slice(index + 1), needed);
}
