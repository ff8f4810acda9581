// What a name means → the word for it in the protocol. Only standard words, so that every theme has a colour for each;
// names that differ in meaning get words that common themes colour differently, as far as there are any.

import type { DeclaredSymbol, SymbolKind } from "@ncrn/language";

/** The token types that are used, in the order of the legend. */
export const tokenTypes = [
  "variable",
  "parameter",
  "property",
  "enumMember",
  "class",
  "struct",
  "type",
  "namespace",
  "function",
  "method",
  "label",
] as const;

/** The token modifiers that are used, in the order of the legend; `unused` is not standard, and themes may ignore it. */
export const tokenModifiers = [
  "declaration",
  "readonly",
  "modification",
  "defaultLibrary",
  "unused",
] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

/** The type of a name, and `readonly` if its value stays while a network runs. */
interface TokenMeaning {
  readonly type: TokenType;
  readonly isFixed: boolean;
}

const changing = (type: TokenType): TokenMeaning => ({ type, isFixed: false });
const fixed = (type: TokenType): TokenMeaning => ({ type, isFixed: true });

/** The mapping: what changes in time is a variable, what stays is a readonly one, what comes from outside a parameter. */
const meanings: Readonly<Record<SymbolKind, TokenMeaning>> = {
  species: changing("variable"),
  "clamped species": fixed("variable"),
  signal: changing("variable"),
  state: changing("variable"),
  rate: fixed("variable"),
  const: fixed("variable"),
  fixed: fixed("variable"),
  "loop variable": fixed("variable"),
  input: changing("parameter"),
  target: changing("parameter"),
  "function parameter": changing("parameter"),
  weight: changing("property"),
  output: changing("property"),
  let: changing("property"),
  column: changing("property"),
  rail: changing("property"),
  phase: fixed("enumMember"),
  network: changing("class"),
  model: changing("class"),
  module: changing("class"),
  learn: changing("class"),
  data: changing("struct"),
  train: changing("method"),
  simulate: changing("method"),
  scan: changing("method"),
  function: changing("function"),
  instance: changing("namespace"),
  import: changing("namespace"),
};

/** The type of a symbol and whether it is readonly; parameters of modules are parameters whatever they stand for. */
export function tokenMeaningOf({ kind, parameter }: DeclaredSymbol): TokenMeaning {
  return parameter ? { ...meanings[kind], type: "parameter" } : meanings[kind];
}
