// Whether a name stands where its value is made or changed, or only where it is read.

import type { Complex, ComplexTerm, Name, Node, ReactionStatement, Reference } from "@ncrn/language";

/** How a name is used: `write` where it is declared, set, produced or consumed. */
export type Access = "write" | "read";

/** What happens to a name; `around` are the nodes around it, outermost first. */
export function accessOf(name: Name, around: readonly Node[], declares: boolean): Access {
  const parent = around.at(-1);
  const owner = around.at(-2);
  if (declares) return "write";
  // The keys of `feed` and `vary` are set from outside.
  if (parent?.kind === "Entry") return parent.key === name ? "write" : "read";
  if (parent?.kind !== "Reference" || !endsPath(parent, name)) return "read";
  switch (owner?.kind) {
    case "InitItem":
    case "EventAssignment":
    case "EquationStatement":
      return owner.target === parent ? "write" : "read";
    case "ComplexTerm": {
      const reaction = around.at(-4);
      return reaction?.kind === "ReactionStatement" && changesAmount(reaction, owner) ? "write" : "read";
    }
    default:
      return "read";
  }
}

/** True for what a path means: its last name, or the one before a rail. */
function endsPath({ path }: Reference, name: Name): boolean {
  const last = path.at(-1);
  return last === name || (path.at(-2) === name && (last?.text === "p" || last?.text === "m"));
}

/** Whether a reaction has more or less of a species afterwards; a catalyst stays as it is. */
export function changesAmount({ left, right }: ReactionStatement, term: ComplexTerm): boolean {
  if (!left.terms.includes(term) && !right.terms.includes(term)) return false;
  return amountIn(left, term) !== amountIn(right, term);
}

function amountIn({ terms }: Complex, { species }: ComplexTerm): number {
  let amount = 0;
  for (const other of terms) if (isSameReference(other.species, species)) amount += other.coefficient;
  return amount;
}

/** Equal spellings mean equal species; `X[i]` and `X[j]` are taken for two. */
function isSameReference(one: Reference, other: Reference): boolean {
  return (
    one === other ||
    (one.path.length === other.path.length &&
      one.indices.length === other.indices.length &&
      one.path.every(({ text }, place) => text === other.path[place]?.text) &&
      one.indices.every((index, place) => isSameIndex(index, other.indices[place])))
  );
}

/** Whatever is more than numbers, names and sums of them is taken for different, so that it is never taken for the same. */
function isSameIndex(one: Node, other: Node | undefined): boolean {
  if (other === undefined || one.kind !== other.kind) return false;
  switch (one.kind) {
    case "NumberLiteral":
      return one.raw === (other as typeof one).raw;
    case "Reference":
      return isSameReference(one, other as typeof one);
    case "BinaryExpression": {
      const { left, operator, right } = other as typeof one;
      return one.operator === operator && isSameIndex(one.left, left) && isSameIndex(one.right, right);
    }
    case "ParenthesizedExpression":
      return isSameIndex(one.inner, (other as typeof one).inner);
    default:
      return one === other;
  }
}
