// A position → the name that can be renamed there, or why it cannot.

import { assertionWords, builtinFunction, type Name, type Node, textOf, tokenTable } from "@ncrn/language";
import type { Position } from "vscode-languageserver";
import { type Cursor, cursorAt } from "../cursor.js";
import type { Snapshot } from "../snapshot.js";
import { isStandardFile } from "../views/standard-file.js";
import type { Refusal } from "./new-name.js";
import type { Occurrence } from "./occurrences.js";
import { type SymbolAt, symbolAt } from "./symbol-at.js";

/** The name at the position with what it means, or the reason why it stays as it is. */
export function renameSubject(snapshot: Snapshot, position: Position): SymbolAt | Refusal {
  const cursor = cursorAt(snapshot, position);
  if (cursor === undefined) return { reason: "The file is too large to rename anything in it." };
  const found = symbolAt(snapshot, position);
  if (found === undefined) return { reason: whyNothing(snapshot, cursor) };
  const reason = whyFixed(found.occurrence);
  return reason === undefined ? found : { reason };
}

/** Why a name that means something cannot have another. */
function whyFixed({ symbol }: Occurrence): string | undefined {
  const { name, kind, declaration } = symbol;
  if (isStandardFile(symbol.file))
    return `\`${name}\` belongs to the standard library, which cannot be changed.`;
  if (kind !== "column") return undefined;
  if (declaration.kind === "StringLiteral")
    return `\`${name}\` is a column of the file "${declaration.value}", which names it. Change it there.`;
  if (declaration.kind === "Name")
    return `\`${name}\` may be a column of a file that cannot be read, which names it. Change it there.`;
  return undefined;
}

function whyNothing(snapshot: Snapshot, { name, nodes, offset }: Cursor): string {
  const { source } = snapshot;
  if (name !== undefined) {
    const parent = nodes.filter((node) => node !== name).at(-1);
    const isSetting = nodes.some(({ kind }) => kind === "Entry") && !isReported(snapshot, name);
    return (
      whyNoMeaning(name, parent) ??
      wordOfAssertion(name, nodes) ??
      (isSetting ? wordOf(name) : undeclared(name))
    );
  }
  const word = /[\p{L}\p{N}\p{M}_]*$/u.exec(source.content.slice(0, offset))?.[0] ?? "";
  const rest = /^[\p{L}\p{N}\p{M}_]*/u.exec(source.content.slice(offset))?.[0] ?? "";
  const last = nodes.at(-1);
  if (last?.kind === "StringLiteral") return `${textOf(source, last.span)} is a text, not a name.`;
  return words.has(word + rest)
    ? `\`${word + rest}\` is a word of the language.`
    : "There is no name here that could be changed.";
}

/** True if the checker has something to say about a name. */
function isReported(snapshot: Snapshot, { span }: Name): boolean {
  return snapshot
    .diagnostics()
    .some(({ origin }) => origin.file === snapshot.source.name && origin.span.start === span.start);
}

const wordOf = ({ text }: Name): string => `\`${text}\` is a word of the language.`;

const functionOf = ({ text }: Name): string => `\`${text}\` is a function of the language.`;

const undeclared = ({ text }: Name): string =>
  `\`${text}\` is not declared, so nobody knows where else it stands.`;

/** Undefined if the place of the name does not tell. */
function whyNoMeaning(name: Name, parent: Node | undefined): string | undefined {
  const { text } = name;
  switch (parent?.kind) {
    case "Entry":
      return `\`${text}\` is the name of a setting, which belongs to the language.`;
    case "UnitFactor":
      return `\`${text}\` is a unit.`;
    case "KineticsStatement":
      return wordOf(name);
    case "CallExpression":
      if (builtinFunction(text, []) !== undefined) return functionOf(name);
      return undefined;
    case "Reference":
      if (text === "time" && !name.quoted) return "`time` is the simulated time.";
      if (parent.path.length > 1 && parent.path.at(-1) === name && (text === "p" || text === "m"))
        return `\`${text}\` is a rail of \`${parent.path.at(-2)?.text}\`. Rails cannot be named.`;
      return undefined;
    default:
      return undefined;
  }
}

/** `order` and `deficiency` have a meaning on the left of a comparison that is asserted, `conserved(…)` as the whole of it. */
function wordOfAssertion(name: Name, nodes: readonly Node[]): string | undefined {
  const at = nodes.findIndex(({ kind }) => kind === "AssertStatement");
  const condition = at < 0 ? undefined : nodes[at + 1];
  if (condition?.kind === "BinaryExpression" && nodes[at + 2] === condition.left)
    return assertionWords.has(name.text) && wordOfReference(condition.left) === name
      ? wordOf(name)
      : undefined;
  const isConserved = condition?.kind === "CallExpression" && condition.callee[0] === name;
  return isConserved && name.text === "conserved" ? functionOf(name) : undefined;
}

function wordOfReference(node: Node): Name | undefined {
  const [only, other] = node.kind === "Reference" && node.indices.length === 0 ? node.path : [];
  return only?.kind === "Name" && other === undefined ? only : undefined;
}

const words: ReadonlySet<string> = new Set(
  tokenTable
    .filter(({ category }) => ["keyword", "softKeyword", "constant"].includes(category))
    .flatMap(({ spellings }) => spellings),
);
