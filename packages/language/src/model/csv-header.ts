// The little of a CSV file that checking needs: the names in its header and the labels in a column.

/**
 * The column names of a CSV text: its first line that is not empty; blanks around names do not count. A header that is
 * separated by semicolons or tabs is understood, so that reading the rows can say that this is what is wrong.
 */
export function csvColumns(text: string): readonly string[] {
  const [header] = csvRecords(text, 1);
  const [only = "", second] = header ?? [];
  const names = second === undefined ? only.split(/[;\t]/) : (header ?? []);
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

/** The distinct texts in a column, in alphabetical order. */
export function csvLabels(text: string, column: string): readonly string[] {
  const [header, ...rows] = csvRecords(text, Number.POSITIVE_INFINITY);
  const position = (header ?? []).findIndex((name) => name.trim() === column);
  const labels = new Set(rows.map((row) => (row[position] ?? "").trim()).filter((label) => label !== ""));
  return [...labels].sort();
}

/** Records of a CSV text with quoted fields, at most `limit`; empty lines are skipped. */
function csvRecords(text: string, limit: number): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let quoted = false;
  const endRecord = (): void => {
    record.push(field);
    if (record.some((part) => part.trim() !== "")) records.push(record);
    record = [];
    field = "";
  };
  for (
    let index = text.startsWith("\uFEFF") ? 1 : 0;
    index < text.length && records.length < limit;
    index++
  ) {
    const character = text[index]!;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[index + 1] === '"') {
        field += '"';
        index++;
      } else quoted = false;
    } else if (character === '"' && field.trim() === "") {
      field = "";
      quoted = true;
    } else if (character === ",") {
      record.push(field);
      field = "";
    } else if (character === "\n" || (character === "\r" && text[index + 1] !== "\n")) endRecord();
    else if (character !== "\r") field += character;
  }
  if (records.length < limit && (field !== "" || record.length > 0)) endRecord();
  return records;
}
