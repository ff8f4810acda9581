// Two analyses, before and after names were replaced → what has come to mean something else, in words for the user.

import {
  type Analysis,
  type DeclaredSymbol,
  type Diagnostic,
  descendants,
  kindName,
  lineColumnAt,
  type Name,
  type SourceText,
} from "@ncrn/language";
import type { Pieces } from "../pieces.js";
import { isStandardFile } from "../views/standard-file.js";
import type { SoughtSymbol } from "./all-occurrences.js";
import { findOccurrences, identityOf, isBroughtIn, modelOfUnnamed } from "./occurrences.js";

/** What is compared. */
export interface Change {
  readonly before: Analysis;
  readonly after: Analysis;
  /** What gets another name; undefined for the label of a reaction, which nothing refers to. */
  readonly sought: SoughtSymbol | undefined;
  /** The other name. */
  readonly name: string;
  /** The file that the user looks at: places in others are named with their file. */
  readonly at: string;
}

/** Why the names after the change are not those before; undefined if every name still means the same. */
export function* changeOfMeaning(change: Change): Pieces<string | undefined> {
  const { before, after, name } = change;
  const old = yield* numbered(before);
  const next = yield* numbered(after);
  const isRead = old.names.length === next.names.length;
  const isSame = isRead && old.names.every((one, index) => one.file === next.names[index]?.file);
  if (!isSame) return `With the name \`${name}\` the text would be read in another way.`;
  for (const [index, place] of old.names.entries()) {
    const other = next.names[index]!;
    const [meant, means] = [old.meaningOf(place.name), next.meaningOf(other.name)];
    if (meant?.key !== means?.key) return inWords(change, { place, meant, means });
    if (index % NAMES_OF_A_PIECE === 0) yield;
  }
  return newMistake(change);
}

/** Few enough to take no time. */
const NAMES_OF_A_PIECE = 1000;

/** A name with the file that it stands in. */
interface PlacedName {
  readonly name: Name;
  readonly file: string;
  readonly source: SourceText;
}

/** What a name means, and a key that is the same before and after: the number of what is in the texts, else a text. */
interface Meaning {
  readonly key: number | string;
  readonly symbol: DeclaredSymbol;
}

interface NumberedNames {
  readonly names: readonly PlacedName[];
  readonly meaningOf: (name: Name) => Meaning | undefined;
}

/** Names are told apart by their number in the texts, which a new spelling does not change. */
function* numbered(analysis: Analysis): Pieces<NumberedNames> {
  const names: PlacedName[] = [];
  const keys = new Map<object, number>();
  for (const { source, document } of analysis.documents) {
    if (isStandardFile(source.name)) continue;
    for (const declaration of document.declarations) keys.set(declaration, keys.size);
    // A file that is imported gets a name where it had none.
    const aliases = new Set(
      document.declarations.map((node) => (node.kind === "ImportDeclaration" ? node.alias : undefined)),
    );
    for (const node of descendants(document)) {
      if (node.kind !== "Name" || aliases.has(node)) continue;
      keys.set(node, keys.size);
      names.push({ name: node, file: source.name, source });
    }
    yield;
  }
  const occurrences = yield* findOccurrences(analysis);
  const keyOf = (symbol: DeclaredSymbol): number | string => {
    if (symbol.kind === "import") return keys.get(symbol.declaration) ?? "";
    return keys.get(symbol.nameNode) ?? `${symbol.file}:${isBroughtIn(symbol)}:${symbol.name}`;
  };
  return {
    names,
    meaningOf: (name) => {
      const found = occurrences.of(name)?.symbol;
      const symbol = (found && modelOfUnnamed(analysis, found)) ?? found;
      return symbol && { key: keyOf(symbol), symbol };
    },
  };
}

interface Difference {
  readonly place: PlacedName;
  readonly meant: Meaning | undefined;
  readonly means: Meaning | undefined;
}

function inWords(change: Change, { place, meant, means }: Difference): string {
  const { before, sought, name } = change;
  const where = placeOf(place.source, place.name.span.start, change);
  const isRenamed =
    sought !== undefined &&
    meant !== undefined &&
    identityOf(before, meant.symbol) === identityOf(sought.analysis, sought.symbol);
  if (isRenamed && means === undefined) return `\`${name}\` has a meaning of its own ${where}.`;
  if (isRenamed && means !== undefined)
    return `${alreadyThere(change, means.symbol)}: \`${place.name.text}\` ${where} would be taken for it.`;
  const renamed = `the renamed ${sought === undefined ? "label" : kindName(sought.symbol)}`;
  return meant === undefined
    ? `\`${place.name.text}\` ${where} would come to mean ${renamed}.`
    : `${alreadyThere(change, meant.symbol)}: \`${place.name.text}\` ${where} would be taken for ${renamed}.`;
}

function alreadyThere(change: Change, symbol: DeclaredSymbol): string {
  const source = sourceOf(change.before, symbol.file);
  const where = source === undefined ? "" : ` ${placeOf(source, symbol.nameNode.span.start, change)}`;
  return `There is already a ${kindName(symbol)} \`${symbol.name}\`${where}`;
}

function placeOf(source: SourceText, offset: number, { at }: Change): string {
  const { line } = lineColumnAt(source, offset);
  const file = source.name === at ? "" : ` of ${source.name.replace(/^.*[\\/]/, "")}`;
  return `in line ${line}${file}`;
}

/** An error or warning that is not there before, by code and line. */
function newMistake(change: Change): string | undefined {
  const { before, after } = change;
  const known = new Map<string, number>();
  for (const diagnostic of before.diagnostics) {
    const key = keyOfMistake(before, diagnostic);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  for (const diagnostic of after.diagnostics) {
    const key = keyOfMistake(after, diagnostic);
    const left = known.get(key) ?? 0;
    if (left > 0) known.set(key, left - 1);
    else if (diagnostic.severity === "error" || diagnostic.severity === "warning")
      return mistakeInWords(change, diagnostic);
  }
  return undefined;
}

function keyOfMistake(analysis: Analysis, { code, origin }: Diagnostic): string {
  const source = sourceOf(analysis, origin.file);
  return `${origin.file}:${source ? lineColumnAt(source, origin.span.start).line : 0}:${code}`;
}

function mistakeInWords(change: Change, { message, origin }: Diagnostic): string {
  const source = sourceOf(change.after, origin.file);
  const where = source === undefined ? "" : ` (${placeOf(source, origin.span.start, change)})`;
  return `Afterwards this would be wrong${where}: ${message}`;
}

function sourceOf(analysis: Analysis, file: string): SourceText | undefined {
  return analysis.documents.find(({ source }) => source.name === file)?.source;
}
