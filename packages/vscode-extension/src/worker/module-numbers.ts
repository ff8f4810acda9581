// The instances of modules in a block → the constants of their modules, by the names that settings from outside use:
// `pump.gain`. What stands in loops has other names; what stands in conditions may not be there.

import type { Block, ModuleDeclaration, NameTable, UseStatement } from "@ncrn/language";
import { branchesOf, constantsOfBlock, type WrittenNumber } from "./written-numbers.js";

/** Instances in instances, too. */
export function numbersOfInstances(block: Block, names: NameTable): readonly WrittenNumber[] {
  return numbersWithin(block, { names, prefix: "", around: [] });
}

interface Within {
  readonly names: NameTable;
  /** What stands before the names. */
  readonly prefix: string;
  /** A module that uses itself is a mistake, and is reported elsewhere. */
  readonly around: readonly ModuleDeclaration[];
}

function numbersWithin(block: Block, within: Within): readonly WrittenNumber[] {
  return block.statements.flatMap((statement) => {
    if (statement.kind === "UseStatement") return numbersOfInstance(statement, within);
    if (statement.kind === "PhaseStatement") return numbersWithin(statement.body, within);
    if (statement.kind !== "IfStatement") return [];
    return branchesOf(statement).flatMap((branch) => numbersWithin(branch, within));
  });
}

function numbersOfInstance(
  { name, module }: UseStatement,
  { names, prefix: outer, around }: Within,
): readonly WrittenNumber[] {
  const last = module.at(-1);
  const declaration = last && names.symbolOf.get(last)?.declaration;
  if (declaration?.kind !== "ModuleDeclaration" || around.includes(declaration)) return [];
  const prefix = `${outer}${name.text}.`;
  return [
    ...constantsOfBlock(declaration.body).map((number) => ({ ...number, name: prefix + number.name })),
    ...numbersWithin(declaration.body, { names, prefix, around: [...around, declaration] }),
  ];
}
