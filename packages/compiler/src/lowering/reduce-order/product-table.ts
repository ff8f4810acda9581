// Products of powers as whole numbers: a search asks the same questions about the same few products again and again, so
// each product is stored once, with its divisors, and everything else works on its number.

import type { PowerProduct } from "./power-product.js";

/** Number of a product in a table; 0 is the empty product, 1. */
export type ProductId = number;

/** Ways to write a product as a product of two other than 1 and itself: `parts[i] · rests[i]`, each pair once. */
export interface Splits {
  readonly parts: readonly ProductId[];
  readonly rests: readonly ProductId[];
  /** For each part or rest the other. */
  readonly restOf: ReadonlyMap<ProductId, ProductId>;
}

/** What was done, in operations on one product or one pair of products each. Everything that takes time is counted. */
export interface Work {
  done: number;
}

export interface ProductTable {
  readonly idOf: (product: PowerProduct) => ProductId;
  readonly productOf: (id: ProductId) => PowerProduct;
  /** Sum of the powers. */
  readonly degreeOf: (id: ProductId) => number;
  /** Numbers of the variables in it: their places among the names. */
  readonly variablesIn: (id: ProductId) => readonly number[];
  /** Number of a variable. */
  readonly numberOf: (name: string) => number;
  /** With |q|·|q| = q². */
  readonly multiply: (left: ProductId, right: ProductId) => ProductId;
  /** Undefined if the divisor does not divide; |q|² = q², so q³ / (q·|q|) is |q|. */
  readonly divide: (product: ProductId, divisor: ProductId) => ProductId | undefined;
  /** Undefined if there are more than a search can look at. */
  readonly splitsOf: (id: ProductId) => Splits | undefined;
}

/** For each variable its power and, if |variable| is a factor as well, 1; in the order of the variables. */
type Powers = readonly (readonly [variable: number, plain: number, absolute: number])[];

/** Products with more divisors are not split. */
const MOST_DIVISORS = 2000;

/**
 * @param names every variable that a product may contain
 * @param isSplitBy false for variables whose absolute values need not be tried as factors
 */
export function createProductTable(
  names: Iterable<string>,
  isSplitBy: (name: string) => boolean,
  work: Work,
): ProductTable {
  const sorted = [...new Set(names)].sort();
  const numbers = new Map(sorted.map((name, index) => [name, index]));
  const { all, degrees, store } = createStore(work);
  const splits: (Splits | null | undefined)[] = [];
  const divide = (product: ProductId, divisor: ProductId): ProductId | undefined => {
    const quotient = quotientOfPowers(all[product]!, all[divisor]!);
    return quotient === undefined ? undefined : store(quotient);
  };
  const findSplits = (id: ProductId): Splits | null => {
    const choices = all[id]!.map(([variable, plain, absolute]) =>
      choicesOf(variable, plain, absolute, isSplitBy(sorted[variable]!)),
    );
    if (choices.reduce((count, { length }) => count * length, 1) > MOST_DIVISORS) return null;
    return pairsOf(combinationsOf(choices).map(store), id, divide);
  };
  return {
    idOf: (product) => store(powersOf(product, numbers)),
    productOf: (id) => productFrom(all[id]!, sorted),
    degreeOf: (id) => degrees[id]!,
    variablesIn: (id) => all[id]!.map(([variable]) => variable),
    numberOf: (name) => numbers.get(name)!,
    multiply: (left, right) =>
      left === 0 ? right : right === 0 ? left : store(multiplyPowers(all[left]!, all[right]!)),
    divide,
    splitsOf: (id) => {
      splits[id] ??= findSplits(id);
      return splits[id] ?? undefined;
    },
  };
}

/** Products by number, and their degrees. */
interface Store {
  readonly all: readonly Powers[];
  readonly degrees: readonly number[];
  /** The number of a product, a new one if it has none yet. */
  readonly store: (powers: Powers) => ProductId;
}

