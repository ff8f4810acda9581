// A reaction of three molecules → two steps with an intermediate, as `lower { order: 2 }` would make them: two molecules
// bind and come apart fast, and what they form meets the third. The flux is the one that was written up to a share of the
// order of the concentrations divided by 1000.

import type {
  Block,
  ComplexTerm,
  Document,
  Expression,
  ReactionStatement,
  Statement,
} from "../../ast/nodes.js";
import { descendants } from "../../ast/walk.js";
import { parse } from "../../parse.js";
import { type SourceText, textOf } from "../../text/source-text.js";
import type { Span } from "../../text/span.js";
import type { TextEdit } from "../fix.js";

/** How much faster binding is than the reaction that it serves, per unit of concentration. */
const FACTOR = 1000;

/** The steps as an edit. */
export interface BindingSteps {
  /** The new species. */
  readonly intermediate: string;
  readonly edit: TextEdit;
}

/**
 * The steps of the reaction at a span; undefined where its text alone does not say what they would be: in loops and phases,
 * with indices, catalysts or units, where rate laws count combinations, and for more than three molecules.
 */
export function bindingSteps(source: SourceText, span: Span): BindingSteps | undefined {
  const { document } = parse(source);
  const reaction = plainReaction(document, span);
  const molecules = reaction && moleculesOf(reaction);
  const rate = reaction?.arrow.rates[0];
  if (reaction === undefined || molecules === undefined || rate === undefined) return undefined;
  const [first, second, third] = molecules;
  const pair = first === second ? `2 ${first}` : `${first} + ${second}`;
  const intermediate = freeName(document, first === second ? `${first}2` : `${first}${second}`);
  const [fast, faster] = [scaled(source, rate, FACTOR), scaled(source, rate, FACTOR ** 2)];
  const label = reaction.label === undefined ? "" : `${textOf(source, reaction.label.span)}: `;
  const products = textOf(source, reaction.right.span);
  const statements = [
    `species ${intermediate} = 0`,
    `${pair} <->{${fast}, ${faster}} ${intermediate}`,
    `${label}${intermediate} + ${third} ->{${fast}} ${products}`,
  ];
  return { intermediate, edit: { span: reaction.span, text: statements.join(separatorAt(source, span)) } };
}

/** The reaction if it stands directly in a network or module of a file without units. */
function plainReaction(document: Document, span: Span): ReactionStatement | undefined {
  if (document.declarations.some(({ kind }) => kind === "UnitsDeclaration")) return undefined;
  for (const declaration of document.declarations) {
    if (declaration.kind !== "NetworkDeclaration" && declaration.kind !== "ModuleDeclaration") continue;
    const { statements }: Block = declaration.body;
    const found = statements.find((one) => one.span.start === span.start && one.span.end === span.end);
    if (found === undefined) continue;
    return isPlain(found) && !statements.some(({ kind }) => kind === "KineticsStatement") ? found : undefined;
  }
  return undefined;
}

function isPlain(statement: Statement): statement is ReactionStatement {
  if (statement.kind !== "ReactionStatement") return false;
  for (const { kind } of descendants(statement))
    if (kind.startsWith("Missing") || kind === "UnitExpression") return false;
  const { arrow, catalysts } = statement;
  return catalysts === undefined && !arrow.reversible && arrow.rateKind === "constant";
}

/** Three names as they are written, once for each molecule; undefined if there are others. */
function moleculesOf({ left }: ReactionStatement): readonly [string, string, string] | undefined {
  const names = left.terms.flatMap(({ species, coefficient }: ComplexTerm) => {
    const [name] = species.path;
    const isName = species.path.length === 1 && species.indices.length === 0 && name?.kind === "Name";
    return isName && !name.quoted ? Array.from({ length: Math.min(coefficient, 4) }, () => name.text) : [""];
  });
  const [first, second, third, ...more] = names;
  if (!first || !second || !third || more.length > 0) return undefined;
  return [first, second, third];
}

function scaled(source: SourceText, rate: Expression, factor: number): string {
  if (rate.kind === "NumberLiteral") return String(rate.value * factor);
  const text = textOf(source, rate.span);
  const isOne = rate.kind === "Reference" || rate.kind === "CallExpression";
  return `${factor} * ${isOne ? text : `(${text})`}`;
}

function freeName(document: Document, wish: string): string {
  const taken = new Set<string>();
  for (const node of descendants(document)) if (node.kind === "Name") taken.add(node.text);
  let name = wish;
  for (let number = 1; taken.has(name); number++) name = `${wish}_${number}`;
  return name;
}

/** Each on a line of its own, unless something else stands before the reaction on its line. */
function separatorAt({ content }: SourceText, { start }: Span): string {
  const before = content.slice(content.lastIndexOf("\n", start - 1) + 1, start);
  return /^[ \t]*$/.test(before) ? `\n${before}` : "; ";
}
