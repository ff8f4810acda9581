// Two analyses, before and after names were replaced → what has come to mean something else, in words for the user.

import {
  type Analysis,
  type DeclaredSymbol,
  type Diagnostic,
  type Document,
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
  const isRead = old.files.every(({ source, names }, file) => {
    const other = next.files[file];
    return other?.source.name === source.name && other.names.length === names.length;
  });
  if (!isRead || old.files.length !== next.files.length)
    return `With the name \`${name}\` the text would be read in another way.`;
  const isSame = samenessOf(old, next);
  for (const [file, { source, names, symbols }] of old.files.entries()) {
    for (let index = 0; index < names.length; index++) {
      const [meant, means] = [symbols[index], next.files[file]?.symbols[index]];
      if (!isSame(meant, means)) return inWords(change, { name: names[index]!, source, meant, means });
    }
    yield;
  }
  return newMistake(change);
}

/** The names of a file in the order of its tree, and what each of them means. */
interface NamesOfFile {
  readonly source: SourceText;
  readonly names: readonly Name[];
  readonly symbols: readonly (DeclaredSymbol | undefined)[];
}

interface NumberedNames {
  readonly files: readonly NamesOfFile[];
  /** The same before and after: the number of what is declared in the texts, else a text. */
  readonly keyOf: (symbol: DeclaredSymbol) => number | string;
}

/** Names are told apart by their number in the texts, which a new spelling does not change. */
function* numbered(analysis: Analysis): Pieces<NumberedNames> {
  const occurrences = yield* findOccurrences(analysis);
  const files: NamesOfFile[] = [];
  const declared = new Set<Name>();
  for (const { source, document } of analysis.documents) {
    if (isStandardFile(source.name)) continue;
    const names = namesOf(document);
    const symbols = names.map((name) => {
      const found = occurrences.of(name)?.symbol;
      return (found && modelOfUnnamed(analysis, found)) ?? found;
    });
    for (const symbol of symbols) if (symbol !== undefined) declared.add(symbol.nameNode);
    files.push({ source, names, symbols });
    yield;
  }
  const keys = keysOf(analysis, files, declared);
  return {
    files,
    keyOf: (symbol) =>
      symbol.kind === "import"
        ? (keys.get(symbol.declaration) ?? "")
        : (keys.get(symbol.nameNode) ?? `${symbol.file}:${isBroughtIn(symbol)}:${symbol.name}`),
  };
}

/** Without those of imported files: such a file gets a name where it had none. */
function namesOf(document: Document): readonly Name[] {
  const aliases = new Set(
    document.declarations.map((node) => (node.kind === "ImportDeclaration" ? node.alias : undefined)),
  );
  const names: Name[] = [];
  for (const node of descendants(document)) {
    if (node.kind === "Name" && !aliases.has(node)) names.push(node);
  }
  return names;
}

/** Numbers of the names that declare something, and of imports. */
function keysOf(
  { documents }: Analysis,
  files: readonly NamesOfFile[],
  declared: ReadonlySet<Name>,
): ReadonlyMap<object, number> {
  const keys = new Map<object, number>();
  let number = 0;
  for (const { names } of files) {
    for (const name of names) {
      if (declared.has(name)) keys.set(name, number);
      number++;
    }
  }
  for (const { document } of documents)
    for (const declaration of document.declarations)
      if (declaration.kind === "ImportDeclaration") keys.set(declaration, number++);
  return keys;
}

/** Whether symbols before and after are the same one. Each pair is looked at once, however many names have it. */
function samenessOf(
  old: NumberedNames,
  next: NumberedNames,
): (meant: DeclaredSymbol | undefined, means: DeclaredSymbol | undefined) => boolean {
  const known = new Map<DeclaredSymbol, DeclaredSymbol>();
  return (meant, means) => {
    if (meant === undefined || means === undefined) return meant === means;
    if (known.get(meant) === means) return true;
    const isSame = old.keyOf(meant) === next.keyOf(means);
    if (isSame) known.set(meant, means);
    return isSame;
  };
}

/** A name that means something else after the change. */
interface Difference {
  readonly name: Name;
  readonly source: SourceText;
  readonly meant: DeclaredSymbol | undefined;
  readonly means: DeclaredSymbol | undefined;
}

function inWords(change: Change, { name: place, source, meant, means }: Difference): string {
  const { before, sought, name } = change;
  const where = placeOf(source, place.span.start, change);
  const isRenamed =
    sought !== undefined &&
    meant !== undefined &&
    identityOf(before, meant) === identityOf(sought.analysis, sought.symbol);
  if (isRenamed && means === undefined) return `\`${name}\` has a meaning of its own ${where}.`;
  if (isRenamed && means !== undefined)
    return `${alreadyThere(change, means)}: \`${place.text}\` ${where} would be taken for it.`;
  const renamed = `the renamed ${sought === undefined ? "label" : kindName(sought.symbol)}`;
  return meant === undefined
    ? `\`${place.text}\` ${where} would come to mean ${renamed}.`
    : `${alreadyThere(change, meant)}: \`${place.text}\` ${where} would be taken for ${renamed}.`;
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
