// A JSON file of ours → its value, or one clear failure.

import { CommandFailure } from "./failure.js";
import { readText } from "./files.js";

/** Reads a file that must satisfy the predicate; `description` completes "this is not …". */
export function readJson<Value>(
  file: string,
  isValue: (value: unknown) => value is Value,
  description: string,
): Value {
  const value = parsed(readText(file));
  if (isValue(value)) return value;
  throw new CommandFailure("malformed-file", `this is not ${description}, or it is damaged`, { file });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
