// Every name of a document → its token type and modifiers: declared names by what they mean, others by where they stand.

import { builtinFunction, type Document, type Name, type Node, type Span, walk } from "@ncrn/language";
import { isStandardFile } from "../views/standard-file.js";
import type { Occurrence, Occurrences } from "./occurrences.js";
import { type TokenModifier, type TokenType, tokenMeaningOf } from "./token-types.js";

/** One coloured name. */
export interface SemanticName {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** The names in the order of the text; those that mean nothing are left to the grammar of the editor. */
export function semanticNames(document: Document, occurrences: Occurrences): readonly SemanticName[] {
  const found: SemanticName[] = [];
  const around: Node[] = [];
  walk(document, {
    enter: (node) => {
      if (node.kind === "Name") {
        const occurrence = occurrences.of(node);
        const token = occurrence === undefined ? wordToken(node, around) : symbolToken(occurrence);
        if (token !== undefined) found.push(token);
      }
      around.push(node);
      return undefined;
    },
    leave: () => void around.pop(),
  });
  return found.sort((a, b) => a.span.start - b.span.start);
}

function symbolToken({ name, symbol, declares, access }: Occurrence): SemanticName {
  const { type, isFixed } = tokenMeaningOf(symbol);
  const modifiers: TokenModifier[] = [];
  if (declares) modifiers.push("declaration");
  if (isFixed) modifiers.push("readonly");
  if (access === "write" && !declares) modifiers.push("modification");
  if (isStandardFile(symbol.file)) modifiers.push("defaultLibrary");
  return { span: name.span, type, modifiers };
}

/** Names that nobody declares: labels, rails, functions of the language, `time`, units. */
function wordToken(name: Name, around: readonly Node[]): SemanticName | undefined {
  const parent = around.at(-1);
  const { span, text } = name;
  switch (parent?.kind) {
    case "ReactionStatement":
      return { span, type: "label", modifiers: ["declaration"] };
    case "UnitFactor":
      return text === "1" ? undefined : { span, type: "type", modifiers: ["defaultLibrary"] };
    case "CallExpression":
      return builtinFunction(text, []) === undefined
        ? undefined
        : { span, type: "function", modifiers: ["defaultLibrary"] };
    case "Reference": {
      const isRail = parent.path.length > 1 && parent.path.at(-1) === name && (text === "p" || text === "m");
      if (isRail) return { span, type: "property", modifiers: [] };
      return text === "time" && !name.quoted && parent.path.length === 1 && around.at(-2)?.kind !== "Entry"
        ? { span, type: "variable", modifiers: ["readonly", "defaultLibrary"] }
        : undefined;
    }
    default:
      return undefined;
  }
}
