// Systems that share one state → a WebAssembly module that solves each of them.

import type { Kernel } from "../webassembly/kernel-syntax.js";
import { createModuleBuilder } from "../webassembly/module-builder.js";
import { parseKernel } from "../webassembly/parse-kernel.js";
import { type CycleLayout, cycleKernel, layOutCycle, type SampleCycle } from "./cycle-kernel.js";
import { LOOP_ELIMINATION_KERNEL, LOOP_KERNEL } from "./loops/loop-kernel.js";
import { createLoopTables, type LoopTables } from "./loops/loop-tables.js";
import { createMemoryLayout } from "./memory-layout.js";
import { explicitKernel } from "./methods/explicit-kernel.js";
import { rosenbrockKernel } from "./methods/rosenbrock-kernel.js";
import type { RosenbrockMethod } from "./methods/rosenbrock-methods.js";
import { runKernel } from "./run-kernel.js";
import { STRAIGHT_SOUNDNESS, solveKernel } from "./solve-kernel.js";
import { addSystemCode } from "./straight/system-code.js";
import { layOutSystem, type SystemLayout } from "./system-layout.js";
import { systemPrefix } from "./system-prefix.js";
import type { SystemStructure } from "./system-structure.js";

/** A module with the places of its numbers. Functions of system i have names with a prefix of its own. */
export interface CompiledSystems {
  readonly bytes: Uint8Array;
  readonly state: number;
  readonly rateConstants: number;
  readonly systems: readonly CompiledSystem[];
  readonly cycle: CycleLayout | undefined;
  readonly memoryPages: number;
}

/** Where a system's numbers stand, and the tables that its loops walk through, if it has loops. */
export interface CompiledSystem extends SystemLayout {
  readonly tables: LoopTables | undefined;
}

const PAGE = 65_536;
/** So many terms, and multiplications of one factorisation, are still written out; more are left to loops. */
const LONGEST_RATES = 6_000;
const LONGEST_ELIMINATION = 25_000;

/** One instruction after the other, or loops over tables. */
export type CodeForm = "written-out" | "loops";

function formOf({ system, elimination }: SystemStructure): CodeForm {
  const isShort =
    system.terms.slot.length <= LONGEST_RATES && (elimination?.factorCost ?? 0) <= LONGEST_ELIMINATION;
  return isShort ? "written-out" : "loops";
}

/** The kernels of a system; those that do not walk through tables call straight-line functions. */
function kernelTexts(
  { system, quadratures }: SystemStructure,
  implicit: RosenbrockMethod,
  hasLoops: boolean,
): readonly string[] {
  const hasCore = system.coreSize > 0;
  const hasQuadratures = quadratures.items.length > 0;
  const hasRows = quadratures.rows.length > 0;
  const run = runKernel({ hasCore, hasRows });
  const loops = hasLoops ? [LOOP_KERNEL] : [];
  if (!hasCore) return [...loops, run];
  return [
    ...loops,
    hasLoops ? LOOP_ELIMINATION_KERNEL : STRAIGHT_SOUNDNESS,
    explicitKernel({ hasQuadratures }),
    rosenbrockKernel(implicit, { hasQuadratures }),
    solveKernel({ hasQuadratures, hasRows, order: implicit.order }),
    run,
  ];
}

/** Compiles the systems for a program with so many species and reactions. */
export function compileSystems(
  structures: readonly SystemStructure[],
  {
    species,
    reactions,
    implicit,
    cycle,
    form,
    probes,
  }: {
    readonly species: number;
    readonly reactions: number;
    readonly implicit: RosenbrockMethod;
    /** What is done sample by sample, if anything. */
    readonly cycle?: SampleCycle | undefined;
    /** How equations are put into code; chosen by their size if left out. */
    readonly form?: CodeForm;
    /** Further kernels of each system, such as those by which tests look inside. */
    readonly probes?: string;
  },
): CompiledSystems {
  const memory = createMemoryLayout();
  const state = memory.reserve(8 * species);
  const rateConstants = memory.reserve(8 * reactions);
  const layouts = structures.map((structure) => layOutSystem(memory, structure, { state, rateConstants }));
  const tables = structures.map((structure) =>
    (form ?? formOf(structure)) === "written-out" ? undefined : createLoopTables(memory, structure),
  );
  const cycleLayout = cycle && layOutCycle(memory, cycle, { state, species });
  const memoryPages = Math.ceil(memory.size() / PAGE);
  const module = createModuleBuilder({ memory: { minimumPages: memoryPages } });
  structures.forEach((structure, index) => {
    const prefix = systemPrefix(index);
    const { addresses } = layouts[index]!;
    const table = tables[index];
    if (table === undefined) addSystemCode({ module, prefix, structure, addresses, lanes: 1 });
    const constants = { ...layouts[index]!.constants, ...table?.constants };
    for (const text of kernelTexts(structure, implicit, table !== undefined))
      module.addKernel(kernelOf(text), constants, prefix);
    if (probes !== undefined) module.addKernel(kernelOf(probes), constants, prefix);
  });
  if (cycle !== undefined && cycleLayout !== undefined)
    module.addKernel(kernelOf(cycleKernel(cycle)), cycleLayout.constants);
  return {
    bytes: module.build(),
    cycle: cycleLayout,
    state,
    rateConstants,
    systems: layouts.map((layout, index) => ({ ...layout, tables: tables[index] })),
    memoryPages,
  };
}

const kernels = new Map<string, Kernel>();

/** Texts are few and the same for all systems of a kind: each is parsed once. */
function kernelOf(text: string): Kernel {
  const known = kernels.get(text);
  if (known !== undefined) return known;
  const kernel = parseKernel(text);
  kernels.set(text, kernel);
  return kernel;
}
