// The tokens of an unfinished statement of a block → what may stand next in it.

import { type Expectation, expectations, type FunctionPlace, type WrittenToken } from "@ncrn/language";
import { type BlockContainer, type Frame, isKeyword, isSymbol, openBrackets, splitAt } from "./frames.js";
import { nothing, type Place, type ValueNeeded, words } from "./place.js";
import {
  constantNeeded,
  pathBefore,
  placeBehind,
  placeInExpression,
  placeInIndex,
} from "./place-in-expression.js";
import { equationValue, placeInReaction } from "./place-in-reaction.js";

type BlockFrame = Frame & { kind: "block" };

/** What may stand behind the tokens of a statement, of which there is at least one. */
export function placeInStatement(line: readonly WrittenToken[], { container }: BlockFrame): Place {
  const [first, ...rest] = line;
  if (first?.kind !== "keyword") return placeInReaction(line, container);
  switch (first.text) {
    case "clamped":
      return rest.length === 0 ? words("species") : placeInQuantities("species", rest.slice(1), container);
    case "init":
      return placeInInit(rest);
    case "loss":
      return placeBehind(rest, ["="], valueOver(expectations.lossValue)) ?? words("=");
    case "let":
      return placeInDefinition(rest, { ...equationValue(container), expectation: definitionOf(container) });
    case "const":
      return placeInDefinition(rest, constantNeeded);
    case "phase":
      return rest.length === 0 ? { kind: "phase" } : words("{");
    case "kinetics":
      return rest.length === 0 ? { kind: "convention" } : nothing;
    case "use":
      return placeInUse(rest);
    case "assert":
      return placeInAssertion(rest, container);
    case "for":
      return placeInFor(rest);
    case "if":
      return withBrace(placeInExpression(rest, constantNeeded));
    case "at":
    case "every":
    case "when":
      return withBrace(placeInExpression(rest, eventValue(container)));
    case "lower":
    case "phases":
    case "else":
      return words("{");
    default:
      return placeInQuantities(first.text, rest, container);
  }
}

/** Inside of the braces of an event: assignments. */
export function placeInEvent(line: readonly WrittenToken[], container: BlockContainer): Place {
  if (line.length === 0) return { kind: "target", expectation: expectations.eventTarget };
  const value = placeBehind(line, ["=", "+=", "-="], eventValue(container));
  return value ?? placeInTarget(line, expectations.eventTarget, ["=", "+=", "-="]);
}

/** Behind a condition its block may begin. */
export function withBrace(place: Place): Place {
  return place.kind === "words" ? words(...place.words, "{") : place;
}

function valueOver(expectation: Expectation, ...functions: readonly FunctionPlace[]): ValueNeeded {
  return { ...constantNeeded, expectation, functions: ["expression", ...functions], first: "quantities" };
}

function definitionOf(container: BlockContainer): Expectation {
  return container === "model" ? expectations.modelLet : expectations.networkValue;
}

function eventValue(container: BlockContainer): ValueNeeded {
  return equationValue(container);
}

/** `name = value`. */
export function placeInDefinition(rest: readonly WrittenToken[], needed: ValueNeeded): Place {
  if (rest.length === 0) return nothing;
  return placeBehind(rest, ["="], needed) ?? words("=");
}

function placeInQuantities(keyword: string, rest: readonly WrittenToken[], container: BlockContainer): Place {
  const item = splitAt(rest, [","]).at(-1) ?? [];
  if (item.length === 0) return nothing;
  const needed = startValue(keyword, container);
  const isDrawn = item.some((token) => isSymbol(token, "~"));
  const value = placeBehind(item, ["=", "~"], isDrawn ? drawnValue(needed) : needed);
  if (value !== undefined) return value;
  const open = openBrackets(item).at(-1);
  if (open !== undefined) return placeInIndex(item.slice(open.index + 1), constantNeeded);
  if (isSymbol(item.at(-1), ">=")) return nothing;
  return words(...quantityWords(keyword, item));
}

function quantityWords(keyword: string, item: readonly WrittenToken[]): readonly string[] {
  const start = keyword === "weight" ? ["=", "~"] : ["="];
  const isBounded = item.some((token) => isSymbol(token, ">="));
  return isBounded || !boundable.has(keyword) ? start : [...start, ">="];
}

