// Systems that share one state → a WebAssembly module that solves each of them.

import type { Kernel } from "../webassembly/kernel-syntax.js";
import { createModuleBuilder, type ModuleBuilder } from "../webassembly/module-builder.js";
import { parseKernel } from "../webassembly/parse-kernel.js";
import type { CompileOptions } from "./compile-options.js";
import { type CycleLayout, cycleKernel, layOutCycle } from "./cycle-kernel.js";
import { type CompiledSystem, withEliminations } from "./elimination-layout.js";
import { addFunctionKernels, type FunctionTables, layOutFunctionTables } from "./laws/function-kernels.js";
import { addLawSlopes, addLaws, addSignature } from "./laws/law-functions.js";
import { createLoopTables } from "./loops/create-loop-tables.js";
import { LOOP_ELIMINATION } from "./loops/elimination-kernel.js";
import { LOOP_ROW_SUMS, type LoopOptions, loopEntries, loopRates, loopSlopes } from "./loops/loop-kernel.js";
import type { TableKind } from "./loops/loop-tables.js";
import { PIVOTING_KERNEL, securedElimination } from "./loops/pivoting-kernel.js";
import { createMemoryLayout } from "./memory-layout.js";
import { balanceKernel } from "./methods/balance-kernel.js";
import { differenceKernel } from "./methods/difference-kernel.js";
import { explicitKernel } from "./methods/explicit-kernel.js";
import { jumpKernel } from "./methods/jump-kernel.js";
import type { StageOptions } from "./methods/kernel-text.js";
import { rosenbrockKernel } from "./methods/rosenbrock-kernel.js";
import type { RosenbrockMethod } from "./methods/rosenbrock-methods.js";
import { integratesStages, STAGE_VALUES } from "./methods/stage-integrals.js";
import { type StructureKey, structureKey } from "./module-cache.js";
import { runKernel } from "./run-kernel.js";
import { solveKernel } from "./solve-kernel.js";
import type { CodeTarget } from "./straight/code-target.js";
import { STRAIGHT_SOUNDNESS } from "./straight/elimination-code.js";
import { addAccumulateLinear } from "./straight/quadrature-code.js";
import { addBindLaws } from "./straight/rates-code.js";
import { addEliminationCode, addRatesCode } from "./straight/system-code.js";
import { layOutSystem } from "./system-layout.js";
import { type CodeForm, planOf, type SystemPlan } from "./system-plan.js";
import { systemPrefix } from "./system-prefix.js";
import type { SystemStructure } from "./system-structure.js";

/** A module with the places of its numbers. Functions of system i have names with a prefix of its own. */
export interface CompiledSystems {
  /** Writes the code. */
  readonly bytes: () => Uint8Array;
  /** By what code is known again; undefined if it is not. */
  readonly key: StructureKey | undefined;
  readonly state: number;
  readonly rateConstants: number;
  readonly parameters: number;
  /** What functions look up, to be written into memory once. */
  readonly functionTables: FunctionTables;
  readonly systems: readonly CompiledSystem[];
  readonly cycle: CycleLayout | undefined;
  readonly memoryPages: number;
}

/** Bytes of a page of memory. */
export const PAGE = 65_536;

/** Lays out the systems for a program with so many species and reactions; their code is written when it is asked for. */
export function compileSystems(
  structures: readonly SystemStructure[],
  options: CompileOptions,
): CompiledSystems {
  const { species, reactions, implicit, stiff, cycle, probes, lanes = 1 } = options;
  const memory = createMemoryLayout();
  const state = memory.reserve(8 * lanes * species);
  const rateConstants = memory.reserve(8 * lanes * reactions);
  const parameters = memory.reserve(8 * (structures[0]?.system.program.parameters.length ?? 0));
  const functions = new Set(structures.flatMap(({ laws }) => [...laws.functions]));
  const functionTables = layOutFunctionTables(memory, functions);
  const plans = structures.map((structure, index) => planOf(structure, options, index));
  const basic = plans.map(({ structure, rates }) => {
    const layout = layOutSystem(memory, structure, { state, rateConstants, parameters, lanes });
    const kinds: TableKind[] = rates === "loops" ? ["rates", "entries"] : [];
    if (lanes === 1 && integratesStages(structure.system)) kinds.push("stages");
    return { layout, tables: createLoopTables(memory, structure, { kinds, addresses: layout.addresses }) };
  });
  const cycleLayout = cycle && layOutCycle(memory, cycle, { state, species, lanes });
  const systems = withEliminations(memory, plans, { basic, stiff });
  const memoryPages = Math.ceil(memory.size() / PAGE);
  const bytes = (): Uint8Array => {
    const module = createModuleBuilder({ memory: { minimumPages: memoryPages } });
    addFunctionKernels(module, functions, functionTables);
    plans.forEach((plan, index) => {
      addSystem(module, plan, { ...systems[index]!, implicit, probes, prefix: systemPrefix(index) });
    });
    if (cycle !== undefined && cycleLayout !== undefined)
      module.addKernel(kernelOf(cycleKernel(cycle, lanes)), cycleLayout.constants);
    return module.build();
  };
  return {
    bytes,
    key: structureKey(structures, options),
    cycle: cycleLayout,
    state,
    rateConstants,
    parameters,
    functionTables,
    systems,
    memoryPages,
  };
}

