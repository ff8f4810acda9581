// A name → how it has to be written.

import { tokenTable } from "./token-table.js";

const plainName = new RegExp(`^(?:${patternOf("Identifier")})$`, "u");

const reserved: ReadonlySet<string> = new Set(
  tokenTable
    .filter(
      ({ category, spellings }) =>
        category === "keyword" || spellings.includes("true") || spellings.includes("false"),
    )
    .flatMap(({ spellings }) => spellings),
);

function patternOf(token: string): string {
  return tokenTable.find(({ name }) => name === token)?.pattern ?? "";
}

/** In backticks if it is no name by itself. */
export function writtenName(name: string): string {
  return plainName.test(name) && !reserved.has(name) ? name : `\`${name}\``;
}
