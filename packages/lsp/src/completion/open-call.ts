// The tokens of an unfinished statement → the innermost call around its end, and which argument is being written.

import type { WrittenToken } from "@ncrn/language";
import { isKeyword, isSymbol, openBrackets, splitAt } from "./frames.js";

/** A call whose parenthesis is open. */
export interface OpenCall {
  /** `["lib", "f"]` for `lib.f(`. */
  readonly path: readonly string[];
  /** Where the path begins among the tokens. */
  readonly start: number;
  /** Arguments before the current one that have no name. */
  readonly positional: number;
  /** Names of the arguments before the current one. */
  readonly named: readonly string[];
  /** The name of the current argument, if it has been written. */
  readonly current: string | undefined;
}

/** The innermost call that is open at the end; undefined if there is none. */
export function openCallOf(line: readonly WrittenToken[]): OpenCall | undefined {
  for (const { text, index } of [...openBrackets(line)].reverse()) {
    if (text !== "(" || line[index - 1]?.kind !== "name" || declares(line, index)) continue;
    const start = startOfPath(line, index - 1);
    const path = line.slice(start, index).flatMap(({ kind, text: name }) => (kind === "name" ? [name] : []));
    return { path, start, ...argumentsOf(line.slice(index + 1)) };
  }
  return undefined;
}

/** The parentheses of `func f(` and `module M(` are no call. */
function declares(line: readonly WrittenToken[], index: number): boolean {
  return index === 2 && (isKeyword(line[0], "func") || isKeyword(line[0], "module"));
}

function startOfPath(line: readonly WrittenToken[], last: number): number {
  let start = last;
  while (isSymbol(line[start - 1], ".") && line[start - 2]?.kind === "name") start -= 2;
  return start;
}

function argumentsOf(tokens: readonly WrittenToken[]): Pick<OpenCall, "positional" | "named" | "current"> {
  const parts = splitAt(tokens, [",", ";"]);
  const earlier = parts.slice(0, -1).filter((part) => part.length > 0);
  const named = earlier.flatMap((part) => nameOfArgument(part) ?? []);
  return { positional: earlier.length - named.length, named, current: nameOfArgument(parts.at(-1) ?? []) };
}

function nameOfArgument(tokens: readonly WrittenToken[]): string | undefined {
  return isSymbol(tokens[1], ":") ? tokens[0]?.text : undefined;
}
