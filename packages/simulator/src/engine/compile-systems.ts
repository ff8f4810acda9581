// Systems that share one state → a WebAssembly module that solves each of them.

import type { Kernel } from "../webassembly/kernel-syntax.js";
import { createModuleBuilder, type ModuleBuilder } from "../webassembly/module-builder.js";
import { parseKernel } from "../webassembly/parse-kernel.js";
import { type CycleLayout, cycleKernel, layOutCycle, type SampleCycle } from "./cycle-kernel.js";
import {
  LOOP_ELIMINATION,
  LOOP_ENTRIES,
  LOOP_RATES,
  LOOP_ROW_SUMS,
  LOOP_SLOPES,
} from "./loops/loop-kernel.js";
import { createLoopTables, type LoopTables, type TableKind } from "./loops/loop-tables.js";
import { createMemoryLayout, type MemoryLayout } from "./memory-layout.js";
import { explicitKernel } from "./methods/explicit-kernel.js";
import { rosenbrockKernel } from "./methods/rosenbrock-kernel.js";
import type { RosenbrockMethod } from "./methods/rosenbrock-methods.js";
import { runKernel } from "./run-kernel.js";
import { STRAIGHT_SOUNDNESS, solveKernel } from "./solve-kernel.js";
import type { CodeTarget } from "./straight/code-target.js";
import { addAccumulateLinear, addEliminationCode, addRatesCode } from "./straight/system-code.js";
import { layOutMatrix, layOutSystem, type SystemLayout } from "./system-layout.js";
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
  readonly tables: readonly LoopTables[];
}

/** Bytes of a page of memory. */
export const PAGE = 65_536;
/** So many terms, and multiplications of one factorisation, are still written out; more are left to loops. */
const LONGEST_RATES = 6_000;
const LONGEST_ELIMINATION = 25_000;

/** One instruction after the other, or loops over tables. */
export type CodeForm = "written-out" | "loops";

/** How the parts of a system are put into code. */
interface SystemPlan {
  readonly structure: SystemStructure;
  readonly rates: CodeForm;
  /** Undefined without the implicit method. */
  readonly elimination: CodeForm | undefined;
}

export interface CompileOptions {
  readonly species: number;
  readonly reactions: number;
  readonly implicit: RosenbrockMethod;
  /** Systems, by index, that get the implicit method; places of everything else do not depend on them. */
  readonly stiff: ReadonlySet<number>;
  /** What is done sample by sample, if anything. */
  readonly cycle?: SampleCycle | undefined;
  /** How equations are put into code; chosen by their size if left out. */
  readonly form?: CodeForm;
  /** Further kernels of each system, by which tests look inside; the second one of those with the implicit method. */
  readonly probes?: readonly [string, string];
}

/** Compiles the systems for a program with so many species and reactions. */
export function compileSystems(
  structures: readonly SystemStructure[],
  options: CompileOptions,
): CompiledSystems {
  const { species, reactions, implicit, cycle, probes } = options;
  const memory = createMemoryLayout();
  const state = memory.reserve(8 * species);
  const rateConstants = memory.reserve(8 * reactions);
  const plans = structures.map((structure, index) => planOf(structure, options, index));
  const basic = plans.map(({ structure, rates }) => {
    const layout = layOutSystem(memory, structure, { state, rateConstants });
    const kinds: readonly TableKind[] = rates === "loops" ? ["rates", "entries"] : [];
    return { layout, tables: createLoopTables(memory, structure, kinds) };
  });
  const cycleLayout = cycle && layOutCycle(memory, cycle, { state, species });
  const systems = plans.map((plan, index) => withElimination(memory, plan, basic[index]!));
  const memoryPages = Math.ceil(memory.size() / PAGE);
  const module = createModuleBuilder({ memory: { minimumPages: memoryPages } });
  plans.forEach((plan, index) => {
    addSystem(module, plan, { ...systems[index]!, implicit, probes, prefix: systemPrefix(index) });
  });
  if (cycle !== undefined && cycleLayout !== undefined)
    module.addKernel(kernelOf(cycleKernel(cycle)), cycleLayout.constants);
  return { bytes: module.build(), cycle: cycleLayout, state, rateConstants, systems, memoryPages };
}