/** Kinds that may be declared `>= 0`. */
const boundable: ReadonlySet<string> = new Set(["signal", "input", "target", "state", "weight"]);

/** Behind `~` a distribution is wanted first. */
export function drawnValue(needed: ValueNeeded): ValueNeeded {
  return {
    ...needed,
    functions: ["draw", ...needed.functions.filter((place) => place !== "draw")],
    first: "draws",
  };
}

function startValue(keyword: string, container: BlockContainer): ValueNeeded {
  switch (keyword) {
    case "output":
      return valueOver(expectations.modelValue);
    case "state":
      return valueOver(container === "model" ? expectations.modelStart : expectations.startValue);
    case "weight":
      return valueOver(expectations.parameterValue);
    default:
      return { ...valueOver(expectations.startValue), first: "rates" };
  }
}

function placeInInit(rest: readonly WrittenToken[]): Place {
  const item = splitAt(rest, [","]).at(-1) ?? [];
  if (item.length === 0) return { kind: "target", expectation: expectations.initial };
  const needed = { ...valueOver(expectations.startValue), first: "rates" } as const;
  return placeBehind(item, ["="], needed) ?? placeInTarget(item, expectations.initial, ["="]);
}

/** A name with indices that is given a value. */
function placeInTarget(
  item: readonly WrittenToken[],
  expectation: Expectation,
  follow: readonly string[],
): Place {
  const open = openBrackets(item).at(-1);
  if (open !== undefined) return placeInIndex(item.slice(open.index + 1), constantNeeded);
  if (isSymbol(item.at(-1), "."))
    return { kind: "member", path: pathBefore(item), value: valueOver(expectation) };
  return words(...follow);
}

function placeInUse(rest: readonly WrittenToken[]): Place {
  if (rest.length === 0) return nothing;
  if (rest.length === 1) return words("=");
  const [, , ...made] = rest;
  const opening = made.findIndex((token) => isSymbol(token, "("));
  if (opening >= 0) return placeInModuleArguments(made.slice(0, opening), made.slice(opening));
  if (made.length === 0) return { kind: "module", path: [] };
  return isSymbol(made.at(-1), ".") ? { kind: "module", path: pathBefore(made) } : words("(");
}

function placeInModuleArguments(path: readonly WrittenToken[], bracket: readonly WrittenToken[]): Place {
  const open = openBrackets(bracket);
  const needed: ValueNeeded = valueOver(expectations.networkValue);
  if (open.length === 0) return nothing;
  const given = splitAt(bracket.slice(1), [",", ";"]);
  const current = given.at(-1) ?? [];
  if (current.length > 0)
    return placeInExpression(isSymbol(current[1], ":") ? current.slice(2) : current, needed);
  const isNamed = (tokens: readonly WrittenToken[]): boolean => isSymbol(tokens[1], ":");
  const earlier = given.slice(0, -1).filter((tokens) => tokens.length > 0);
  return {
    kind: "moduleArgument",
    module: path.flatMap(({ kind, text }) => (kind === "name" ? [text] : [])),
    named: earlier.filter(isNamed).map(([name]) => name?.text ?? ""),
    positional: earlier.filter((tokens) => !isNamed(tokens)).length,
    value: needed,
  };
}

function placeInAssertion(rest: readonly WrittenToken[], container: BlockContainer): Place {
  const condition = splitAt(rest, [","]).at(-1) ?? [];
  const needed = { ...valueOver(definitionOf(container)), words: ["order", "conserved"] };
  const isFirst = condition.length === 0;
  return placeInExpression(condition, isFirst ? needed : { ...needed, words: [] });
}

function placeInFor(rest: readonly WrittenToken[]): Place {
  if (rest.length === 0) return nothing;
  if (rest.length === 1) return words("in");
  if (!isKeyword(rest[1], "in")) return nothing;
  const bounds = splitAt(rest.slice(2), [".."]);
  const place = placeInExpression(bounds.at(-1) ?? [], constantNeeded);
  if (place.kind !== "words") return place;
  return words(bounds.length < 2 ? ".." : "{");
}
