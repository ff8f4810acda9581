// What a user typed as a new name → how the text would write it, or why it cannot.

import { besideTime, type DeclaredSymbol, kindName, tokenTable } from "@ncrn/language";

/** Why something is not done, in words for the user. */
export interface Refusal {
  readonly reason: string;
}

/** A name without its backticks, and the ways of writing it, the plainest first. */
export interface NewName {
  readonly text: string;
  readonly spellings: readonly string[];
}

const plainName = new RegExp(`^(?:${patternOf("Identifier")})$`, "u");
const reservedWords = wordsOf(["keyword", "constant"]);
const statementWords = wordsOf(["softKeyword"]);

/** What gets the name. */
export interface Renamed {
  /** In words. */
  readonly kind: string;
  /** No expression over time could read it, so it may be called `time`. */
  readonly mayBeTime: boolean;
}

/** A declared symbol as something that gets a name. */
export function renamedSymbol(symbol: DeclaredSymbol): Renamed {
  return { kind: kindName(symbol), mayBeTime: besideTime.has(symbol.kind) };
}

/** A name that needs no backticks may be typed with them, and one that needs them without. */
export function newNameFrom(typed: string, { kind, mayBeTime }: Renamed): NewName | Refusal {
  const trimmed = typed.trim();
  const isQuoted = trimmed.length > 2 && trimmed.startsWith("`") && trimmed.endsWith("`");
  const text = isQuoted ? trimmed.slice(1, -1) : trimmed;
  if (text.trim() === "") return { reason: "A name needs at least one character." };
  if (/[`\r\n]/.test(text)) return { reason: "A name cannot contain backticks or line ends." };
  const quoted = `\`${text}\``;
  if (reservedWords.has(text)) {
    const reason = `\`${text}\` is a word of the language. As a name it would have to stand in backticks.`;
    return isQuoted ? { text, spellings: [quoted] } : { reason };
  }
  if (text === "time" && !mayBeTime) {
    const reason = `\`time\` is the simulated time. No ${kind} can have this name without backticks.`;
    return isQuoted ? { text, spellings: [quoted] } : { reason };
  }
  if (!plainName.test(text)) return { text, spellings: [quoted] };
  return { text, spellings: statementWords.has(text) ? [text, quoted] : [text] };
}

function patternOf(token: string): string {
  return tokenTable.find(({ name }) => name === token)?.pattern ?? "";
}

function wordsOf(categories: readonly string[]): ReadonlySet<string> {
  return new Set(
    tokenTable
      .filter(({ category }) => categories.includes(category))
      .flatMap(({ spellings }) => spellings)
      .filter((word) => plainName.test(word)),
  );
}
