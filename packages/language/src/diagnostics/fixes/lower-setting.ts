// A place in a network or model → the edit that writes a setting into its `lower { … }`.

import type { SourceText } from "../../text/source-text.js";
import { tokensFromText } from "../../tokens/tokens-from-text.js";
import { insertionInBlock, type TextEdit } from "../fix.js";

/** Writes `key: value`; undefined outside of a `crn` or `model`, and if the key is written already. */
export function lowerSetting(
  source: SourceText,
  offset: number,
  { key, value }: { readonly key: string; readonly value: string },
): TextEdit | undefined {
  const body = bodyAround(source, offset);
  if (body === undefined) return undefined;
  const setting = `${key}: ${value}`;
  if (body.settings === undefined) return insertionInBlock(source, body.start, `lower { ${setting} }`);
  const { start, keys } = body.settings;
  if (keys.has(key)) return undefined;
  return { span: { start, end: start }, text: keys.size === 0 ? ` ${setting}` : ` ${setting};` };
}

/** The inside of a network or model, from behind its opening brace. */
interface Body {
  readonly start: number;
  /** The inside of its `lower { … }` with the words that stand there. */
  settings: { readonly start: number; readonly keys: Set<string> } | undefined;
}

/** Tokens, since the text around a mistake may have no tree. */
function bodyAround(source: SourceText, offset: number): Body | undefined {
  let depth = 0;
  let opener = "";
  let body: Body | undefined;
  for (const { image, startOffset } of tokensFromText(source).value.tokens) {
    if (image === "}") {
      depth--;
      if (depth <= 0 && body !== undefined && startOffset >= offset) return body;
      if (depth === 1) opener = "";
    } else if (image === "{") {
      depth++;
      const start = startOffset + 1;
      if (depth === 1)
        body = lowered.has(opener) && start <= offset ? { start, settings: undefined } : undefined;
      if (depth === 2 && opener === "lower" && body !== undefined) body.settings = { start, keys: new Set() };
    } else if (depth === 0 && declaring.has(image)) opener = image;
    else if (depth === 1) opener = image;
    else if (depth === 2 && opener === "lower") body?.settings?.keys.add(image);
  }
  return undefined;
}

/** What can be lowered, and what else has a block at the top of a file. */
const lowered: ReadonlySet<string> = new Set(["crn", "model"]);
const declaring: ReadonlySet<string> = new Set([
  ...lowered,
  "module",
  "data",
  "learn",
  "train",
  "simulate",
  "scan",
  "units",
]);
