// CSV text → header and records with their line numbers. RFC 4180, comma-separated; the first fault ends the reading.

/** One row of the file; `line` is the one-based line on which it starts. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** One-based column in its line at which each cell starts. */
  readonly columns: readonly number[];
}

/** A whole file; every record has as many cells as the header. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
}

/** A place where the text is no CSV; line and column are one-based. */
export interface CsvFault {
  readonly line: number;
  readonly column: number;
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
  const reader = { text: text.startsWith("\uFEFF") ? text.slice(1) : text, offset: 0, line: 1, lineStart: 0 };
  const zero = reader.text.indexOf("\u0000");
  if (zero !== -1) return failure(faultAt(reader.text, zero, "this is not text"));
  const records: CsvRecord[] = [];
  while (reader.offset < reader.text.length) {
    const line = reader.line;
    const start = reader.offset;
    const read = readRecord(reader);
    if ("reason" in read) return failure(read);
    const { cells, columns } = read;
    if (cells.length === 1 && cells[0] === "") continue;
    const separation = records.length === 0 ? otherSeparator(cells, line) : undefined;
    if (separation !== undefined) return failure(separation);
    const expected = records[0]?.cells.length ?? cells.length;
    if (cells.length !== expected) {
      const reason = `${count(cells.length, "cell")} here, but the header has ${expected}`;
      const commas = cells.length === 2 * expected ? { hint: DECIMAL_COMMA_HINT } : {};
      return failure({ ...faultAt(reader.text, start, reason), line, ...commas });
    }
    records.push({ line, cells, columns });
  }
  const [header, ...rows] = records;
  if (header === undefined) return failure({ line: 1, column: 1, reason: "the file is empty" });
  return headerFault(header) ?? { table: { header: header.cells, records: rows }, fault: undefined };
}

const DECIMAL_COMMA_HINT = "Numbers are written with decimal points, cells are separated by commas.";

/** A header without a comma whose names are separated by something else. */
function otherSeparator(cells: readonly string[], line: number): CsvFault | undefined {
  const [text = ""] = cells;
  if (cells.length > 1) return undefined;
  const found = [
    { character: ";", name: "semicolons" },
    { character: "\t", name: "tabs" },
  ].find(({ character }) => text.includes(character));
  if (found === undefined) return undefined;
  const reason = `the columns are separated by ${found.name}, not by commas`;
  const hint = "Save the file with commas between the columns and with decimal points.";
  return { line, column: text.indexOf(found.character) + 1, reason, hint };
}

/** Where reading stands. */
interface Reader {
  readonly text: string;
  offset: number;
  line: number;
  lineStart: number;
}

function readRecord(reader: Reader): Pick<CsvRecord, "cells" | "columns"> | CsvFault {
  const cells: string[] = [];
  const columns: number[] = [];
  for (;;) {
    columns.push(reader.offset - reader.lineStart + 1);
    const cell = readCell(reader);
    if (typeof cell !== "string") return cell;
    cells.push(cell);
    const next = reader.text[reader.offset];
    if (next === ",") {
      reader.offset++;
      continue;
    }
    if (next !== undefined) skipLineEnd(reader);
    return { cells, columns };
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
      return here(reader, "a quotation mark inside a cell that does not start with one");
    }
    reader.offset++;
  }
  return reader.text.slice(start, reader.offset).trim();
}

function readQuotedCell(reader: Reader): string | CsvFault {
  const opening = here(reader, "this quotation mark is never closed");
  let value = "";
  reader.offset++;
  for (;;) {
    const character = reader.text[reader.offset];
    if (character === undefined) return opening;
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
    : here(reader, "a comma or the end of the line must follow a closing quotation mark");
}

function endsCell(character: string | undefined): boolean {
  return character === undefined || character === "," || character === "\n" || character === "\r";
}

function skipLineEnd(reader: Reader): void {
  reader.offset += reader.text.startsWith("\r\n", reader.offset) ? 2 : 1;
  reader.line++;
  reader.lineStart = reader.offset;
}

function headerFault(header: CsvRecord): { readonly table: undefined; readonly fault: CsvFault } | undefined {
  for (const [index, name] of header.cells.entries()) {
    const place = { line: header.line, column: 1 };
    if (name === "") return failure({ ...place, reason: `column ${index + 1} of the header has no name` });
    if (header.cells.indexOf(name) !== index) {
      return failure({ ...place, reason: `the header names \`${name}\` twice` });
    }
  }
  return undefined;
}

function here(reader: Reader, reason: string): CsvFault {
  return { line: reader.line, column: reader.offset - reader.lineStart + 1, reason };
}

function faultAt(text: string, offset: number, reason: string): CsvFault {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, reason };
}

function failure(fault: CsvFault): { readonly table: undefined; readonly fault: CsvFault } {
  return { table: undefined, fault };
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
