// A path as written in a file → the address of the file that it means.

/** Undefined for a document without a place, such as an untitled one. */
export function addressOf(written: string, importingFile: string): string | undefined {
  try {
    return new URL(written.split("/").map(encoded).join("/"), importingFile).href;
  } catch {
    return undefined;
  }
}

/** As editors write addresses: more is escaped than addresses need. */
function encoded(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
