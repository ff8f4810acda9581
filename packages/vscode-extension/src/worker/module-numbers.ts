// The instances of modules in a block → the constants of their modules, by the names that settings from outside use:
// `pump.gain`. What stands in loops and conditions has other names, or may not be there.

import type { Block, ModuleDeclaration, NameTable, UseStatement } from "@ncrn/language";
import { numbersOfBlock, type WrittenNumber } from "./written-numbers.js";

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
  return block.statements.flatMap((statement) =>
    statement.kind === "UseStatement" ? numbersOfInstance(statement, within) : [],
  );
}

function numbersOfInstance(
  { name, module }: UseStatement,
  { names, prefix: outer, around }: Within,
): readonly WrittenNumber[] {
  const last = module.at(-1);
  const declaration = last && names.symbolOf.get(last)?.declaration;
  if (declaration?.kind !== "ModuleDeclaration" || around.includes(declaration)) return [];
  const prefix = `${outer}${name.text}.`;
  const own = numbersOfBlock(declaration.body).filter(({ keyword }) => keyword === "const");
  return [
    ...own.map((number) => ({ ...number, name: prefix + number.name })),
    ...numbersWithin(declaration.body, { names, prefix, around: [...around, declaration] }),
  ];
}
