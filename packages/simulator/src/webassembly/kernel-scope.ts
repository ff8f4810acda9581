import type { ValueType } from "./instructions.js";

/** Names of a function: parameters and variables of the blocks that are open. */
export interface KernelScope {
  /** Types of all locals after the parameters so far. */
  readonly locals: readonly ValueType[];
  open(): void;
  close(): void;
  /** A new name in the innermost block; undefined if that block has it already, else the number of its local. */
  declare(name: string, type: ValueType): number | undefined;
  find(name: string): { readonly index: number; readonly type: ValueType } | undefined;
}

/** A scope in which `parameters` are the first locals. */
export function createKernelScope(parameters: number): KernelScope {
  const locals: ValueType[] = [];
  const blocks: Map<string, { index: number; type: ValueType }>[] = [];
  let declared = 0;
  return {
    locals,
    open: () => void blocks.push(new Map()),
    close: () => void blocks.pop(),
    declare(name, type) {
      const block = blocks.at(-1)!;
      if (block.has(name)) return undefined;
      const index = declared++;
      if (index >= parameters) locals.push(type);
      block.set(name, { index, type });
      return index;
    },
    find(name) {
      for (let i = blocks.length - 1; i >= 0; i--) {
        const found = blocks[i]!.get(name);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
