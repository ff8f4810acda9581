// The source of a data record → tables of file columns (or empty rows to draw into), each row with its place.

import { type CheckedData, createDiagnostic, type Diagnostic, type Origin } from "@ncrn/language";
import type { Random } from "@ncrn/simulator";
import type { ReadText } from "../control.js";
import { tableFromCsv } from "./csv.js";
import type { Cell } from "./data-set.js";

/** A row before the split; `line` is its line in the file, or its number among the drawn rows. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly Cell[];
  /** One-based columns in the line at which the cells of the file start; empty for drawn rows. */
  readonly columns: readonly number[];
}

/** A table before the split. */
export interface RawTable {
  /** The path of the file, or the name of the record; for messages. */
  readonly path: string;
  /** Where the file is named in the source text. */
  readonly origin: Origin;
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
}

/** What reading and deriving rows share. */
export interface SourceContext {
  readonly data: Pick<CheckedData, "name" | "columns" | "where">;
  readonly random: Random;
  /** Columns that are fed: their cells must be numbers. */
  readonly usedColumns: readonly string[];
  readonly report: (diagnostic: Diagnostic) => void;
}

/** One table, or two (training, validation) if the record names two files. */
export function rowsFromSource(
  { source, name, origin }: CheckedData,
  readText: ReadText,
  report: SourceContext["report"],
): readonly RawTable[] {
  const read = (part: FilePart) =>
    tableFromFile(part, readText(part.path, part.origin.file), report) ?? { ...part, columns: [], rows: [] };
  switch (source.kind) {
    case "sample":
      return [
        {
          path: name,
          origin,
          columns: [],
          rows: Array.from({ length: source.count }, (_, index) => ({
            line: index + 1,
            cells: [],
            columns: [],
          })),
        },
      ];
    case "file":
      return [read(source)];
    case "parts":
      return [read(source.training), read(source.validation)];
  }
}

/** A file that the source text names. */
interface FilePart {
  readonly path: string;
  readonly origin: Origin;
}

/** The rows of a CSV text; undefined if there is none or it is malformed, which is reported. */
export function tableFromFile(
  { path, origin }: FilePart,
  text: string | undefined,
  report: SourceContext["report"],
): RawTable | undefined {
  if (text === undefined) {
    report(createDiagnostic("file-not-found", origin, { path }));
    return undefined;
  }
  const { table, fault } = tableFromCsv(text);
  if (table === undefined) {
    const { hint, ...place } = fault;
    const extras = hint === undefined ? {} : { hint };
    report(createDiagnostic("malformed-data", origin, { path, ...place }, extras));
    return undefined;
  }
  const rows = table.records.map((record) => ({ ...record, cells: record.cells.map(cellFromText) }));
  return { path, origin, columns: table.header, rows };
}

/** A cell that reads as a finite number is one; everything else stays text. */
function cellFromText(text: string): Cell {
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Spellings of "no value"; such a cell is reported only if it is used as a number. */
export const NOT_FINITE = /^([+-]?(nan|inf|infinity)|na|n\/a|null|)$/i;
