// What a name can stand for, and where names are visible. Scopes know nothing of values.

import type { Name, Node } from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";

/** The kinds of the kinds table in docs/language.md, and of everything else that has a name. */
export type SymbolKind =
  | "const"
  | "function"
  | "function parameter"
  | "loop variable"
  | "module"
  | "instance"
  | "let"
  | "species"
  | "clamped species"
  | "rate"
  | "signal"
  | "rail"
  | "input"
  | "target"
  | "weight"
  | "fixed"
  | "state"
  | "output"
  | "phase"
  | "network"
  | "model"
  | "learn"
  | "data"
  | "column"
  | "train"
  | "simulate"
  | "scan"
  | "import";

/** One declared name. Two symbols are the same declaration exactly if they are the same object. */
export interface DeclaredSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Where it is declared; for a name that a file brings in (a CSV column), where the file is named. */
  readonly nameNode: Name;
  readonly file: string;
  /** The node that declares it. */
  readonly declaration: Node;
  /** True for the parameters of modules and functions. */
  readonly parameter: boolean;
  /** The phase it is declared in; undefined if it lives in all of them. */
  readonly phase: string | undefined;
  /** Names inside: of a network, model, module, instance, data set or imported file. */
  readonly members: Scope | undefined;
}

/** A region of text with its own names. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly names: Map<string, DeclaredSymbol>;
  /** True if names may come from a file that could not be read, so that unknown ones are not reported. */
  open: boolean;
}

/** An empty scope inside another. */
export function createScope(parent: Scope | undefined): Scope {
  return { parent, names: new Map(), open: false };
}

/** The declaration visible under a name, innermost first. */
export function lookUp(scope: Scope, name: string): DeclaredSymbol | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const symbol = current.names.get(name);
    if (symbol !== undefined) return symbol;
  }
  return undefined;
}

/** True if a name that is not found may still exist. */
export function isOpen(scope: Scope): boolean {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    if (current.open) return true;
  }
  return false;
}

/** Functions have names of their own, so that a rate `gamma` and a function `gamma(…)` can stand side by side. */
export function scopeKey(kind: SymbolKind, name: string): string {
  return kind === "function" ? `${name}()` : name;
}

/** Every visible declaration under its key, inner ones before outer ones of the same name. */
export function visibleSymbols(scope: Scope): ReadonlyMap<string, DeclaredSymbol> {
  const visible = new Map<string, DeclaredSymbol>();
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    for (const [key, symbol] of current.names) if (!visible.has(key)) visible.set(key, symbol);
  }
  return visible;
}

/** How a symbol is called in messages: `species`, `phase species`, … */
export function kindName(symbol: DeclaredSymbol): string {
  switch (symbol.kind) {
    case "import":
      return "imported file";
    case "network":
      return "reaction network";
    case "train":
      return "training";
    case "simulate":
      return "simulation";
    case "let":
      return "definition";
    case "const":
      return "constant";
    case "fixed":
      return "fixed quantity";
    default:
      return symbol.kind;
  }
}

/** Where a symbol is declared. */
export function declarationOrigin(symbol: DeclaredSymbol): Origin {
  return { file: symbol.file, span: symbol.nameNode.span };
}
