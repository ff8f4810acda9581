// CSV text → header and records with their places. RFC 4180, comma-separated; the first fault ends the reading.

import type { Span } from "@ncrn/language";

/** One row of the file; `line` is the one-based line on which it starts. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** Offset in the text at which each cell starts, blanks before it included. */
  readonly starts: readonly number[];
}

/** A whole file; every record has as many cells as the header. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
}

/** A place in the text; line and column are one-based, those of its start. */
export interface CsvPlace {
  readonly line: number;
  readonly column: number;
  readonly span: Span;
}

/** A place where the text is no CSV. */
export interface CsvFault extends CsvPlace {
  /** A clause without a full stop. */
  readonly reason: string;
  /** What to do about it, where that is known. */
  readonly hint?: string;
}

/** Reads a CSV text. Blank lines are skipped, a byte-order mark and blanks around unquoted cells are dropped. */
export function tableFromCsv(
  text: string,
):
  | { readonly table: CsvTable; readonly fault: undefined }
  | { readonly table: undefined; readonly fault: CsvFault } {
  const reader: Reader = { text, offset: startOfText(text), line: 1 };
  const zero = text.indexOf("\u0000");
  if (zero !== -1) return failure(faultAt(text, zero, "this is not text"));
  const records: CsvRecord[] = [];
  while (reader.offset < text.length) {
    const { line, offset } = reader;
    const read = readRecord(reader);
    if ("reason" in read) return failure(read);
    const { cells, starts, end } = read;
    if (cells.length === 1 && cells[0] === "") continue;
    const separation = records.length === 0 ? otherSeparator(text, cells, offset) : undefined;
    if (separation !== undefined) return failure(separation);
    const expected = records[0]?.cells.length ?? cells.length;
    if (cells.length !== expected) {
      const reason = `${count(cells.length, "cell")} here, but the header has ${expected}`;
      const commas = cells.length === 2 * expected ? { hint: DECIMAL_COMMA_HINT } : {};
      return failure({ ...placeAt(text, { start: offset, end }), reason, ...commas });
    }
    records.push({ line, cells, starts });
  }
  const [header, ...rows] = records;
  if (header === undefined) return failure(faultAt(text, 0, "the file is empty"));
  return headerFault(text, header) ?? { table: { header: header.cells, records: rows }, fault: undefined };
}

/** The place of a cell by where it starts, without the blanks around it. */
export function placeOfCell(text: string, start: number): CsvPlace {
  const reader: Reader = { text, offset: start, line: 1 };
  readCell(reader);
  const written = text.slice(start, reader.offset);
  const from = start + written.length - written.trimStart().length;
  return placeAt(text, { start: from, end: from + written.trim().length });
}

/** The place of a range. */
export function placeAt(text: string, span: Span): CsvPlace {
  const lines = text.slice(startOfText(text), span.start).split(LINE_END);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, span };
}

const LINE_END = /\r\n|\r|\n/;

/** Behind the byte-order mark. */
function startOfText(text: string): number {
  return text.startsWith("\uFEFF") ? 1 : 0;
}

const DECIMAL_COMMA_HINT = "Numbers are written with decimal points, cells are separated by commas.";

/** A header without a comma whose names are separated by something else. */
function otherSeparator(text: string, cells: readonly string[], start: number): CsvFault | undefined {
  const [cell = ""] = cells;
  if (cells.length > 1) return undefined;
  const found = [
    { character: ";", name: "semicolons" },
    { character: "\t", name: "tabs" },
  ].find(({ character }) => cell.includes(character));
  if (found === undefined) return undefined;
  const reason = `the columns are separated by ${found.name}, not by commas`;
  const hint = "Save the file with commas between the columns and with decimal points.";
  return { ...faultAt(text, text.indexOf(found.character, start), reason), hint };
}

/** Where reading stands. */
interface Reader {
  readonly text: string;
  offset: number;
  line: number;
}

/** One row; `end` is where its last cell ends. */
type RecordRead = Pick<CsvRecord, "cells" | "starts"> & { readonly end: number };

function readRecord(reader: Reader): RecordRead | CsvFault {
  const cells: string[] = [];
  const starts: number[] = [];
  for (;;) {
    starts.push(reader.offset);
    const cell = readCell(reader);
    if (typeof cell !== "string") return cell;
    cells.push(cell);
    const end = reader.offset;
    const next = reader.text[end];
    if (next === ",") {
      reader.offset++;
      continue;
    }
    if (next !== undefined) skipLineEnd(reader);
    return { cells, starts, end };
  }
}

/** Leaves the reader on the comma, the line end or the end of the text behind the cell. */
function readCell(reader: Reader): string | CsvFault {
  const start = reader.offset;
  while (reader.text[reader.offset] === " ") reader.offset++;
  if (reader.text[reader.offset] === '"') return readQuotedCell(reader);
  reader.offset = start;
  while (!endsCell(reader.text[reader.offset])) {
    if (reader.text[reader.offset] === '"') {
      return faultAt(
        reader.text,
        reader.offset,
        "a quotation mark inside a cell that does not start with one",
      );
    }
    reader.offset++;
  }
  return reader.text.slice(start, reader.offset).trim();
}

function readQuotedCell(reader: Reader): string | CsvFault {
  const opening = reader.offset;
  let value = "";
  reader.offset++;
  for (;;) {
    const character = reader.text[reader.offset];
    if (character === undefined) return faultAt(reader.text, opening, "this quotation mark is never closed");
    if (character === '"') {
      reader.offset++;
      if (reader.text[reader.offset] !== '"') break;
      value += '"';
      reader.offset++;
    } else if (character === "\n" || character === "\r") {
      value += "\n";
      skipLineEnd(reader);
    } else {
      value += character;
      reader.offset++;
    }
  }
  while (reader.text[reader.offset] === " ") reader.offset++;
  return endsCell(reader.text[reader.offset])
    ? value
    : faultAt(
        reader.text,
        reader.offset,
        "a comma or the end of the line must follow a closing quotation mark",
      );
}

function endsCell(character: string | undefined): boolean {
  return character === undefined || character === "," || character === "\n" || character === "\r";
}

function skipLineEnd(reader: Reader): void {
  reader.offset += reader.text.startsWith("\r\n", reader.offset) ? 2 : 1;
  reader.line++;
}

function headerFault(
  text: string,
  header: CsvRecord,
): { readonly table: undefined; readonly fault: CsvFault } | undefined {
  for (const [index, name] of header.cells.entries()) {
    const place = placeOfCell(text, header.starts[index] ?? 0);
    if (name === "") return failure({ ...place, reason: `column ${index + 1} of the header has no name` });
    if (header.cells.indexOf(name) !== index) {
      return failure({ ...place, reason: `the header names \`${name}\` twice` });
    }
  }
  return undefined;
}

/** A fault of one character. */
function faultAt(text: string, offset: number, reason: string): CsvFault {
  return { ...placeAt(text, { start: offset, end: Math.min(offset + 1, text.length) }), reason };
}

function failure(fault: CsvFault): { readonly table: undefined; readonly fault: CsvFault } {
  return { table: undefined, fault };
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
