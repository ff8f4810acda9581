// Names as the language wants them: in backticks where a plain name would be a keyword or no name at all.

/** Words that are never names; others are special only at the start of a statement. */
const hardKeywords: ReadonlySet<string> = new Set(
  "import from as const for in if then else at when every let use assert by true false time".split(" "),
);

/** The name itself, or the name in backticks. */
export function quotedName(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !hardKeywords.has(name);
  return isPlain ? name : `\`${name}\``;
}
