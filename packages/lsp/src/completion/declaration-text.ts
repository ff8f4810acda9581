// A declared name → the line that declares it, for the list of offers and for signatures.

import { type DeclaredSymbol, documentationFinder, kindName } from "@ncrn/language";
import type { Snapshot } from "../snapshot.js";

/** Characters of a declaration; longer ones are cut. */
const LONGEST_DECLARATION = 80;

/** `species A = 10`: kind and first line of the declaration. */
export function declarationText(symbol: DeclaredSymbol, snapshot: Snapshot): string {
  const source = snapshot.sourceOf(symbol.file);
  const { start, end } = symbol.declaration.span;
  const [line = ""] = (
    source?.content.slice(start, Math.min(end, start + 4 * LONGEST_DECLARATION)) ?? ""
  ).split(/\r?\n/);
  return shortened(withKind(symbol, line.replace(/\s*\{\s*$/, "").trim()));
}

function withKind(symbol: DeclaredSymbol, line: string): string {
  switch (symbol.kind) {
    case "import":
    case "const":
    case "function":
    case "module":
    case "network":
    case "model":
    case "learn":
    case "data":
    case "train":
    case "simulate":
    case "scan":
    case "let":
    case "instance":
      return line;
    case "loop variable":
      return line.replace(/\s*\{.*$/, "");
    case "function parameter":
      return `parameter of ${line}`;
    case "column":
      return line.startsWith('"') ? `column of ${line}` : `column ${line}`;
    default:
      return line.startsWith(`${symbol.kind} `) ? line : `${kindName(symbol)} ${line}`;
  }
}

function shortened(line: string): string {
  const characters = [...line];
  return characters.length <= LONGEST_DECLARATION
    ? line
    : `${characters.slice(0, LONGEST_DECLARATION - 1).join("")}…`;
}

/** What the `///` comment before the declaration says; undefined if there is none. */
export function documentationOf(symbol: DeclaredSymbol, snapshot: Snapshot): string | undefined {
  const loaded = snapshot.analysis()?.documents.find(({ source }) => source.name === symbol.file);
  if (loaded === undefined) return undefined;
  const find = documentationFinder(loaded.source, loaded.comments);
  const { start } = symbol.declaration.span;
  const direct = find(start);
  if (direct !== undefined) return direct;
  // The items of `species A, B` share the comment of their statement.
  const line = loaded.source.content.slice(0, start);
  const statement = /(?:clamped\s+)?[a-z]+\s+[^\n;{}]*$/.exec(line);
  return statement === null ? undefined : find(statement.index);
}
