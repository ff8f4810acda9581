// A system as tables that loops walk through: what straight-line code says in instructions, for systems too large for it.
import { InternalError } from "../../internal-error.js";
import { integratesStages, writeStageIntegrals } from "../methods/stage-integrals.js";
import type { Quadratures } from "../quadratures.js";
import type { SystemAddresses } from "../straight/code-target.js";
import type { SystemStructure } from "../system-structure.js";
import { writeBalancedRates } from "./balanced-tables.js";
import { writeElimination, writePivoting } from "./elimination-tables.js";
import { starts, type TableWriter } from "./table-writer.js";

/** What loops of a system need. */
export type TableKind = "stages" | "rates" | "entries" | "balanced-rates" | "elimination" | "pivoting";

/** Writes what loops of one kind walk through. */
export function writeTables(
  writer: TableWriter,
  structure: SystemStructure,
  { kind, addresses }: { readonly kind: TableKind; readonly addresses: SystemAddresses },
): void {
  switch (kind) {
    case "stages":
      writeStageIntegrals(writer, structure);
      break;
    case "rates":
      writeBinding(writer, structure, addresses);
      writeRates(writer, structure);
      writeItems(writer, structure);
      writeLaws(writer, structure, { prefix: "", slots: lawsOfItems(structure) });
      break;
    case "entries":
      writeProducts(writer, structure);
      writeJacobian(writer, structure);
      if (structure.system.dependsOnTime) writeTimeSlopes(writer, structure);
      break;
    case "balanced-rates":
      writeBalancedRates(writer, structure);
      writeLaws(writer, structure, { prefix: "BALANCED_", slots: structure.laws.valueSlots });
      break;
    case "elimination":
      writeElimination(writer, structure);
      break;
    case "pivoting":
      writePivoting(writer, structure);
      break;
    default:
      throw new InternalError(`Unknown tables ${kind satisfies never}`);
  }
}

/** Flux factors by active reaction, and coefficients as sums of them. */
function writeBinding(
  writer: TableWriter,
  { system, coefficients, laws }: SystemStructure,
  { rateConstants, fixed }: SystemAddresses,
): void {
  const { fluxes, reactions } = system;
  const { start, species } = fluxes;
  // What is fixed in laws is counted on from the rate constants: place 0 is the number 1, for laws that vary as a whole.
  const firstFixed = (fixed - rateConstants) / 8;
  const placeOf = (reaction: number): number => {
    if (laws.isVarying[reaction]!) return firstFixed;
    const steady = laws.steadyLaws[reaction];
    return steady === undefined ? reactions[reaction]! : firstFixed + laws.placeOfFixed.get(steady)!;
  };
  writer.constant("REACTIONS", reactions.length);
  writer.integers(
    "REACTION",
    reactions.map((_, reaction) => placeOf(reaction)),
  );
  writer.integers("FACTOR_START", start);
  writer.integers("FACTOR", species);
  writer.space("FLUX_FACTOR", reactions.length);
  writer.constant("COEFFICIENT_COUNT", coefficients.count);
  writer.integers("PART_START", starts(coefficients.parts));
  writer.integers(
    "PART_REACTION",
    coefficients.parts.flatMap((parts) => parts.map(({ reaction }) => reaction)),
  );
  writer.numbers(
    "PART_CHANGE",
    coefficients.parts.flatMap((parts) => parts.map(({ change }) => change)),
  );
}

/** Slots with products of unknowns. */
function writeProducts(writer: TableWriter, structure: SystemStructure): void {
  const { system } = structure;
  const { products, unknowns } = system;
  writer.space("SLOTS", products.first + products.left.length);
  writer.constant("ONE", unknowns.length);
  writer.constant("FIRST_PRODUCT", products.first);
  writer.constant("PRODUCTS", products.left.length);
  writer.constant("RATE_PRODUCTS", system.rateProductCount);
  writer.constant(
    "KEPT_PRODUCTS",
    integratesStages(structure.system) ? system.coreProductCount : system.rateProductCount,
  );
  writer.integers("LEFT", products.left);
  writer.integers("RIGHT", products.right);
}