/** Functions and kernels of a system. */
function addSystem(
  module: ModuleBuilder,
  plan: SystemPlan,
  system: CompiledSystem & {
    readonly prefix: string;
    readonly implicit: RosenbrockMethod;
    readonly probes: CompileOptions["probes"];
  },
): void {
  const { structure, rates, elimination, lanes, balance } = plan;
  const isBalanced = balance === "present";
  const { prefix, implicit, probes } = system;
  const constants = Object.assign({}, system.constants, ...system.tables.map((table) => table.constants));
  const addresses = { ...system.addresses, slots: constants["SLOTS"] ?? 0 };
  const target: CodeTarget = { module, prefix, structure, addresses, lanes, isBalanced };
  addLawFunctions(target, rates, elimination);
  addSignature(target);
  if (rates === "written-out") addRatesCode(target);
  if (rates === "written-out" && elimination !== undefined) addAccumulateLinear(target);
  if (elimination === "written-out") addEliminationCode(target);
  const texts = [
    ...loopTexts(plan),
    ...methodTexts(plan, implicit),
    ...(elimination === "written-out" ? [STRAIGHT_SOUNDNESS] : []),
    ...(elimination === undefined ? [] : [securedElimination(plan.securing)]),
    ...(plan.securing === "present" ? [PIVOTING_KERNEL] : []),
    ...(probes?.slice(0, elimination === undefined ? 1 : 2) ?? []),
  ];
  for (const text of texts) module.addKernel(kernelOf(text), constants, prefix);
}

/** Laws for loops: whatever the form, each law is written out once. */
function addLawFunctions(target: CodeTarget, rates: CodeForm, elimination: CodeForm | undefined): void {
  if (!target.structure.laws.hasLaws) return;
  if (rates === "loops") addBindLaws(target);
  if (rates === "loops") addLaws(target);
  if (rates === "loops" || elimination === "loops") addLawSlopes(target);
}

function loopTexts({ structure, rates, elimination, balance }: SystemPlan): readonly string[] {
  const {
    system: { coreSize, dependsOnTime },
    laws: { hasLaws },
  } = structure;
  const needsEntries = rates === "loops" || elimination === "loops";
  const options: LoopOptions = { hasLaws, dependsOnTime, isBalanced: balance === "present" };
  return [
    ...(needsEntries ? [loopEntries(options)] : []),
    ...(rates === "loops" ? [loopRates(options)] : []),
    ...(rates === "loops" && coreSize > 0 ? [LOOP_ROW_SUMS] : []),
    ...(rates === "loops" && elimination !== undefined ? [loopSlopes(options)] : []),
    ...(elimination === "loops" ? [LOOP_ELIMINATION] : []),
  ];
}

function methodTexts(
  { structure, rates, elimination, multistepAfter, balance, lanes }: SystemPlan,
  implicit: RosenbrockMethod,
): readonly string[] {
  const { system, quadratures, laws } = structure;
  const hasCore = system.coreSize > 0;
  const hasRows = quadratures.rows.length > 0;
  const integrates = lanes === 1 && integratesStages(structure.system);
  const run = runKernel({ hasCore, hasRows, integratesStages: integrates });
  if (!hasCore) return [run];
  const stages: StageOptions = {
    integratesStages: integrates,
    hasQuadratures: quadratures.items.length > 0,
    dependsOnTime: system.dependsOnTime,
    balance,
    keepsProducts: rates === "loops" && !integrates,
  };
  const hasImplicit = elimination !== undefined;
  const hasJumps = laws.signature !== undefined;
  return [
    explicitKernel(stages),
    ...(integrates ? [STAGE_VALUES] : []),
    ...(hasJumps ? [jumpKernel(stages)] : []),
    ...(hasImplicit ? [balanceKernel(balance)] : []),
    ...(hasImplicit ? [rosenbrockKernel(implicit, stages)] : []),
    ...(multistepAfter === undefined ? [] : [differenceKernel(stages)]),
    solveKernel({
      ...stages,
      hasRows,
      hasJumps,
      multistepAfter,
      implicitOrder: hasImplicit ? implicit.order : undefined,
    }),
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
