// Comments at the head of a file by which Prettier is told to format it, or not to.

/** `// @format` or `// @prettier` in the first comment; it may be a block. */
export function hasFormatPragma(text: string): boolean {
  return /(?:^|[\s*/])@(?:format|prettier)(?![\w-])/.test(firstComment(text));
}

/** `// @noformat` or `// @noprettier` in the first comment. */
export function hasIgnorePragma(text: string): boolean {
  return /(?:^|[\s*/])@no(?:format|prettier)(?![\w-])/.test(firstComment(text));
}

/** Puts `// @format` before a text. */
export function withFormatPragma(text: string): string {
  return `// @format\n\n${text}`;
}

/** The comment that a text begins with: a block, or lines that follow one another. */
function firstComment(text: string): string {
  return /^\ufeff?\s*(\/\*[\s\S]*?\*\/|\/\/[^\r\n]*(?:\r?\n[ \t]*\/\/[^\r\n]*)*)/.exec(text)?.[1] ?? "";
}