/** The core's rates as sums of factor·slot: first what lies at two slots next to each other, then all else. */
function writeRates(writer: TableWriter, { system, coefficients }: SystemStructure): void {
  const { coreSize, terms } = system;
  const pairs: number[][] = [];
  const singles: number[][] = [];
  for (let row = 0; row < coreSize; row++) {
    const { paired, single } = pairedTerms(terms.slot, terms.rowStart[row]!, terms.rowStart[row + 1]!);
    pairs.push(paired);
    singles.push(single);
  }
  const flat = [...pairs.flat(), ...singles.flat()];
  const ends = (lists: readonly number[][], bytes: number): readonly number[] =>
    [...starts(lists).subarray(1)].map((end) => bytes * end);
  writer.integers("PAIR_END", ends(pairs, 2));
  writer.integers(
    "PAIR_SLOT",
    pairs.flat().flatMap((term, k) => (k % 2 === 0 ? [8 * terms.slot[term]!] : [])),
  );
  writer.integers("SINGLE_END", ends(singles, 4));
  writer.integers(
    "SINGLE_SLOT",
    singles.flat().map((term) => 8 * terms.slot[term]!),
  );
  writer.constant("PAIR_TERMS", pairs.flat().length);
  writer.constant("RATE_TERMS", flat.length);
  writer.space("RATE_FACTOR", flat.length);
  writer.integers(
    "RATE_COEFFICIENT",
    flat.map((term) => coefficients.ofTerm[term]!),
  );
  writer.numbers(
    "RATE_SIGN",
    flat.map((term) => coefficients.signOfTerm[term]!),
  );
}

/** Terms of a row by ascending slots, in pairs where two slots follow each other, and others. */
function pairedTerms(
  slot: Int32Array,
  start: number,
  end: number,
): { readonly paired: number[]; readonly single: number[] } {
  const ordered = Array.from({ length: end - start }, (_, k) => start + k).sort(
    (a, b) => slot[a]! - slot[b]!,
  );
  const paired: number[] = [];
  const single: number[] = [];
  for (let k = 0; k < ordered.length; k++) {
    const [term, next] = [ordered[k]!, ordered[k + 1]];
    if (next !== undefined && slot[next] === slot[term]! + 1) {
      paired.push(term, next);
      k++;
    } else single.push(term);
  }
  return { paired, single };
}

/** Items that are gathered, an even number unless it is all of them, and the first slot of the others, which lie in a row. */
function contiguousTail({ items, byProducts }: Quadratures): {
  readonly head: number;
  readonly tailSlot: number;
} {
  let head = items.length;
  if (!byProducts) return { head, tailSlot: 0 };
  const slotOf = (item: number): number => items[item]![0]!.slot;
  while (head > 0 && (head === items.length || slotOf(head - 1) + 1 === slotOf(head))) head--;
  head += head % 2;
  return head < items.length ? { head, tailSlot: slotOf(head) } : { head: items.length, tailSlot: 0 };
}

/** What is integrated along the solution, its slopes, and how rows are combined from it. */
function writeItems(writer: TableWriter, { system, quadratures }: SystemStructure): void {
  const { items, rows, terms, steady, byProducts } = quadratures;
  const { head, tailSlot } = contiguousTail(quadratures);
  const gathered = items.slice(0, head);
  const flat = gathered.flat();
  writer.constant("ITEMS", items.length);
  writer.constant("GATHERED", gathered.length);
  writer.constant("TAIL_SLOT", tailSlot);
  writer.integers("ITEM_START", starts(gathered));
  writer.integers(
    "ITEM_SLOT",
    flat.map(({ slot }) => slot),
  );
  writer.integers(
    "ITEM_COEFFICIENT",
    flat.map(({ coefficient }) => coefficient),
  );
  writer.numbers(
    "ITEM_SIGN",
    flat.map(({ sign }) => sign),
  );
  writer.constant("ITEM_TERMS", flat.length);
  writer.space("ITEM_FACTOR", flat.length);
  writer.space("ITEM_VALUE", gathered.length + 1);
  const itemOfSlot = new Map(items.map((list, item) => [list[0]!.slot, item]));
  const itemOfList = new Map(items.map((list, item) => [list, item]));
  const parts = rows.map((_row, row) => {
    const list = terms[row]!;
    if (byProducts) return list.map((term) => ({ ...term, item: itemOfSlot.get(term.slot)! }));
    return list.length === 0 ? [] : [{ coefficient: -1, sign: 1, item: itemOfList.get(list)! }];
  });
  writer.integers("ROW_START", starts(parts));
  writer.integers(
    "ROW_ITEM",
    parts.flatMap((list) => list.map(({ item }) => item)),
  );
  writer.integers(
    "ROW_COEFFICIENT",
    parts.flatMap((list) => list.map(({ coefficient }) => coefficient)),
  );
  writer.numbers(
    "ROW_SIGN",
    parts.flatMap((list) => list.map(({ sign }) => sign)),
  );
  writer.constant("ROW_TERMS", parts.flat().length);
  writer.space("ROW_FACTOR", parts.flat().length);
  writer.space("STEADY_RATE", rows.length);
  writer.integers("STEADY_START", starts(steady));
  writer.integers(
    "STEADY_COEFFICIENT",
    steady.flatMap((list) => list.map(({ coefficient }) => coefficient)),
  );
  writer.numbers(
    "STEADY_SIGN",
    steady.flatMap((list) => list.map(({ sign }) => sign)),
  );
  const { products } = system;
  writer.space("SLOPES", products.first + products.left.length);
}

