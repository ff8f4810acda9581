// The name of a network or record → the beginning of the names of files about it.

/** `LotkaVolterra` → `lotka-volterra`; what file systems do not like is left out. */
export function fileStem(name: string): string {
  const stem = name
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1-$2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
  return stem === "" ? "ncrn" : stem;
}
