// What name resolution finds: for each name in the text its declaration, and for each declaration its uses.

import type { NameNode, Node } from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import type { FunctionPlace } from "./builtin-functions.js";
import type { Expectation } from "./expectations.js";
import type { Fact } from "./facts.js";
import type { LoadedDocument } from "./load-documents.js";
import type { LostNames } from "./lost-declarations.js";
import { type DeclaredSymbol, lookUp, type Scope, type SymbolKind, scopeKey } from "./symbols.js";
import { isDamaged } from "./syntax-damage.js";

/** The result for all documents together. */
export interface NameTable {
  /** Declaring names and uses alike. */
  readonly symbolOf: ReadonlyMap<NameNode, DeclaredSymbol>;
  /** Uses, without the declaration itself. */
  readonly usesOf: ReadonlyMap<DeclaredSymbol, readonly Origin[]>;
  /** The names visible in a block, function, data set, network, …; for completion. */
  readonly scopeOf: ReadonlyMap<Node, Scope>;
  readonly symbols: readonly DeclaredSymbol[];
  /** What takes part in reactions, or is given to a module where it may. */
  readonly reacting: ReadonlySet<DeclaredSymbol>;
  /** What has equations, for all of its components as far as can be seen. */
  readonly withEquation: ReadonlySet<DeclaredSymbol>;
  /** Uses and expressions that carry an error already; elaboration leaves them out. */
  readonly faulty: ReadonlySet<Node>;
}

/** Name resolution under way: the table being filled and what the current file is. */
export interface Resolution {
  readonly loaded: LoadedDocument;
  readonly file: string;
  readonly fileScope: Scope;
  readonly emit: (fact: Fact) => boolean;
  /** Column names of a data file; undefined if it cannot be read. */
  readonly columnsOf: (path: string, file: string) => readonly string[] | undefined;
  /** True if data files can be looked up at all, so that one that is not found is missing. */
  readonly filesAreReadable: boolean;
  readonly symbolOf: Map<NameNode, DeclaredSymbol>;
  readonly usesOf: Map<DeclaredSymbol, Origin[]>;
  readonly scopeOf: Map<Node, Scope>;
  readonly symbols: DeclaredSymbol[];
  readonly reacting: Set<DeclaredSymbol>;
  readonly withEquation: Set<DeclaredSymbol>;
  readonly faulty: Set<Node>;
  /** A model → the learner made of it without a name of its own. */
  readonly unnamedLearners: Map<DeclaredSymbol, DeclaredSymbol>;
  /** Names that a failed import would have brought. */
  readonly silentNames: Set<string>;
  readonly unknown: Map<string, UnknownUses>;
  /** Names that unknown ones may have meant. */
  readonly suggested: Set<string>;
  /** The names of a scope → what syntax mistakes have kept from being declared in it. */
  readonly lost: Map<Scope["names"], readonly LostNames[]>;
  /** Names whose declaration was not understood: what reads them is left out. */
  readonly uncertain: Set<DeclaredSymbol>;
}

/** All uses of one unknown name inside one declaration of the file. */
export interface UnknownUses {
  readonly name: string;
  /** Where it could be declared: just inside the block. */
  readonly declareAt: number | undefined;
  readonly uses: UnknownUse[];
}

/** One use of an unknown name. */
export interface UnknownUse {
  readonly origin: Origin;
  readonly expected: Expectation;
  readonly scope: Scope;
  /** The name before the dot; empty for a name that stands alone. */
  readonly owner: string;
  /** Which built-in functions may stand there. */
  readonly functions: readonly FunctionPlace[];
  /** The smallest shape that the use fits; undefined if the text alone does not tell. */
  readonly shape: readonly number[] | undefined;
}

/** A place of a node in the file at hand. */
export function originIn(resolution: Resolution, node: Node): Origin {
  return { file: resolution.file, span: node.span };
}

/** What a declaration needs beside its name. */
export type SymbolDetails = Pick<DeclaredSymbol, "kind" | "declaration"> &
  Partial<Pick<DeclaredSymbol, "parameter" | "phase" | "members">>;

/** Kinds that are no values, and columns, beside which there is no simulated time: they may be called `time`. */
export const besideTime: ReadonlySet<SymbolKind> = new Set([
  "column",
  "data",
  "function",
  "instance",
  "learn",
  "model",
  "module",
  "network",
  "scan",
  "simulate",
  "train",
]);

/** Declares a name in a scope; a second declaration is reported and not entered. */
export function declareName(
  resolution: Resolution,
  scope: Scope,
  name: NameNode,
  details: SymbolDetails,
): DeclaredSymbol | undefined {
  if (name.kind === "MissingName") return undefined;
  const symbol: DeclaredSymbol = {
    name: name.text,
    nameNode: name,
    file: resolution.file,
    parameter: false,
    phase: undefined,
    members: undefined,
    ...details,
  };
  resolution.symbolOf.set(name, symbol);
  if (!intactWhenBroken.has(symbol.kind) && isDamaged(resolution.loaded.damage, name.span))
    resolution.uncertain.add(symbol);
  // Where `time` is read as a value it is the simulated time, so no value can be called so.
  const isTaken = name.text === "time" && !name.quoted && !besideTime.has(symbol.kind);
  const origin = originIn(resolution, name);
  if (isTaken && resolution.emit({ kind: "ReservedName", name: name.text, origin })) {
    resolution.faulty.add(name);
    return undefined;
  }
  const key = scopeKey(symbol.kind, symbol.name);
  const isUncertain = resolution.uncertain.has(symbol);
  // `theta d]`: a word of a spoilt declaration hides no name that is sound.
  if (isUncertain && scope.parent !== undefined && lookUp(scope.parent, key) !== undefined) return undefined;
  const first = scope.names.get(key);
  if (first !== undefined) {
    resolution.emit({ kind: "Redeclaration", symbol, first });
    resolution.faulty.add(name);
    return undefined;
  }
  const outer = scope.parent === undefined ? undefined : lookUp(scope.parent, key);
  if (outer !== undefined) resolution.emit({ kind: "Shadowing", symbol, outer });
  scope.names.set(key, symbol);
  resolution.symbols.push(symbol);
  return symbol;
}

/** Kinds of which a broken head leaves the rest intact. */
const intactWhenBroken: ReadonlySet<SymbolKind> = new Set([
  "module",
  "network",
  "model",
  "learn",
  "data",
  "train",
  "simulate",
  "scan",
  "import",
]);

/** Notes that a name in the text means a symbol. */
export function noteUse(resolution: Resolution, name: NameNode, symbol: DeclaredSymbol): void {
  resolution.symbolOf.set(name, symbol);
  const uses = resolution.usesOf.get(symbol);
  const origin = originIn(resolution, name);
  if (uses === undefined) resolution.usesOf.set(symbol, [origin]);
  else uses.push(origin);
}
