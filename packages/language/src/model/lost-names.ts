// Names whose declaration a syntax mistake has spoilt: they are not reported as unknown and, where the text still tells
// what they were, they stand for it again, so that colours, jumps and completion go on working. No value depends on them.

import type { NameNode, Node } from "../ast/nodes.js";
import type { Expectation } from "./expectations.js";
import type { DeclarationForm, LostDeclaration, LostNames } from "./lost-declarations.js";
import type { Resolution } from "./name-table.js";
import { type DeclaredSymbol, lookUp, type Scope, type SymbolKind } from "./symbols.js";

/** True if an unknown name may be one of `kinds` that a syntax mistake has kept from being declared. */
export function isLostName(
  resolution: Resolution,
  scope: Scope,
  name: string,
  kinds: ReadonlySet<SymbolKind>,
): boolean {
  const around = lostAround(resolution, scope);
  if (around.some(({ lost: { words, open } }) => open || words.has(name))) return true;
  for (const { lost } of around) {
    const nameless = lost.nameless.find(({ kind }) => kind === undefined || kinds.has(kind));
    if (nameless === undefined) continue;
    nameIt(lost, nameless, name);
    return true;
  }
  return false;
}

/** True if a syntax mistake has hidden what a name means: its declaration is broken, or may have been lost. */
export function isUncertain(
  resolution: Resolution,
  symbol: DeclaredSymbol,
  scope: Scope,
  { kinds }: Expectation,
): boolean {
  if (resolution.uncertain.has(symbol)) return true;
  return !kinds.has(symbol.kind) && !kinds.has("rail") && isLostName(resolution, scope, symbol.name, kinds);
}

/** What an unknown name was probably declared as; it is declared so from then on, as a name of uncertain meaning. */
export function lostSymbol(
  resolution: Resolution,
  scope: Scope,
  name: NameNode,
  { kinds }: Pick<Expectation, "kinds">,
): DeclaredSymbol | undefined {
  if (name.kind === "MissingName") return undefined;
  for (const { lost, names } of lostAround(resolution, scope)) {
    const declaration =
      lost.declarations.get(name.text) ?? lost.nameless.find((one) => likelyKind(one, kinds));
    const kind = declaration && likelyKind(declaration, kinds);
    if (declaration === undefined || kind === undefined || !isOfFile(resolution, lost)) continue;
    nameIt(lost, declaration, name.text);
    const { node, place } = declaration;
    const isWritten = resolution.loaded.source.content.startsWith(name.text, place);
    const symbol: DeclaredSymbol = {
      kind,
      name: name.text,
      nameNode: { ...name, span: { start: place, end: place + (isWritten ? name.text.length : 0) } },
      file: resolution.file,
      declaration: node,
      parameter: false,
      phase: undefined,
      members: membersOf(resolution, node),
    };
    names.set(name.text, symbol);
    resolution.uncertain.add(symbol);
    return symbol;
  }
  return undefined;
}

/** What a record without a subject is probably about: the nearest declaration before it that fits. */
export function likelySubject(
  { fileScope, unnamedLearners }: Resolution,
  before: number,
  { kinds }: Pick<Expectation, "kinds">,
): DeclaredSymbol | undefined {
  return [...fileScope.names.values(), ...unnamedLearners.values()]
    .filter(({ kind, nameNode }) => kinds.has(kind) && nameNode.span.start < before)
    .sort((a, b) => a.nameNode.span.start - b.nameNode.span.start)
    .at(-1);
}

// ── Private ────────────────────────────────────────────────────────────────────────────────────────────

interface LostInScope {
  readonly lost: LostNames;
  readonly names: Scope["names"];
}

/** What was lost in a scope and those around it, innermost first. */
function lostAround({ lost }: Resolution, scope: Scope): readonly LostInScope[] {
  const around: LostInScope[] = [];
  if (lost.size === 0) return around;
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const { names } = current;
    for (const one of lost.get(names) ?? []) around.push({ lost: one, names });
  }
  return around;
}

/** False for what an imported file has lost. */
function isOfFile({ loaded }: Resolution, lost: LostNames): boolean {
  for (const one of loaded.damage.lostNames.values()) if (one === lost) return true;
  return false;
}

/** A name stands for one lost declaration, wherever it is used. */
function nameIt({ nameless, words }: LostNames, declaration: LostDeclaration, name: string): void {
  const index = nameless.indexOf(declaration);
  if (index >= 0) nameless.splice(index, 1);
  words.add(name);
}

/** What a declaration was, as far as it fits; what its words do not tell is told by how the name is used. */
function likelyKind(
  { node, declares, form }: LostDeclaration,
  kinds: ReadonlySet<SymbolKind>,
): SymbolKind | undefined {
  if (declares !== undefined) return kinds.has(declares) ? declares : undefined;
  const isQuantity = node.kind === "QuantityDeclaration" || node.kind === "MissingStatement";
  return isQuantity ? kindsOfQuantities[form].find((kind) => kinds.has(kind)) : undefined;
}

/** What a quantity without keyword can be, the likeliest first. */
const kindsOfQuantities: Readonly<Record<DeclarationForm, readonly SymbolKind[]>> = {
  bare: ["input", "species", "target", "state", "signal", "rate"],
  valued: ["output", "weight", "state", "rate", "signal", "species", "const"],
  shaped: ["output", "weight", "state", "signal", "species", "rate", "const"],
};

function membersOf(resolution: Resolution, node: Node): Scope | undefined {
  if (node.kind === "LearnDeclaration") return lookUp(resolution.fileScope, node.subject.text)?.members;
  const scope = resolution.scopeOf.get(node);
  return scope && { parent: undefined, names: scope.names, open: scope.open };
}
