// A data record → its rows and columns, as a training would get them.

import type { CheckedData } from "@ncrn/language";
import { code, counted, listed, type Scene } from "./scene.js";

/** Rows of longer files are not counted while somebody waits. */
const LONGEST_FILE = 2_000_000;
const MOST_ROWS = 100_000;

const known = new WeakMap<CheckedData, Promise<readonly string[]>>();

/** What the record gives; rows are drawn or read once for a version of the document. */
export function dataText(scene: Scene, data: CheckedData): Promise<readonly string[]> {
  const text = known.get(data) ?? textOfData(scene, data);
  known.set(data, text);
  return text;
}

async function textOfData(scene: Scene, data: CheckedData): Promise<readonly string[]> {
  const { source } = data;
  const { textOfFile } = scene.snapshot;
  const file = scene.snapshot.source.name;
  const paths =
    source.kind === "file"
      ? [source.path]
      : source.kind === "parts"
        ? [source.training.path, source.validation.path]
        : [];
  const lengths = paths.map((path) => textOfFile(path, file)?.length);
  if (lengths.some((length) => length === undefined)) return ["Its file cannot be read."];
  const isLong = lengths.some((length) => (length ?? 0) > LONGEST_FILE);
  if (isLong || (source.kind === "sample" && source.count > MOST_ROWS)) {
    return ["It is too large to be counted while you type."];
  }
  return rowsText(scene, data);
}

async function rowsText({ snapshot }: Scene, data: CheckedData): Promise<readonly string[]> {
  const { rowsFromData } = await import("@ncrn/experiments");
  const options = { seed: undefined, defaultSeed: 1, inputColumns: [], targetColumns: [] };
  const { dataSet, diagnostics } = rowsFromData(data, { ...options, readText: snapshot.textOfFile });
  if (dataSet === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return ["It gives no rows:", ...errors.map(({ message }) => `- ${message}`)];
  }
  const [training, validation] = [dataSet.training.rows.length, dataSet.validation.rows.length];
  const parts = validation === 0 ? "" : `: ${training} for training, ${validation} for validation`;
  const names = dataSet.training.columns.map(code);
  return [
    `${counted(training + validation, "row")}${parts}.  \n${counted(names.length, "column")}: ${listed(names, 12)}.`,
  ];
}
