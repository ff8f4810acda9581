// Which reactions and equations make a species, and which use it up; read off the text.

import {
  type Analysis,
  type ComplexTerm,
  type EquationStatement,
  type LoadedDocument,
  type Name,
  type ReactionStatement,
  type Reference,
  walk,
} from "@ncrn/language";
import { changesAmount } from "./access.js";
import { type Occurrence, occurrencesIn } from "./occurrences.js";

/** A reaction or equation. */
export type Conversion = ReactionStatement | EquationStatement;

/** Species before and after: a reversible reaction has all of them on both sides, an equation only what it changes. */
export interface Sides {
  readonly consumed: readonly Occurrence[];
  readonly produced: readonly Occurrence[];
}

/** All reactions and equations of a document, in the order of the text. */
export function conversionsIn({ document }: LoadedDocument): readonly Conversion[] {
  const found: Conversion[] = [];
  walk(document, {
    enter: (node) => {
      if (node.kind === "ReactionStatement" || node.kind === "EquationStatement") found.push(node);
      return undefined;
    },
  });
  return found;
}

/** What a reaction takes and gives; catalysts are neither. */
export function sidesOf(analysis: Analysis, conversion: Conversion): Sides {
  const occurrences = occurrencesIn(analysis);
  const named = (reference: Reference): readonly Occurrence[] => {
    const names = reference.path.filter((name): name is Name => name.kind === "Name");
    const last = names.flatMap((name) => occurrences.of(name) ?? []).at(-1);
    return last === undefined ? [] : [last];
  };
  if (conversion.kind === "EquationStatement") return { consumed: [], produced: named(conversion.target) };
  const { left, right, arrow } = conversion;
  const changed = (terms: readonly ComplexTerm[]): readonly Occurrence[] =>
    terms.filter((term) => changesAmount(conversion, term)).flatMap(({ species }) => named(species));
  const [lost, gained] = [changed(left.terms), changed(right.terms)];
  return arrow.reversible
    ? { consumed: [...lost, ...gained], produced: [...gained, ...lost] }
    : { consumed: lost, produced: gained };
}
