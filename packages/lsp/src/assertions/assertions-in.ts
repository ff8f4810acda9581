// A tree → the conditions that it asserts, by the block in which they stand.

import { type Declaration, type Document, descendants, type Expression } from "@ncrn/language";

/** The conditions of one block; `assert a, b` are two. */
export interface AssertingBlock {
  readonly declaration: Declaration;
  /** Of the crn, model or module. */
  readonly name: string;
  readonly conditions: readonly Expression[];
}

/** Blocks with at least one condition, in order; conditions without a text (`assert` alone) are left out. */
export function assertionsIn({ declarations }: Document): readonly AssertingBlock[] {
  return declarations.flatMap((declaration) => {
    if (!("name" in declaration) || declaration.name.kind !== "Name") return [];
    const conditions = [...descendants(declaration)].flatMap((node) =>
      node.kind === "AssertStatement" ? node.conditions : [],
    );
    const written = conditions.filter(({ kind }) => kind !== "MissingExpression");
    return written.length === 0 ? [] : [{ declaration, name: declaration.name.text, conditions: written }];
  });
}
