import { expect, test } from "vitest";
import { placeOfCell, tableFromCsv } from "../../src/data/csv.js";

function check(text: string, expected: readonly (readonly [line: number, ...cells: string[]])[]): void {
  const { table, fault } = tableFromCsv(text);
  expect(fault).toBeUndefined();
  expect([
    [1, ...(table?.header ?? [])],
    ...(table?.records ?? []).map(({ line, cells }) => [line, ...cells]),
  ]).toEqual(expected);
}

function checkFault(text: string, line: number, column: number, reason: RegExp): void {
  const { fault } = tableFromCsv(text);
  expect(fault).toMatchObject({ line, column });
  expect(fault?.reason).toMatch(reason);
}

test("plain rows, with and without a last line end", () => {
  check("a,b\n1,2\n3,4\n", [
    [1, "a", "b"],
    [2, "1", "2"],
    [3, "3", "4"],
  ]);
  check("a,b\n1,2", [
    [1, "a", "b"],
    [2, "1", "2"],
  ]);
});

test("a byte-order mark, other line ends, blanks and empty cells", () => {
  check("\uFEFFa, b\r\n1 , \r\n2,x y\r3,4", [
    [1, "a", "b"],
    [2, "1", ""],
    [3, "2", "x y"],
    [4, "3", "4"],
  ]);
});

test("blank lines are skipped and counted", () => {
  check("a\n\n1\n\n\n2\n", [
    [1, "a"],
    [3, "1"],
    [6, "2"],
  ]);
});

test("quoted cells hold commas, quotation marks and line ends", () => {
  check('a,"b c"\n"1,5","say ""hi"""\n"two\nlines",x\nlast,y', [
    [1, "a", "b c"],
    [2, "1,5", 'say "hi"'],
    [3, "two\nlines", "x"],
    [5, "last", "y"],
  ]);
});

test("faults have line and column", () => {
  checkFault("", 1, 1, /empty/);
  checkFault("a,b\n1,2\n3\n", 3, 1, /1 cell here, but the header has 2/);
  checkFault("a,b\n1,2,3\n", 2, 1, /3 cells here/);
  checkFault('a,b\n1,"2\n3,4\n', 2, 3, /never closed/);
  checkFault('a,b\n1,2"x\n', 2, 4, /quotation mark inside/);
  checkFault('a,b\n"1"x,2\n', 2, 4, /must follow/);
  checkFault("a,b\n1,\u00002\n", 2, 3, /not text/);
});

test("every cell has a place, without the blanks around it", () => {
  const text = 'a,b,c,d\r\n10,"x,\ny", 3 ,4\r\n';
  const { starts } = tableFromCsv(text).table!.records[0]!;
  const places = starts.map((start) => placeOfCell(text, start));
  expect(places.map(({ line, column, span }) => [line, column, text.slice(span.start, span.end)])).toEqual([
    [2, 1, "10"],
    [2, 4, '"x,\ny"'],
    [3, 5, "3"],
    [3, 8, "4"],
  ]);
});

test("a fault has the range of what is wrong", () => {
  const marked = (text: string) => {
    const { start, end } = tableFromCsv(text).fault!.span;
    return text.slice(start, end);
  };
  expect(marked("a,b\n1,2,3\n")).toBe("1,2,3");
  expect(marked("a, b,b\n1,2,3\n")).toBe("b");
  expect(marked("a;b\n1;2\n")).toBe(";");
  expect(marked('a,b\n1,"2\n3,4\n')).toBe('"');
  expect(marked("")).toBe("");
});

test("a header names every column once", () => {
  checkFault("a,,b\n1,2,3\n", 1, 3, /column 2 of the header has no name/);
  checkFault("\uFEFFa,b,a\n1,2,3\n", 1, 5, /`a` twice/);
});

test("a line of five megabytes is read in no time", () => {
  const { table } = tableFromCsv(`a\n${"x".repeat(5_000_000)}\n`);
  expect(table?.records[0]?.cells[0]).toHaveLength(5_000_000);
});

test("other separators and decimal commas are recognised", () => {
  checkFault("a;b\n1,5;2\n", 1, 2, /separated by semicolons, not by commas/);
  checkFault("\n ab\tc\n1\t2\n", 2, 4, /separated by tabs/);
  expect(tableFromCsv("a;b\n1;2\n").fault?.hint).toMatch(
    /commas between the columns and with decimal points/,
  );
  expect(tableFromCsv("a,b\n1,5,2,5\n").fault?.hint).toMatch(/decimal points/);
  expect(tableFromCsv("a,b\n1,5,2\n").fault?.hint).toBeUndefined();
  check("name\nx;y\n", [
    [1, "name"],
    [2, "x;y"],
  ]);
});