function planOf(structure: SystemStructure, { form, stiff }: CompileOptions, index: number): SystemPlan {
  const { terms, coreSize } = structure.system;
  const rates = form ?? (terms.slot.length <= LONGEST_RATES ? "written-out" : "loops");
  if (!stiff.has(index) || coreSize === 0) return { structure, rates, elimination: undefined };
  const isShort = rates === "written-out" && structure.elimination().factorCost <= LONGEST_ELIMINATION;
  return { structure, rates, elimination: form ?? (isShort ? "written-out" : "loops") };
}

function withElimination(
  memory: MemoryLayout,
  { structure, rates, elimination }: SystemPlan,
  { layout, tables }: { readonly layout: SystemLayout; readonly tables: LoopTables },
): CompiledSystem {
  if (elimination === undefined) return { ...layout, tables: [tables] };
  if (elimination === "written-out") return { ...layOutMatrix(memory, layout, structure), tables: [tables] };
  const kinds: readonly TableKind[] = rates === "loops" ? ["elimination"] : ["entries", "elimination"];
  return { ...layout, tables: [tables, createLoopTables(memory, structure, kinds)] };
}

/** Functions and kernels of a system. */
function addSystem(
  module: ModuleBuilder,
  { structure, rates, elimination }: SystemPlan,
  system: CompiledSystem & {
    readonly prefix: string;
    readonly implicit: RosenbrockMethod;
    readonly probes: CompileOptions["probes"];
  },
): void {
  const { prefix, addresses, implicit, probes } = system;
  const target: CodeTarget = { module, prefix, structure, addresses };
  if (rates === "written-out") addRatesCode(target);
  if (rates === "written-out" && elimination !== undefined) addAccumulateLinear(target);
  if (elimination === "written-out") addEliminationCode(target);
  const constants = Object.assign({}, system.constants, ...system.tables.map((table) => table.constants));
  const method = elimination === undefined ? undefined : implicit;
  const texts = [
    ...loopTexts(rates, elimination, structure.system.coreSize > 0),
    ...methodTexts(structure, method),
    ...(elimination === "written-out" ? [STRAIGHT_SOUNDNESS] : []),
    ...(probes?.slice(0, elimination === undefined ? 1 : 2) ?? []),
  ];
  for (const text of texts) module.addKernel(kernelOf(text), constants, prefix);
}

function loopTexts(rates: CodeForm, elimination: CodeForm | undefined, hasCore: boolean): readonly string[] {
  const needsEntries = rates === "loops" || elimination === "loops";
  return [
    ...(needsEntries ? [LOOP_ENTRIES] : []),
    ...(rates === "loops" ? [LOOP_RATES] : []),
    ...(rates === "loops" && hasCore ? [LOOP_ROW_SUMS] : []),
    ...(rates === "loops" && elimination !== undefined ? [LOOP_SLOPES] : []),
    ...(elimination === "loops" ? [LOOP_ELIMINATION] : []),
  ];
}

function methodTexts(
  { system, quadratures }: SystemStructure,
  implicit: RosenbrockMethod | undefined,
): readonly string[] {
  const hasCore = system.coreSize > 0;
  const hasQuadratures = quadratures.items.length > 0;
  const hasRows = quadratures.rows.length > 0;
  const run = runKernel({ hasCore, hasRows });
  if (!hasCore) return [run];
  return [
    explicitKernel({ hasQuadratures }),
    ...(implicit === undefined ? [] : [rosenbrockKernel(implicit, { hasQuadratures })]),
    solveKernel({ hasQuadratures, hasRows, implicitOrder: implicit?.order }),
    run,
  ];
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
