// Where the numbers of one system stand in the module's memory.
import type { MemoryLayout } from "./memory-layout.js";
import { CONTROL_INTEGERS, CONTROL_NUMBERS } from "./solve-kernel.js";
import type { SystemAddresses } from "./straight/code-target.js";
import { matrixPlaces } from "./straight/elimination-code.js";
import type { Lanes } from "./straight/straight-line-functions.js";
import type { SystemStructure } from "./system-structure.js";

/**
 * Addresses that kernels call by name, and sizes. All vectors are as long as the next even number of elements; with several
 * lanes each unknown is as many elements, which kernels need not know.
 */
export interface SystemLayout {
  readonly addresses: SystemAddresses;
  /** For the kernels of the system. */
  readonly constants: Readonly<Record<string, number>>;
}

/** Vectors of the core's length, but for error bounds and row sums. */
export const CORE_VECTORS = [
  "Y",
  "NEXT",
  "U",
  "B",
  "LAST",
  "K0",
  "K1",
  "K2",
  "K3",
  "K4",
  "K5",
  "K6",
  "K7",
  "K8",
] as const;
export const ROW_VECTORS = ["G", "G_NEXT", "G_WITHIN", "G_ERROR", "G_ABSOLUTE", "G_RELATIVE"] as const;

/** What all systems of a module have in common. */
export type SharedAddresses = Pick<SystemAddresses, "state" | "rateConstants" | "parameters">;

/** Reserves memory for a system; the addresses given are shared by all systems of the module. */
export function layOutSystem(
  memory: MemoryLayout,
  { system, coefficients, quadratures, laws }: SystemStructure,
  { lanes, ...shared }: SharedAddresses & { readonly lanes: Lanes },
): SystemLayout {
  const core = lanes * system.coreSize;
  const rows = lanes * quadratures.rows.length;
  const items = lanes * quadratures.items.length;
  const constants: Record<string, number> = {
    STATE: shared.state,
    RATE_CONSTANTS: shared.rateConstants,
    CORE: core,
    ROWS: rows,
    CORE_BYTES: bytesOf(core),
    G_BYTES: bytesOf(rows),
    SUM_BYTES: bytesOf(items),
  };
  const reserve = (name: string, elements: number): number => {
    const address = memory.reserve(bytesOf(elements));
    constants[name] = address;
    return address;
  };
  const control = memory.reserve(8 * CONTROL_NUMBERS.length + 4 * CONTROL_INTEGERS.length);
  CONTROL_NUMBERS.forEach((name, index) => {
    constants[name] = control + 8 * index;
  });
  CONTROL_INTEGERS.forEach((name, index) => {
    constants[name] = control + 8 * CONTROL_NUMBERS.length + 4 * index;
  });
  for (const name of CORE_VECTORS) reserve(name, core);
  constants["CORE_STRIDE"] = constants["K2"]! - constants["K1"]!;
  for (const name of [...ROW_VECTORS, "ABSOLUTE", "RELATIVE"])
    reserve(name, name.startsWith("G") ? rows : core);
  reserve("ZERO", Math.max(rows, items));
  reserve("SPECIES", Math.ceil(core / 2));
  reserve("G_SPECIES", Math.ceil(rows / 2));
  const coefficientsAddress = reserve("COEFFICIENTS", lanes * coefficients.count);
  return {
    addresses: {
      ...shared,
      coefficients: coefficientsAddress,
      fixed: reserve("FIXED", laws.fixed.length),
      stageTime: constants["STAGE_TIME"]!,
      time: constants["TIME"]!,
      timeSlopes: reserve("TIME_SLOPES", system.dependsOnTime ? core : 0),
      lawSlopes: reserve("LAW_SLOPES", laws.endSlot - laws.firstSlot),
      signature: constants["SIGNATURE"]!,
      slots: 0,
      matrix: 0,
      scratch: 0,
      rowSums: reserve("ROW_SUMS", core),
      sums: reserve("SUMS", items),
      sumErrors: reserve("SUM_ERRORS", items),
    },
    constants,
  };
}

/** Reserves what the method of many steps needs besides. */
export function layOutDifferences(
  memory: MemoryLayout,
  layout: SystemLayout,
  { quadratures }: SystemStructure,
): SystemLayout {
  const constants = {
    ...layout.constants,
    SPACING_WEIGHTS: memory.reserve(8 * 64),
    ITEM_DIFFERENCES: memory.reserve(8 * bytesOf(quadratures.items.length)),
  };
  return { ...layout, constants };
}

/** Reserves what the implicit method needs besides. */
export function layOutMatrix(
  memory: MemoryLayout,
  { addresses, constants }: SystemLayout,
  { structure, lanes }: { readonly structure: SystemStructure; readonly lanes: Lanes },
): SystemLayout {
  const places = matrixPlaces(structure.elimination());
  const core = lanes * structure.system.coreSize;
  const matrix = memory.reserve(bytesOf(lanes * places.count));
  const scratch = memory.reserve(bytesOf(core));
  return {
    addresses: { ...addresses, matrix, scratch },
    constants: {
      ...constants,
      MATRIX: matrix,
      PIVOT_BYTES: 8 * core,
    },
  };
}

function bytesOf(elements: number): number {
  return 16 * Math.ceil(elements / 2);
}
