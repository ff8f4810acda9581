// A checked network or learner → whether so many terms are too many to be lowered while somebody types.

import {
  type CheckedLearn,
  type CheckedNetwork,
  type CheckedReaction,
  operandsOf,
  type ScalarExpression,
  visitExpression,
} from "@ncrn/language";

/**
 * Terms of a network, and of the model of a learner, that are lowered within about a second. Learners get their
 * gradient and their clock beside what is written, and the work grows faster than their size.
 */
const MOST_TERMS = { network: 20_000, learn: 5_000 } as const;

/** How many terms are the most, if the source has more; undefined if it may be lowered. */
export function termsExceeded(source: CheckedNetwork | CheckedLearn): number | undefined {
  const most = MOST_TERMS[source.kind];
  return hasMoreTerms(source, most) ? most : undefined;
}

/** Counts no further than it has to. */
function hasMoreTerms(source: CheckedNetwork | CheckedLearn, most: number): boolean {
  let count = 0;
  for (const terms of termsOf(source)) {
    count += terms;
    if (count > most) return true;
  }
  return false;
}

function* termsOf(source: CheckedNetwork | CheckedLearn): Generator<number> {
  if (source.kind === "learn") {
    const { weights, states, equations, loss } = source.model;
    for (const { components } of [...weights, ...states]) yield components.length;
    for (const { value } of equations) yield partsOf(value);
    yield partsOf(loss);
    return;
  }
  const { species, rates, signals, equations, reactions } = source;
  yield species.length + rates.length + signals.length;
  for (const { value } of equations) yield partsOf(value);
  for (const reaction of reactions) yield termsOfReaction(reaction);
}

function termsOfReaction({ reactants, products, rate }: CheckedReaction): number {
  return reactants.length + products.length + partsOf(rate.expression);
}

/** What is written, and what it becomes when products and powers of sums are multiplied out. */
function partsOf(expression: ScalarExpression): number {
  let count = 0;
  visitExpression(expression, () => {
    count++;
  });
  return count + monomialsOf(expression);
}

/** At most so many; equal ones are counted as often as they come about. Expressions are never nested deeply. */
function monomialsOf(expression: ScalarExpression): number {
  const [first = 1, second = 1] = operandsOf(expression).map(monomialsOf);
  switch (expression.kind) {
    case "Negate":
      return first;
    case "Binary":
      return monomialsOfBinary(expression, first, second);
    default:
      return 1; // a function becomes a species of its own
  }
}

type Binary = Extract<ScalarExpression, { readonly kind: "Binary" }>;

function monomialsOfBinary({ operator, right }: Binary, first: number, second: number): number {
  switch (operator) {
    case "+":
    case "-":
      return first + second;
    case "*":
      return first * second;
    case "^":
      return right.kind === "Number" && right.value > 1 ? choices(first, Math.ceil(right.value)) : first;
    default:
      return first;
  }
}

/** Ways of choosing `count` of `kinds` things with repetition: the monomials of a power of a sum. */
function choices(kinds: number, count: number): number {
  let result = 1;
  for (let chosen = 1; chosen <= count && chosen < kinds && Number.isFinite(result); chosen++)
    result = (result * (kinds + count - chosen)) / chosen;
  return Math.max(result, 1);
}
