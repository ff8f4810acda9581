// The texts that a file imports and reads, kept as data: whoever works on them elsewhere or later sees the same ones.

import type { ReadText } from "@ncrn/experiments";

/** Texts by the file that names them and the path as written there; undefined where there is no such file. */
export type RecordedTexts = ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;

/** Reads, and keeps what was read. */
export function recordTexts(read: ReadText): { readonly read: ReadText; readonly texts: RecordedTexts } {
  const texts = new Map<string, Map<string, string | undefined>>();
  return {
    texts,
    read: (written, namedIn) => {
      const known = texts.get(namedIn) ?? new Map<string, string | undefined>();
      texts.set(namedIn, known);
      if (!known.has(written)) known.set(written, read(written, namedIn));
      return known.get(written);
    },
  };
}

/** Reads what was recorded, and nothing else. */
export function readerOf(texts: RecordedTexts): ReadText {
  return (written, namedIn) => texts.get(namedIn)?.get(written);
}
