// `A ->{0.1} B` → `rate k = 0.1` in the block, and `A ->{k} B`.

import {
  type Block,
  type Complex,
  type Node,
  type NumberLiteral,
  type ReactionStatement,
  rateConstantDimension,
  textOf,
} from "@ncrn/language";
import { CodeActionKind } from "vscode-languageserver";
import { unitText } from "../hover/units.js";
import type { SpanEdit } from "../to-lsp.js";
import { freeName } from "./free-name.js";
import { reactionAt } from "./reaction-at.js";
import type { Refactoring, RefactoringPlace } from "./refactoring.js";
import { insertionAfter, insertionAtStart } from "./statement-edits.js";

export const extractRate: Refactoring = {
  kind: CodeActionKind.RefactorExtract,
  rewritings: (place) => {
    const reaction = reactionAt(place)?.reaction;
    const literal = reaction && numberAt(place, reaction);
    const body = bodyAround(place.nodes);
    if (reaction === undefined || literal === undefined || body === undefined) return [];
    const name = freeName(place.loaded, reaction.label?.text ? `k_${reaction.label.text}` : "k");
    const value = `${textOf(place.loaded.source, literal.span)}${neededUnit(place, reaction, literal)}`;
    const edits = [declaration(place, body, `rate ${name} = ${value}`), { span: literal.span, text: name }];
    return [{ title: `Declare the number as rate \`${name}\``, edits }];
  },
};

/** The number of a rate that the selection is in; the only one of the reaction for a selection elsewhere in it. */
function numberAt(
  { nodes, selection }: RefactoringPlace,
  { arrow }: ReactionStatement,
): NumberLiteral | undefined {
  const literal = nodes.filter((node) => node.kind === "NumberLiteral").at(-1);
  if (literal !== undefined) {
    const path = nodes.slice(nodes.indexOf(arrow) + 1, nodes.indexOf(literal));
    return nodes.includes(arrow) && path.every(isArithmetic) ? literal : undefined;
  }
  const numbers = arrow.rates.filter((rate) => rate.kind === "NumberLiteral");
  const isWide = selection.start < selection.end;
  return numbers.length === 1 && !isWide ? (numbers[0] as NumberLiteral) : undefined;
}

/** Exponents, indices and settings of functions have to stay numbers. */
function isArithmetic(node: Node): boolean {
  if (node.kind === "ParenthesizedExpression" || node.kind === "UnaryExpression") return true;
  return node.kind === "BinaryExpression" && ["+", "-", "*", "/"].includes(node.operator);
}

/** The block of the network or module: rates are declared nowhere deeper. */
function bodyAround(nodes: readonly Node[]): Block | undefined {
  const owner = nodes.find(({ kind }) => kind === "NetworkDeclaration" || kind === "ModuleDeclaration");
  return owner?.kind === "NetworkDeclaration" || owner?.kind === "ModuleDeclaration" ? owner.body : undefined;
}

/** Behind the last declaration of rates, or of anything, or at the beginning of the block. */
function declaration({ loaded }: RefactoringPlace, body: Block, statement: string): SpanEdit {
  const declared = body.statements.filter((node) => node.kind === "QuantityDeclaration");
  const last = declared.filter(({ keyword }) => keyword === "rate").at(-1) ?? declared.at(-1);
  if (last !== undefined) return insertionAfter(loaded.source, last.span, statement);
  return insertionAtStart(loaded.source, body.span, statement);
}

/** In a file with units a bare number takes the unit that the reaction needs; a declaration has to say it. */
function neededUnit(
  { loaded }: RefactoringPlace,
  reaction: ReactionStatement,
  literal: NumberLiteral,
): string {
  const { arrow, left, right, catalysts } = reaction;
  const direction = arrow.rates.indexOf(literal);
  const isBare = literal.unit === undefined && arrow.rateKind === "constant" && direction >= 0;
  if (!isBare || !loaded.units.active) return "";
  const order = moleculesIn(direction === 0 ? left : right) + moleculesIn(catalysts);
  return ` [${unitText(rateConstantDimension(order), loaded.units)}]`;
}

function moleculesIn(side: Complex | undefined): number {
  return side?.terms.reduce((sum, { coefficient }) => sum + coefficient, 0) ?? 0;
}
