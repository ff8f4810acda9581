// Explanations → one line of counts for each thing that is counted, side by side.

import { type Explanation, ROLE_ORDER } from "./explain.js";
import { polynomialThrough, textOfPolynomial } from "./polynomial-through.js";

/** What a line counts: the species or reactions of a network, or those of one role, order, phase or window. */
export interface CountedThing {
  readonly of: "species" | "reactions" | "max order";
  /** Undefined for the total. */
  readonly by: "role" | "order" | "phase" | "window" | undefined;
  readonly key: string | undefined;
}

/** One count for each explanation, in their order; 0 where there is none. */
export interface CountLine extends CountedThing {
  readonly counts: readonly number[];
}

/** Totals, each followed by its parts. */
export function countTable(explanations: readonly Explanation[]): readonly CountLine[] {
  const total = (of: CountedThing["of"], read: (explanation: Explanation) => number): CountLine => ({
    of,
    by: undefined,
    key: undefined,
    counts: explanations.map(read),
  });
  const parts = (
    of: CountedThing["of"],
    by: NonNullable<CountedThing["by"]>,
    read: (explanation: Explanation) => Readonly<Record<string, number>>,
  ): readonly CountLine[] => {
    const records = explanations.map(read);
    const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
    return (of === "species" ? keys : sorted(keys, by)).map((key) => ({
      of,
      by,
      key,
      counts: records.map((record) => record[key] ?? 0),
    }));
  };
  return [
    total("species", ({ species }) => species),
    ...parts("species", "role", ({ speciesByRole }) => speciesByRole),
    total("reactions", ({ reactions }) => reactions),
    ...parts("reactions", "role", ({ reactionsByRole }) => reactionsByRole),
    ...parts("reactions", "order", ({ reactionsByOrder }) => reactionsByOrder),
    ...parts("reactions", "phase", ({ reactionsByPhase, phases }) =>
      phases.length === 0 ? {} : reactionsByPhase,
    ),
    ...parts("reactions", "window", ({ reactionsByWindow }) => reactionsByWindow),
    total("max order", ({ maxOrder }) => maxOrder),
  ];
}

/** The count as a polynomial of the constant, if it is one at all values; see `polynomialThrough`. */
export function formulaOf({ counts }: CountLine, name: string, first: number): string | undefined {
  const polynomial = polynomialThrough(first, counts);
  return polynomial && textOfPolynomial(polynomial, name);
}

function sorted(keys: readonly string[], by: NonNullable<CountedThing["by"]>): readonly string[] {
  switch (by) {
    case "order":
      return [...keys].sort((left, right) => Number(left) - Number(right));
    case "role": {
      const order: readonly string[] = ROLE_ORDER;
      return [...keys].sort((left, right) => order.indexOf(left) - order.indexOf(right));
    }
    case "phase":
    case "window":
      return keys;
  }
}
