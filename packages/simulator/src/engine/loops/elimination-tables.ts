// The factors of a system's matrix as tables for loops (elimination-kernel.ts, pivoting-kernel.ts).
import type { Lists } from "../../elimination/lists.js";
import type { SystemStructure } from "../system-structure.js";
import { denseStarts } from "./pivoting-kernel.js";
import { starts, type TableWriter } from "./table-writer.js";

/**
 * Places are rows of the matrix in the order of their elimination, all blocks one after the other. Where the columns of a
 * row of U form runs, two at a time are eliminated without looking up each of them; and four rows at a time where they
 * follow each other and have the same columns.
 */
export function writeElimination(writer: TableWriter, structure: SystemStructure): void {
  const { order, blockStart, lower, upper, before } = structure.elimination();
  const size = order.length;
  writer.integers("ORDER", order);
  writer.constant("BLOCKS", blockStart.length - 1);
  writer.integers("BLOCK_START", blockStart);
  writer.integers("LOWER_START", lower.start);
  writer.integers("LOWER", lower.values);
  writer.integers("MIRROR", mirrorsOf(lower, upper));
  writer.space("LOWER_VALUE", lower.values.length);
  writer.integers("UPPER_START", upper.start);
  writer.integers("UPPER", upper.values);
  writer.space("UPPER_VALUE", upper.values.length);
  writeRuns(writer, "", runsOf(upper, SHORT_RUN));
  writeRuns(writer, "LOWER_", runsOf(lower, LONG_RUN));
  writer.integers("ALIKE", alikeRows(upper));
  writer.space("PIVOT_INVERSE", size);
  writer.space("WORK", size + 2);
  writer.space("SOLVED", size);
  writer.space("CANCELLATION", 1);
  const { inner, outer } = entriesByPlace(structure, before);
  writeEntries(writer, { list: "INNER", other: "PLACE" }, inner);
  writeEntries(writer, { list: "BEFORE", other: "COLUMN" }, outer);
}

function writeRuns(writer: TableWriter, prefix: "" | "LOWER_", { start, first, length }: Runs): void {
  writer.integers(`${prefix}RUN_START`, start);
  writer.integers(`${prefix}RUN_FIRST`, first);
  writer.integers(`${prefix}RUN_LENGTH`, length);
}

function writeEntries(
  writer: TableWriter,
  { list, other }: { readonly list: string; readonly other: string },
  entries: readonly (readonly EntryAt[])[],
): void {
  const flat = entries.flat();
  writer.integers(`${list}_START`, starts(entries));
  writer.integers(
    `${list}_ENTRY`,
    flat.map(([entry]) => entry),
  );
  writer.integers(
    `${list}_${other}`,
    flat.map(([, at]) => at),
  );
}

/** Full matrices of the blocks, and the row that each pivot was found in. */
export function writePivoting(writer: TableWriter, { elimination }: SystemStructure): void {
  const { order, blockStart } = elimination();
  const starts = denseStarts(blockStart);
  writer.integers("DENSE_START", starts);
  writer.space("DENSE", starts.at(-1)!);
  writer.integers("EXCHANGED", new Int32Array(order.length));
}

type EntryAt = readonly [entry: number, at: number];

/** Entries of the Jacobian by place: those within the block with the places of their columns, others with their columns. */
function entriesByPlace(
  { system: { jacobian, coreSize }, elimination }: SystemStructure,
  before: Lists,
): { readonly inner: readonly EntryAt[][]; readonly outer: readonly EntryAt[][] } {
  const { order } = elimination();
  const placeOf = new Int32Array(coreSize);
  for (const [place, row] of order.entries()) placeOf[row] = place;
  const inner = Array.from({ length: coreSize }, (): EntryAt[] => []);
  const outer = Array.from({ length: coreSize }, (): EntryAt[] => []);
  const isBefore = new Int32Array(coreSize).fill(-1);
  let current = -1;
  for (const [entry, row] of jacobian.row.entries()) {
    if (row >= coreSize) break;
    const place = placeOf[row]!;
    if (place !== current) {
      current = place;
      for (let k = before.start[place]!; k < before.start[place + 1]!; k++)
        isBefore[before.values[k]!] = place;
    }
    const column = jacobian.column[entry]!;
    if (isBefore[column] === place) outer[place]!.push([entry, column]);
    else inner[place]!.push([entry, placeOf[column]!]);
  }
  return { inner, outer };
}

/** For each entry below the diagonal, where the entry on the other side of it stands; −1 where there is none. */
function mirrorsOf(lower: Lists, upper: Lists): Int32Array {
  const size = lower.start.length - 1;
  const next = upper.start.slice(0, size);
  const mirrors = new Int32Array(lower.values.length);
  for (let place = 0; place < size; place++) {
    for (let k = lower.start[place]!; k < lower.start[place + 1]!; k++) {
      const pivot = lower.values[k]!;
      const end = upper.start[pivot + 1]!;
      while (next[pivot]! < end && upper.values[next[pivot]!]! < place) next[pivot]!++;
      const at = next[pivot]!;
      mirrors[k] = at < end && upper.values[at] === place ? at : -1;
    }
  }
  return mirrors;
}

/** From these average lengths of runs on, eliminating and solving by runs is quicker than by single columns. */
const SHORT_RUN = 2;
const LONG_RUN = 8;

interface Runs {
  readonly start: Int32Array;
  readonly first: readonly number[];
  readonly length: readonly number[];
}

/** Columns of a row that follow each other, for rows whose runs are at least so long on average; other rows have none. */
function runsOf({ start, values }: Lists, average: number): Runs {
  const size = start.length - 1;
  const runs = { start: new Int32Array(size + 1), first: [] as number[], length: [] as number[] };
  for (let row = 0; row < size; row++) {
    const from = runs.first.length;
    for (let k = start[row]!; k < start[row + 1]!; k++) {
      if (k > start[row]! && values[k] === values[k - 1]! + 1) runs.length[runs.length.length - 1]!++;
      else {
        runs.first.push(values[k]!);
        runs.length.push(1);
      }
    }
    const isWorthIt = start[row + 1]! - start[row]! >= average * (runs.first.length - from);
    if (!isWorthIt) runs.first.length = runs.length.length = from;
    runs.start[row + 1] = runs.first.length;
  }
  return runs;
}

/** 1 for a row that has, with the three after it, the same columns behind them. */
function alikeRows({ start, values }: Lists): Int32Array {
  const size = start.length - 1;
  const isContinued = (row: number): boolean => {
    const length = start[row + 1]! - start[row]!;
    if (length === 0 || values[start[row]!] !== row + 1) return false;
    if (length !== start[row + 2]! - start[row + 1]! + 1) return false;
    for (let k = 1; k < length; k++)
      if (values[start[row]! + k] !== values[start[row + 1]! + k - 1]) return false;
    return true;
  };
  const continued = Uint8Array.from({ length: size }, (_, row) => (isContinued(row) ? 1 : 0));
  return Int32Array.from(
    { length: size },
    (_, row) => continued[row]! & (continued[row + 1] ?? 0) & (continued[row + 2] ?? 0),
  );
}
