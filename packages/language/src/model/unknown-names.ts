// Uses of names that nothing declares → one fact a name and declaration of the file, with what would fit all of its uses:
// a name that may have been meant, and how it could be declared.

import type { Expression, NameNode } from "../ast/nodes.js";
import { closestName } from "../text/edit-distance.js";
import { builtinFunctions, type FunctionPlace, mayStand } from "./builtin-functions.js";
import type { Expectation } from "./expectations.js";
import { originIn, type Resolution, type UnknownUse, type UnknownUses } from "./name-table.js";
import {
  type DeclaredSymbol,
  kindName,
  lookUp,
  type Scope,
  type SymbolKind,
  scopeKey,
  visibleSymbols,
} from "./symbols.js";

/** Where an unknown name stands. */
interface UnknownPlace {
  readonly scope: Scope;
  readonly region: string;
  readonly declareAt: number | undefined;
  readonly functions: readonly FunctionPlace[];
}

/** Keeps a use of an unknown name until all of its uses are known. */
export function noteUnknown(
  resolution: Resolution,
  name: NameNode,
  { scope, region, declareAt, functions }: UnknownPlace,
  use: Pick<UnknownUse, "expected" | "owner" | "shape">,
): void {
  const key = `${region}\u0000${use.owner}.${name.text}`;
  const known = resolution.unknown.get(key) ?? { name: name.text, declareAt, uses: [] };
  known.uses.push({ ...use, origin: originIn(resolution, name), scope, functions });
  resolution.unknown.set(key, known);
}

/** Reports the names that have been kept. */
export function reportUnknownNames(resolution: Resolution): void {
  for (const unknown of resolution.unknown.values()) reportUnknownName(resolution, unknown);
  resolution.unknown.clear();
}

/** The numbers of indices that are written as numbers; undefined if one is not. */
export function literalShape(indices: readonly Expression[]): readonly number[] | undefined {
  const numbers = indices.map((index) => (index.kind === "NumberLiteral" ? index.value : 0));
  return numbers.every((number) => Number.isInteger(number) && number > 0) ? numbers : undefined;
}

// ── Private ────────────────────────────────────────────────────────────────────────────────────────────

function reportUnknownName(resolution: Resolution, { name, declareAt, uses }: UnknownUses): void {
  const [first] = uses;
  if (first === undefined) return;
  const suggestion = closestName(name, [...fittingNames(uses), ...builtinNames(uses)]);
  const similar = suggestion === undefined ? nearName(name, uses) : undefined;
  for (const near of [suggestion, similar?.name]) if (near !== undefined) resolution.suggested.add(near);
  const declare = first.expected.declare.filter((keyword) =>
    uses.every(({ expected }) => expected.declare.includes(keyword)),
  );
  const fitsAll = (kind: SymbolKind) => uses.every(({ expected }) => proposedKinds(expected).has(kind));
  resolution.emit({
    kind: "UnknownName",
    name,
    noun: first.expected.noun,
    uses: uses.map(({ origin }) => origin),
    suggestion,
    kinds: first.owner === "" ? [...proposedKinds(first.expected)].filter(fitsAll) : [],
    similar: similar && { name: similar.name, kind: kindName(similar) },
    declare,
    declareAt,
    shape: commonShape(uses.map(({ shape }) => shape)),
  });
}

/** Names that are visible and may stand at every use. */
function fittingNames(uses: readonly UnknownUse[]): readonly string[] {
  // Hundreds of uses stand in a few scopes, where few things are expected.
  const scopes = [...new Set(uses.map(({ scope }) => scope))];
  const expectations = [...new Set(uses.map(({ expected }) => expected))];
  const fits = (symbol: DeclaredSymbol): boolean => {
    const key = scopeKey(symbol.kind, symbol.name);
    return (
      expectations.every((expected) => proposedKinds(expected).has(symbol.kind)) &&
      scopes.every((scope) => lookUp(scope, key) === symbol)
    );
  };
  return visibleAt(uses)
    .filter(fits)
    .map(({ name }) => name);
}

/** Built-in functions that may stand at every use. */
function builtinNames(uses: readonly UnknownUse[]): readonly string[] {
  return builtinFunctions
    .filter((entry) =>
      uses.every(({ expected, functions }) => expected.kinds.has("function") && mayStand(entry, functions)),
    )
    .map(({ name }) => name);
}

/**
 * A visible name of another kind that differs in one letter. A word of one or two letters says too little, as `A` is hardly
 * a mistake for the rate `a`, and a network is no mistake for a quantity: it often has the name of one, in capitals.
 */
function nearName(name: string, uses: readonly UnknownUse[]): DeclaredSymbol | undefined {
  const [first] = uses;
  if (name.length <= 2 || first === undefined) return undefined;
  const wantsBlock = [...first.expected.kinds].some((kind) => namedBlocks.has(kind));
  const visible = visibleAt(uses).filter(({ kind }) => namedBlocks.has(kind) === wantsBlock);
  const near = closestName(
    name,
    visible.map((symbol) => symbol.name),
    1,
  );
  return visible.find((symbol) => symbol.name === near);
}

/** Kinds of what is declared with a block of its own at the top of a file. */
const namedBlocks: ReadonlySet<SymbolKind> = new Set([
  "data",
  "learn",
  "model",
  "module",
  "network",
  "scan",
  "simulate",
  "train",
]);

function visibleAt([first]: readonly UnknownUse[]): readonly DeclaredSymbol[] {
  return first === undefined ? [] : [...visibleSymbols(first.scope).values()];
}

function proposedKinds({ kinds, proposed }: Expectation): Expectation["kinds"] {
  return proposed ?? kinds;
}

/** An array that has all of the components, none for a name without index; undefined if the uses do not tell it. */
function commonShape(shapes: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const [first] = shapes;
  if (first === undefined) return undefined;
  if (!shapes.every((shape) => shape?.length === first.length)) return undefined;
  const largest = first.map((_, axis) => Math.max(...shapes.map((shape) => shape?.[axis] ?? 0)));
  return largest.reduce((product, length) => product * length, 1) <= LARGEST ? largest : undefined;
}

/** Components of an array that somebody who wrote single ones of it may have had in mind. */
const LARGEST = 1000;