/** Holds the empty product as number 0. */
function createStore(work: Work): Store {
  const ids = new Map<string, ProductId>();
  const all: Powers[] = [];
  const degrees: number[] = [];
  const store = (powers: Powers): ProductId => {
    work.done += 1 + powers.length;
    const key = powers.join(";");
    const present = ids.get(key);
    if (present !== undefined) return present;
    ids.set(key, all.length);
    degrees.push(powers.reduce((sum, [, plain, absolute]) => sum + plain + absolute, 0));
    return all.push(powers) - 1;
  };
  store([]);
  return { all, degrees, store };
}

function pairsOf(divisors: readonly ProductId[], whole: ProductId, divide: ProductTable["divide"]): Splits {
  const restOf = new Map<ProductId, ProductId>();
  const parts: ProductId[] = [];
  const rests: ProductId[] = [];
  for (const part of divisors) {
    if (part === 0 || part === whole || restOf.has(part)) continue;
    const rest = divide(whole, part);
    if (rest === undefined) continue;
    restOf.set(part, rest).set(rest, part);
    parts.push(part);
    rests.push(rest);
  }
  return { parts, rests, restOf };
}

function powersOf(product: PowerProduct, numbers: ReadonlyMap<string, number>): Powers {
  const powers = new Map<number, readonly [number, number, number]>();
  for (const { name, absolute, power } of product) {
    const variable = numbers.get(name)!;
    const [, plain, magnitude] = powers.get(variable) ?? [variable, 0, 0];
    powers.set(variable, absolute ? [variable, plain, 1] : [variable, power, magnitude]);
  }
  return [...powers.values()].sort(([a], [b]) => a - b);
}

function productFrom(powers: Powers, names: readonly string[]): PowerProduct {
  return powers.flatMap(([variable, plain, absolute]) => {
    const name = names[variable]!;
    return [
      ...(plain > 0 ? [{ name, absolute: false, power: plain }] : []),
      ...(absolute > 0 ? [{ name, absolute: true, power: 1 }] : []),
    ];
  });
}

function multiplyPowers(left: Powers, right: Powers): Powers {
  const result: (readonly [number, number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a === undefined || (b !== undefined && b[0] < a[0])) {
      result.push(b!);
      j++;
    } else if (b === undefined || a[0] < b[0]) {
      result.push(a);
      i++;
    } else {
      const both = a[2] + b[2];
      result.push(both === 2 ? [a[0], a[1] + b[1] + 2, 0] : [a[0], a[1] + b[1], both]);
      i++;
      j++;
    }
  }
  return result;
}

function quotientOfPowers(product: Powers, divisor: Powers): Powers | undefined {
  const result: (readonly [number, number, number])[] = [];
  let next = 0;
  for (const own of product) {
    const by = divisor[next];
    if (by === undefined || by[0] !== own[0]) {
      result.push(own);
      continue;
    }
    next++;
    const plain = own[1] - by[1] - (by[2] > own[2] ? 2 : 0);
    const absolute = by[2] === own[2] ? 0 : 1;
    if (plain < 0) return undefined;
    if (plain + absolute > 0) result.push([own[0], plain, absolute]);
  }
  return next === divisor.length ? result : undefined;
}

function choicesOf(
  variable: number,
  plain: number,
  absolute: number,
  withAbsolute: boolean,
): readonly Powers[] {
  const counts = (highest: number): readonly number[] =>
    Array.from({ length: Math.max(0, highest + 1) }, (_, power) => power);
  return [
    ...counts(plain).map((power): Powers => (power === 0 ? [] : [[variable, power, 0]])),
    ...(withAbsolute ? counts(absolute > 0 ? plain : plain - 2) : []).map(
      (power): Powers => [[variable, power, 1]],
    ),
  ];
}

function combinationsOf(choices: readonly (readonly Powers[])[]): readonly Powers[] {
  return choices.reduce<readonly Powers[]>(
    (found, own) => found.flatMap((powers) => own.map((choice) => [...powers, ...choice])),
    [[]],
  );
}
