// Writes the reaction with the same reactants that changes the same: k (P − R) = |k| ((2 R − P) − R), if 2 R − P counts no
// species below zero. Turned around, the reaction would have another flux.

import type { Complex, Expression, ReactionStatement } from "../../ast/nodes.js";
import { descendants, nodesAt } from "../../ast/walk.js";
import { parse } from "../../parse.js";
import { type SourceText, textOf } from "../../text/source-text.js";
import type { Span } from "../../text/span.js";
import { defineFixer } from "../fix.js";

export const negativeRate = defineFixer("negative-rate", ({ inReaction }, { origin }, source) => {
  const reaction = inReaction ? reactionAt(source, origin.span) : undefined;
  const rate = reaction?.arrow.rates[0];
  if (reaction === undefined || rate === undefined) return [];
  const products = twiceWithout(source, reaction.left, reaction.right);
  if (products === undefined) return [];
  const positive = opposite(source, rate);
  const [left, catalysts] = [textOf(source, reaction.left.span), reaction.catalysts?.span];
  const by = catalysts === undefined ? "" : ` by ${textOf(source, catalysts)}`;
  return [
    {
      title: `Write \`${left} ->{${positive}} ${products}${by}\`, which has the same effect`,
      edits: [
        { span: rate.span, text: positive },
        { span: reaction.right.span, text: products },
      ],
    },
  ];
});

/** The one-way reaction that a rate constant belongs to, where no loop or call gives the constant several values. */
function reactionAt(source: SourceText, span: Span): ReactionStatement | undefined {
  const path = nodesAt(parse(source).document, span.start);
  const reaction = path.find((node) => node.kind === "ReactionStatement");
  if (reaction?.kind !== "ReactionStatement" || reaction.arrow.reversible) return undefined;
  const [rate] = reaction.arrow.rates;
  if (rate?.span.start !== span.start || rate.span.end !== span.end) return undefined;
  const isRepeated = path.some(({ kind }) => kind === "ForStatement" || kind === "ModuleDeclaration");
  const isNumber = descendants(rate).every(({ kind }) => kind !== "Reference");
  return isRepeated && !isNumber ? undefined : reaction;
}

/** Twice the reactants without the products; undefined if that is less than nothing of a species. */
function twiceWithout(source: SourceText, left: Complex, right: Complex): string | undefined {
  const counts = new Map<string, number>();
  const add = ({ terms }: Complex, factor: number): void => {
    for (const { species, coefficient } of terms) {
      const name = textOf(source, species.span);
      counts.set(name, (counts.get(name) ?? 0) + factor * coefficient);
    }
  };
  add(left, 2);
  add(right, -1);
  const written = [...counts].filter(([, count]) => count !== 0);
  if (written.some(([, count]) => count < 0)) return undefined;
  return written.map(([name, count]) => (count === 1 ? name : `${count} ${name}`)).join(" + ") || "0";
}

/** The value with the other sign: `-k` becomes `k`. */
function opposite(source: SourceText, rate: Expression): string {
  if (rate.kind === "UnaryExpression" && rate.operator === "-") return textOf(source, rate.operand.span);
  return `-(${textOf(source, rate.span)})`;
}
