// Analysis → every name in its files that means something, with what it means and how it is used there. Goes beyond the
// table of names by what only elaboration knows: phases, and arguments that name a parameter of a module.

import {
  type Analysis,
  atOnce,
  type DeclaredSymbol,
  type LoadedDocument,
  type Name,
  type NetworkDeclaration,
  type Node,
  type UseStatement,
  walk,
} from "@ncrn/language";
import { createAttached } from "../attached.js";
import type { Pieces } from "../pieces.js";
import { type Access, accessOf } from "./access.js";

/** One name in a text. */
export interface Occurrence {
  readonly file: string;
  readonly name: Name;
  readonly symbol: DeclaredSymbol;
  readonly access: Access;
  /** True for the name that declares the symbol. */
  readonly declares: boolean;
}

/** All names of an analysis that mean something. */
export interface Occurrences {
  /** By file, in the order of the text. */
  readonly byFile: ReadonlyMap<string, readonly Occurrence[]>;
  readonly of: (name: Name) => Occurrence | undefined;
}

const known = createAttached<Analysis, Occurrences>("occurrences");

/** The names of all files of an analysis; found once. */
export function occurrencesIn(analysis: Analysis): Occurrences {
  return known.get(analysis) ?? atOnce(findOccurrences(analysis));
}

/** The same, file by file. */
export function* findOccurrences(analysis: Analysis): Pieces<Occurrences> {
  const before = known.get(analysis);
  if (before !== undefined) return before;
  const found: (readonly [string, readonly Occurrence[]])[] = [];
  for (const loaded of analysis.documents) {
    found.push([loaded.source.name, inDocument(analysis, loaded)]);
    yield;
  }
  const byName = new Map(found.flatMap(([, all]) => all.map((one) => [one.name, one] as const)));
  const result: Occurrences = { byFile: new Map(found), of: (name) => byName.get(name) };
  known.set(analysis, result);
  return result;
}

/**
 * What makes two symbols the same, also in analyses of different files: the place of the declaring name. A learner
 * without a name of its own is called by the name of its model and is one with it.
 */
export function identityOf(analysis: Analysis, symbol: DeclaredSymbol): string {
  const model = modelOfUnnamed(analysis, symbol) ?? symbol;
  // Columns of one data file all stand at the text that names the file.
  const inside = isBroughtIn(model) ? `:${model.name}` : "";
  return `${model.file}:${model.nameNode.span.start}${inside}`;
}

/** The model behind a learner that has no name of its own. */
export function modelOfUnnamed(analysis: Analysis, symbol: DeclaredSymbol): DeclaredSymbol | undefined {
  const { declaration } = symbol;
  if (declaration.kind !== "LearnDeclaration" || declaration.alias !== undefined) return undefined;
  return analysis.references.symbolOf.get(declaration.subject);
}

/** True for names that stand nowhere in the text: columns of data files, and files imported without a name. */
export function isBroughtIn({ kind, declaration }: DeclaredSymbol): boolean {
  if (kind === "column") return declaration.kind === "StringLiteral" || declaration.kind === "Name";
  return declaration.kind === "ImportDeclaration" && declaration.alias === undefined;
}

function inDocument(analysis: Analysis, { source, document }: LoadedDocument): readonly Occurrence[] {
  const file = source.name;
  const found: Occurrence[] = [];
  const around: Node[] = [];
  let phases: ReadonlyMap<string, DeclaredSymbol> = new Map();
  walk(document, {
    enter: (node) => {
      if (node.kind === "NetworkDeclaration") phases = phasesOf(node, file);
      else if (node.kind === "ModuleDeclaration") phases = new Map();
      if (node.kind === "Name") {
        const symbol = symbolOf(analysis, node, around, phases);
        const declares = symbol?.nameNode === node && modelOfUnnamed(analysis, symbol) === undefined;
        if (symbol !== undefined)
          found.push({ file, name: node, symbol, declares, access: accessOf(node, around, declares) });
      }
      around.push(node);
      return undefined;
    },
    leave: () => void around.pop(),
  });
  return found;
}

function symbolOf(
  analysis: Analysis,
  name: Name,
  around: readonly Node[],
  phases: ReadonlyMap<string, DeclaredSymbol>,
): DeclaredSymbol | undefined {
  const known = analysis.references.symbolOf.get(name);
  if (known !== undefined) return known;
  const parent = around.at(-1);
  const isPhase = parent?.kind === "PhaseStatement" && parent.name === name;
  if (isPhase || (parent?.kind === "Entry" && around.at(-3)?.kind === "PhasesStatement"))
    return phases.get(name.text);
  if (parent?.kind === "Argument" && parent.name === name) return parameterNamed(analysis, name, around);
  return undefined;
}

/** `k` of `use j = Join(A, B; k: 0.01)`. */
function parameterNamed(analysis: Analysis, name: Name, around: readonly Node[]): DeclaredSymbol | undefined {
  const use = around.at(-3);
  if (use?.kind !== "UseStatement") return undefined;
  const found = moduleOf(analysis, use)?.members?.names.get(name.text);
  return found?.parameter ? found : undefined;
}

/** The module that an instance is made of. */
export function moduleOf(analysis: Analysis, { module }: UseStatement): DeclaredSymbol | undefined {
  const last = module.at(-1);
  const symbol = last && analysis.references.symbolOf.get(last);
  return symbol?.kind === "module" ? symbol : undefined;
}

/** The phases that a network lists, under their names. */
function phasesOf({ body }: NetworkDeclaration, file: string): ReadonlyMap<string, DeclaredSymbol> {
  const phases = new Map<string, DeclaredSymbol>();
  for (const statement of body.statements) {
    if (statement.kind !== "PhasesStatement") continue;
    for (const entry of statement.record.entries) {
      const { key } = entry;
      if (key.kind === "MissingName" || phases.has(key.text)) continue;
      phases.set(key.text, {
        kind: "phase",
        name: key.text,
        nameNode: key,
        file,
        declaration: entry,
        parameter: false,
        phase: undefined,
        members: undefined,
      });
    }
  }
  return phases;
}
