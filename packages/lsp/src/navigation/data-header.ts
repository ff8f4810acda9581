// The place of a column's name in the first line of a data file.

import type { SourceText, Span } from "@ncrn/language";

/** The characters of a name in the header of a CSV text; the start of the text if it is spelt in some unusual way. */
export function headerSpan({ content }: SourceText, column: string): Span {
  const lineStart = /^\s*/.exec(content)?.[0].length ?? 0;
  const header = /^[^\r\n]*/.exec(content.slice(lineStart))?.[0] ?? "";
  let fieldStart = 0;
  for (const field of header.split(/[,;\t]/)) {
    const name = field.trim().replace(/^"(.*)"$/, "$1");
    if (name === column) {
      const start = lineStart + fieldStart + field.indexOf(name);
      return { start, end: start + name.length };
    }
    fieldStart += field.length + 1;
  }
  return { start: 0, end: 0 };
}
