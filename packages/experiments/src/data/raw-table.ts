// The source of a data record → tables of file columns (or empty rows to draw into), each row with its place.

import { type CheckedData, createDiagnostic, type Diagnostic, type Origin, type Span } from "@ncrn/language";
import type { Random } from "@ncrn/simulator";
import type { ReadText } from "../control.js";
import { tableFromCsv } from "./csv.js";
import type { Cell } from "./data-set.js";

/** A row before the split; `line` is its line in the file, or its number among the drawn rows. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly Cell[];
  /** Offsets in the text of the file at which its cells start; empty for drawn rows. */
  readonly starts: readonly number[];
}

/** A table before the split. */
export interface RawTable {
  /** The path of the file, or the name of the record; for messages. */
  readonly path: string;
  /** Where the file is named in the source text; undefined if no source text names it. */
  readonly origin: Origin | undefined;
  /** The text of the file; empty for drawn rows. */
  readonly text: string;
  /** Which cell of its row in the file a column is; computed and drawn columns are none. */
  readonly cellOfColumn: ReadonlyMap<string, number>;
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
  const read = (part: FilePart & { readonly origin: Origin }) =>
    tableFromFile(part, readText(part.path, part.origin.file), report) ?? { ...EMPTY, ...part };
  switch (source.kind) {
    case "sample":
      return [
        {
          ...EMPTY,
          path: name,
          origin,
          rows: Array.from({ length: source.count }, (_, index) => ({
            line: index + 1,
            cells: [],
            starts: [],
          })),
        },
      ];
    case "file":
      return [read(source)];
    case "parts":
      return [read(source.training), read(source.validation)];
  }
}

const EMPTY = { text: "", cellOfColumn: new Map<string, number>(), columns: [], rows: [] } as const;

/** A file with the place at which the source text names it, if it does. */
type FilePart = Pick<RawTable, "path" | "origin">;

/** Where a problem with a part of the file is shown: where the file is named, or else in the file itself. */
export function originOfPart({ path, origin }: FilePart, span: Span): Origin {
  return origin ?? { file: path, span };
}

/** The rows of a CSV text; undefined if there is none or it is malformed, which is reported. */
export function tableFromFile(
  part: FilePart,
  text: string | undefined,
  report: SourceContext["report"],
): RawTable | undefined {
  const { path } = part;
  if (text === undefined) {
    report(createDiagnostic("file-not-found", originOfPart(part, START), { path }));
    return undefined;
  }
  const { table, fault } = tableFromCsv(text);
  if (table === undefined) {
    const { line, column, span, reason, hint } = fault;
    const extras = hint === undefined ? {} : { hint };
    const parameters = { path, line, column, reason };
    report(createDiagnostic("malformed-data", originOfPart(part, span), parameters, extras));
    return undefined;
  }
  const rows = table.records.map((record) => ({ ...record, cells: record.cells.map(cellFromText) }));
  const cellOfColumn = new Map(table.header.map((column, index) => [column, index]));
  return { ...part, text, cellOfColumn, columns: table.header, rows };
}

const START: Span = { start: 0, end: 0 };

/** A cell that reads as a finite number is one; everything else stays text. */
function cellFromText(text: string): Cell {
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Spellings of "no value"; such a cell is reported only if it is used as a number. */
export const NOT_FINITE = /^([+-]?(nan|inf|infinity)|na|n\/a|null|)$/i;
