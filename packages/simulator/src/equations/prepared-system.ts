// Program and phase → the differential equations of that phase in a form made for quick evaluation.
//
// All numbers a right-hand side needs stand in one array of slots:
//   unknowns | the number 1 | law inputs | law constants | law values and slopes | products of unknowns
// Row i of the right-hand side is Σ coefficient·slot over its terms. Species that the phase leaves alone are no
// unknowns: at the start of a solve they are multiplied into the coefficients (`bindSystem` in evaluate-system.ts).

import type { Program } from "../bytecode/bytecode-format.js";
import { type CompiledCode, compileCodes } from "../code/evaluate-code.js";
import { type ActiveReactions, findActiveReactions } from "./active-reactions.js";
import { type CancellingRows, findCancellingRows } from "./cancelling-rows.js";
import {
  differentiateTerms,
  type JacobianParts,
  jacobianOf,
  type SparseJacobian,
  type TimeTerms,
} from "./differentiate-terms.js";
import { createProductTable, type ProductTable } from "./product-table.js";
import { collectFluxes, collectTerms, type RateTerms } from "./rate-terms.js";
import { layOutSlots, type PreparedLaw, type SlotLayout } from "./slot-layout.js";

/** The factor of a reaction's flux that is constant during a solve: a rate constant times constant concentrations. */
export interface FluxFactors {
  /** One for each active reaction; undefined where the whole flux is a varying law (factor 1). Laid out when first asked for. */
  readonly codes: () => readonly (CompiledCode | undefined)[];
  /** By active reaction: whether the whole flux is a varying law. */
  readonly isVarying: readonly boolean[];
  /** Constant species of reaction r: `species[start[r]]` … `species[start[r + 1] − 1]`, once for each molecule. */
  readonly start: Int32Array;
  readonly species: Int32Array;
  readonly values: Float64Array;
}

/** The equations of one phase with their working storage: for one solve at a time. */
export interface PreparedSystem {
  readonly program: Program;
  /** Species index of each unknown. The first `coreSize` are read by some rate; the others only accumulate. */
  readonly unknowns: Int32Array;
  readonly coreSize: number;
  readonly dependsOnTime: boolean;
  /** Unknowns whose rate of change is constant during a solve, which makes them exact (see integrate.ts). */
  readonly steadyRows: Int32Array;
  readonly slots: Float64Array;
  /** What slots change by, to first order, with a change of the unknowns. */
  readonly slotChanges: Float64Array;
  /** Unknowns that laws read (negative round-off is hidden from laws), and the slots they are copied to. */
  readonly lawInputs: Int32Array;
  /** Constant species that laws read; their slots follow those of the inputs. */
  readonly lawConstants: Int32Array;
  readonly laws: readonly PreparedLaw[];
  readonly products: ProductTable;
  /** The first so many products are enough for the right-hand side; the Jacobian needs all. */
  readonly rateProductCount: number;
  /** The first so many of these are enough for the core. */
  readonly coreProductCount: number;
  readonly fluxes: FluxFactors;
  /** By active reaction: its index in the program. */
  readonly reactions: Int32Array;
  readonly terms: RateTerms;
  readonly cancelling: CancellingRows;
  readonly jacobianParts: JacobianParts;
  /** Of these parts; found when first asked for. */
  readonly jacobian: SparseJacobian;
  readonly timeTerms: TimeTerms;
  /** Copy of the parameters of the current solve. */
  readonly parameters: Float64Array;
}

/** Prepares the equations that hold in the given phase; without phases, those of the whole program. */
export function prepareSystem(program: Program, activePhase: number | undefined): PreparedSystem {
  const active = findActiveReactions(program, activePhase);
  const layout = layOutSlots(active, program.species.length);
  const products = createProductTable(layout.firstProduct, layout.oneSlot);
  const fluxes = collectFluxes(active, layout, products);
  const { terms, reactionOf } = collectTerms(active, layout, fluxes);
  const rateProductCount = products.count();
  const sources = { active, layout, fluxes, reactionOf };
  const { parts, timeTerms } = differentiateTerms(terms, sources, products);
  const isVarying = (row: number): boolean => {
    for (let term = terms.rowStart[row]!; term < terms.rowStart[row + 1]!; term++)
      if (terms.slot[term] !== layout.oneSlot) return true;
    return false;
  };
  const productTable = products.build();
  const slotCount = layout.firstProduct + productTable.left.length;
  let jacobian: SparseJacobian | undefined;
  return {
    program,
    unknowns: Int32Array.from(active.unknowns),
    coreSize: active.coreSize,
    dependsOnTime: timeTerms.row.length > 0,
    steadyRows: Int32Array.from([...active.unknowns.keys()].filter((row) => !isVarying(row))),
    slots: new Float64Array(slotCount),
    slotChanges: new Float64Array(slotCount),
    lawInputs: Int32Array.from(layout.lawInputs, (species) => layout.unknownOf[species]!),
    lawConstants: Int32Array.from(layout.lawConstants),
    laws: [...layout.laws.values()],
    products: productTable,
    rateProductCount,
    coreProductCount: fluxes.coreProductCount,
    fluxes: collectFluxFactors(active, layout),
    reactions: Int32Array.from(active.reactions, ({ index }) => index),
    terms,
    cancelling: findCancellingRows(terms),
    jacobianParts: parts,
    get jacobian() {
      jacobian ??= jacobianOf(parts);
      return jacobian;
    },
    timeTerms,
    parameters: new Float64Array(program.parameters.length),
  };
}

function collectFluxFactors({ reactions }: ActiveReactions, { unknownOf }: SlotLayout): FluxFactors {
  const start = [0];
  const species: number[] = [];
  for (const { reaction } of reactions) {
    if (reaction.rate.kind === "mass-action") {
      for (const reactant of reaction.reactants) {
        if (unknownOf[reactant.species]! >= 0) continue;
        for (let molecule = 0; molecule < reactant.coefficient; molecule++) species.push(reactant.species);
      }
    }
    start.push(species.length);
  }
  let codes: readonly (CompiledCode | undefined)[] | undefined;
  return {
    codes: () => {
      codes ??= compileCodes(reactions, ({ reaction, hasVaryingLaw }) =>
        hasVaryingLaw ? undefined : reaction.rate.code,
      );
      return codes;
    },
    isVarying: reactions.map(({ hasVaryingLaw }) => hasVaryingLaw),
    start: Int32Array.from(start),
    species: Int32Array.from(species),
    values: new Float64Array(reactions.length),
  };
}