/** Slots of the values of laws that are integrated. */
function lawsOfItems({ quadratures, laws }: SystemStructure): readonly number[] {
  const slots = [...new Set(quadratures.items.flat().map(({ slot }) => slot))];
  return slots.filter((slot) => laws.slopesOf.has(slot));
}

/** Derivatives of laws: their slots, and of which unknown, −1 for the time. */
function writeLaws(
  writer: TableWriter,
  { laws }: SystemStructure,
  { prefix, slots }: { readonly prefix: string; readonly slots: readonly number[] },
): void {
  if (!laws.hasLaws) return;
  const slopes = slots.map((slot) => laws.slopesOf.get(slot) ?? []);
  writer.constant(`${prefix}LAWS`, slots.length);
  writer.integers(`${prefix}LAW`, slots);
  writer.integers(`${prefix}LAW_START`, starts(slopes));
  writer.integers(
    `${prefix}LAW_SLOPE`,
    slopes.flatMap((list) => list.map(({ slot }) => slot)),
  );
  writer.integers(
    `${prefix}LAW_UNKNOWN`,
    slopes.flatMap((list) => list.map(({ unknown }) => unknown ?? -1)),
  );
}

/** Terms of the derivatives of the core's rates with respect to time. */
function writeTimeSlopes(writer: TableWriter, { system, coefficients }: SystemStructure): void {
  const { row, term, slot } = system.timeTerms;
  const rows = Array.from({ length: system.coreSize }, () => [] as number[]);
  row.forEach((target, k) => void rows[target]?.push(k));
  const flat = rows.flat();
  const termOf = (k: number): number => term[k]!;
  writer.integers("TIME_START", starts(rows));
  writer.integers(
    "TIME_COEFFICIENT",
    flat.map((k) => coefficients.ofTerm[termOf(k)]!),
  );
  writer.integers(
    "TIME_SLOT",
    flat.map((k) => slot[k]!),
  );
  writer.numbers(
    "TIME_SIGN",
    flat.map((k) => coefficients.signOfTerm[termOf(k)]!),
  );
}

/** Entries of the core's Jacobian as sums of multiplicity·coefficient·slot. */
function writeJacobian(writer: TableWriter, { system, coefficients, componentOf }: SystemStructure): void {
  const { jacobian, coreSize } = system;
  const parts = Array.from({ length: jacobian.row.length }, () => [] as number[]);
  for (let part = 0; part < jacobian.partEntry.length; part++) {
    const entry = jacobian.partEntry[part]!;
    if (jacobian.row[entry]! < coreSize) parts[entry]!.push(part);
  }
  const flat = parts.flat();
  writer.constant("ENTRIES", jacobian.row.filter((row) => row < coreSize).length);
  const inCore = [...jacobian.row.keys()].filter((entry) => jacobian.row[entry]! < coreSize);
  const rows = Array.from({ length: coreSize }, () => [] as number[]);
  for (const entry of inCore) {
    const row = jacobian.row[entry]!;
    if (componentOf[row] === componentOf[jacobian.column[entry]!]) rows[row]!.push(entry);
  }
  writer.integers("COUPLED_START", starts(rows));
  writer.integers("COUPLED", rows.flat());
  writer.space("ENTRY", jacobian.row.length);
  writer.integers("ENTRY_START", starts(parts));
  const term = (part: number): number => jacobian.partTerm[part]!;
  writer.integers(
    "ENTRY_COEFFICIENT",
    flat.map((part) => coefficients.ofTerm[term(part)]!),
  );
  writer.integers(
    "ENTRY_SLOT",
    flat.map((part) => jacobian.partSlot[part]!),
  );
  writer.numbers(
    "ENTRY_FACTOR",
    flat.map((part) => coefficients.signOfTerm[term(part)]! * jacobian.partMultiplicity[part]!),
  );
}
