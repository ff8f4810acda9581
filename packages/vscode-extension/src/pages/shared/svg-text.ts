// Numbers and words as an SVG has them.

/** A number with as many digits as one can see. */
export function numberOfSvg(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** Words between tags; control characters, which XML does not allow, are left out. */
export function textOfSvg(content: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
  const allowed = content.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
  return allowed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
