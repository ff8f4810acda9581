// A system → how its parts are put into code.

import { LONGEST_ELIMINATION, LONGEST_RATES } from "./code-size.js";
import { canExchangeRows, type Securing } from "./loops/pivoting-kernel.js";
import type { Balance } from "./methods/balance-kernel.js";
import { isMultistepQuicker, ONE_STEPS_FIRST } from "./methods/choose-multistep.js";
import type { RosenbrockMethod } from "./methods/rosenbrock-methods.js";
import type { Lanes } from "./straight/straight-line-functions.js";
import type { SystemStructure } from "./system-structure.js";

/** One instruction after the other, or loops over tables. */
export type CodeForm = "written-out" | "loops";

/** How the parts of a system are put into code. */
export interface SystemPlan {
  readonly structure: SystemStructure;
  readonly rates: CodeForm;
  /** Undefined without the implicit method. */
  readonly elimination: CodeForm | undefined;
  /** As long as no row exchanges were needed. */
  readonly firstElimination: CodeForm | undefined;
  /** So many implicit steps are taken before differentiation formulas take over, if they ever do. */
  readonly multistepAfter: number | undefined;
  readonly securing: Securing;
  readonly balance: Balance;
  readonly lanes: Lanes;
}

/** What plans depend on besides the system. */
export interface PlanOptions {
  /**
   * Systems, by index, that get the implicit method; one that stands here a second time gets row exchanges for it. Places of
   * everything else do not depend on them, and those of one on the ones before it only.
   */
  readonly stiff: readonly number[];
  /**
   * So many implicit steps are taken in a solve before differentiation formulas take over. If left out, it is chosen by what
   * the parts of a step cost.
   */
  readonly multistepAfter?: number | "never";
  /** The implicit method; that of small tolerances may need rates without loss. */
  readonly implicit?: RosenbrockMethod;
  /** Systems, by index, whose rates without loss are written out, since they were called for. */
  readonly balanced?: readonly number[];
  /** How equations are put into code; chosen by their size if left out. */
  readonly form?: CodeForm;
  /** So many states are solved for at once, by common steps: with two, everything is written out. One if left out. */
  readonly lanes?: Lanes;
}

const WITHOUT_IMPLICIT = {
  elimination: undefined,
  firstElimination: undefined,
  securing: "none",
  multistepAfter: undefined,
  balance: "none",
} as const;

/** Whether two states of a system can be solved for at once: all of it can be written out, and no law compares. */
export function allowsPairs(structure: SystemStructure): boolean {
  const { system, laws } = structure;
  if (laws.hasLaws || system.terms.slot.length > LONGEST_RATES) return false;
  return system.coreSize === 0 || structure.elimination().factorCost <= LONGEST_ELIMINATION;
}

/** Chooses by what systems cost, and by what has been called for. */
export function planOf(structure: SystemStructure, options: PlanOptions, index: number): SystemPlan {
  const { form, stiff, lanes = 1 } = options;
  const { terms, coreSize } = structure.system;
  const length = terms.slot.length + structure.laws.graph.nodeCount();
  const rates = form ?? (length <= LONGEST_RATES ? "written-out" : "loops");
  const times = stiff.filter((other) => other === index).length;
  if (times === 0 || coreSize === 0) return { structure, rates, lanes, ...WITHOUT_IMPLICIT };
  const isShort = rates === "written-out" && structure.elimination().factorCost <= LONGEST_ELIMINATION;
  const firstElimination = form ?? (isShort ? "written-out" : "loops");
  const { multistepAfter = isMultistepQuicker(structure) ? ONE_STEPS_FIRST : "never" } = options;
  return {
    structure,
    rates,
    lanes,
    elimination: times > 1 ? "loops" : firstElimination,
    firstElimination,
    balance: balanceOf(structure, options, { rates, index }),
    securing: times > 1 ? "present" : lanes === 1 && canExchangeRows(structure) ? "on-demand" : "none",
    multistepAfter: multistepAfter === "never" || lanes === 2 ? undefined : multistepAfter,
  };
}

/** So many fluxes without loss are written out at once: that costs less than compiling the system again for them. */
const FEW_FLUXES = 200;

/** Loops have rates without loss from the start: they are short. */
function balanceOf(
  { system }: SystemStructure,
  { implicit, balanced }: PlanOptions,
  { rates, index }: { readonly rates: CodeForm; readonly index: number },
): Balance {
  if (implicit?.order !== 5 || system.cancelling.rows.length === 0) return "none";
  const isShort = rates === "loops" || system.cancelling.slot.length <= FEW_FLUXES;
  return isShort || balanced?.includes(index) ? "present" : "on-demand";
}
