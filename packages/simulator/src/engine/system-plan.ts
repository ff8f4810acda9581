// A system → how its parts are put into code.

import { canExchangeRows, type Securing } from "./loops/pivoting-kernel.js";
import { isMultistepQuicker, ONE_STEPS_FIRST } from "./methods/choose-multistep.js";
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
  /** How equations are put into code; chosen by their size if left out. */
  readonly form?: CodeForm;
}

/** So many terms and operations of laws, and multiplications of one factorisation, are still written out; more are left to loops. */
const LONGEST_RATES = 6_000;
const LONGEST_ELIMINATION = 25_000;

const WITHOUT_IMPLICIT = {
  elimination: undefined,
  firstElimination: undefined,
  securing: "none",
  multistepAfter: undefined,
} as const;

/** Chooses by what systems cost, and by what has been called for. */
export function planOf(structure: SystemStructure, options: PlanOptions, index: number): SystemPlan {
  const { form, stiff } = options;
  const { terms, coreSize } = structure.system;
  const length = terms.slot.length + structure.laws.graph.nodeCount();
  const rates = form ?? (length <= LONGEST_RATES ? "written-out" : "loops");
  const times = stiff.filter((other) => other === index).length;
  if (times === 0 || coreSize === 0) return { structure, rates, ...WITHOUT_IMPLICIT };
  const isShort = rates === "written-out" && structure.elimination().factorCost <= LONGEST_ELIMINATION;
  const firstElimination = form ?? (isShort ? "written-out" : "loops");
  const { multistepAfter = isMultistepQuicker(structure) ? ONE_STEPS_FIRST : "never" } = options;
  return {
    structure,
    rates,
    elimination: times > 1 ? "loops" : firstElimination,
    firstElimination,
    securing: times > 1 ? "present" : canExchangeRows(structure) ? "on-demand" : "none",
    multistepAfter: multistepAfter === "never" ? undefined : multistepAfter,
  };
}
