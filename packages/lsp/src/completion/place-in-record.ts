// The tokens of an unfinished entry of a record or data set → what may stand next in it.

import {
  expectations,
  type RecordName,
  recordDescription,
  type SettingType,
  settingOf,
  type WrittenToken,
} from "@ncrn/language";
import { isSymbol, openBrackets, splitAt } from "./frames.js";
import { nothing, type Place, type ValueNeeded, words } from "./place.js";
import { constantNeeded, placeBehind, placeInExpression } from "./place-in-expression.js";
import { drawnValue } from "./place-in-statement.js";

/** `key: value, value`; `given` are the other keys of the record. */
export function placeInRecord(
  line: readonly WrittenToken[],
  record: RecordName | undefined,
  given: readonly string[],
): Place {
  if (record === undefined) return nothing;
  const [key, colon, ...rest] = line;
  if (key === undefined) return { kind: "key", record, given };
  const description = recordDescription(record);
  const setting = settingOf(description, key.text);
  if (colon === undefined) return words(setting?.type.kind === "record" ? "{" : ":");
  if (!isSymbol(colon, ":")) return nothing;
  const value = splitAt(rest, [","]).at(-1) ?? [];
  if (setting !== undefined) return placeInSetting(value, { record, key: setting.key, type: setting.type });
  return description.freeKeys === undefined ? nothing : placeInFreeEntry(value, description.freeKeys);
}

/** `x ~ uniform(0, 1)` or `y = 2 * x`. */
export function placeInColumn(line: readonly WrittenToken[]): Place {
  if (line.length === 0) return nothing;
  const needed: ValueNeeded = { ...columnsNeeded, functions: ["column", "draw"] };
  const isDrawn = isSymbol(line[1], "~");
  return placeBehind(line, ["=", "~"], isDrawn ? drawnValue(needed) : needed) ?? words("=", "~");
}

/** What expressions over columns are made of. */
export const columnsNeeded: ValueNeeded = {
  ...constantNeeded,
  expectation: expectations.column,
  functions: ["column"],
  scope: "columns",
  first: "quantities",
};

/** True if the value of the key is the name of a file. */
export function isFileSetting(record: RecordName, key: string | undefined): boolean {
  return key !== undefined && settingOf(recordDescription(record), key)?.type.kind === "file";
}

interface WrittenSetting {
  readonly record: RecordName;
  readonly key: string;
  readonly type: SettingType;
}

function placeInSetting(value: readonly WrittenToken[], setting: WrittenSetting): Place {
  const { type } = setting;
  switch (type.kind) {
    case "number":
      return placeInExpression(value, { ...constantNeeded, scope: "file" });
    case "expression":
      if (type.over === "columns") return placeInExpression(value, columnsNeeded);
      return placeInExpression(value, { ...readoutsNeeded, functions: ["expression"] });
    case "quantities":
      return placeInExpression(value, { ...readoutsNeeded, expectation: expectations.kept, functions: [] });
    case "readouts":
      return placeInExpression(value, {
        ...readoutsNeeded,
        functions: ["expression", type.place],
        first: type.place === "samples" && setting.key === "metrics" ? "measures" : "quantities",
      });
    case "variants":
      return placeInVariant(value, setting);
    case "grid":
    case "scale":
      return placeInColumnsCall(value, setting);
    case "boolean":
    case "words":
    case "file":
    case "unit":
      return value.length === 0 ? { kind: "setting", ...setting } : nothing;
    case "record":
      return nothing;
  }
}

const readoutsNeeded: ValueNeeded = {
  ...constantNeeded,
  expectation: expectations.readout,
  scope: "subject",
  first: "quantities",
};

/** `ssa(runs: 200, seed: 1)`. */
function placeInVariant(value: readonly WrittenToken[], setting: WrittenSetting): Place {
  const { type } = setting;
  if (type.kind !== "variants") return nothing;
  const [name, opening] = value;
  if (name === undefined) return { kind: "setting", ...setting };
  const variant = type.variants.find((one) => one.name === name.text);
  if (variant === undefined || variant.arguments.length === 0) return nothing;
  if (!isSymbol(opening, "(")) return words("(");
  if (openBrackets(value).length === 0) return nothing;
  const written = splitAt(value.slice(2), [",", ";"]);
  const current = written.at(-1) ?? [];
  const given = written.slice(0, -1).map(([argument]) => argument?.text ?? "");
  if (current.length === 0) return { kind: "variantArgument", variant, given };
  if (current.length === 1) return words(":");
  return placeInExpression(current.slice(2), { ...constantNeeded, scope: "file" });
}

/** `grid(x1: 0..1, x2: 0..1, 40)` and `minmax(x1, x2)`. */
function placeInColumnsCall(value: readonly WrittenToken[], setting: WrittenSetting): Place {
  if (value.length === 0) return { kind: "setting", ...setting };
  if (value.length === 1) return words("(");
  if (openBrackets(value).length === 0) return nothing;
  const current = splitAt(value.slice(2), [",", ";"]).at(-1) ?? [];
  const isBound = setting.type.kind === "grid" && isSymbol(current[1], ":");
  const bound = splitAt(current.slice(2), [".."]).at(-1) ?? [];
  if (isBound) return placeInExpression(bound, { ...constantNeeded, scope: "file" });
  return placeInExpression(current, { ...columnsNeeded, functions: [] });
}

/** Records whose keys are names of the user. */
function placeInFreeEntry(value: readonly WrittenToken[], keys: "phase" | "quantity" | "rate"): Place {
  switch (keys) {
    case "quantity":
      return placeInExpression(value, columnsNeeded);
    case "rate":
      return placeInExpression(value, {
        ...constantNeeded,
        scope: "file",
        functions: ["expression", "values"],
      });
    case "phase":
      return placeInExpression(value, constantNeeded);
  }
}
