// Program and phase → the differential equations of that phase in a form made for quick evaluation.
//
// All numbers a right-hand side needs stand in one array of slots:
//   unknowns | the number 1 | law inputs | law constants | law values and slopes | products of unknowns
// Row i of the right-hand side is Σ coefficient·slot over its terms. Species that the phase leaves alone are no
// unknowns: at the start of a solve they are multiplied into the coefficients (`bindSystem` in evaluate-system.ts).

import { type Code, Opcode, type Program } from "../bytecode/bytecode-format.js";
import { type DifferentiatedCode, differentiateCode } from "../code/differentiate-code.js";
import { type CompiledCode, compileCode } from "../code/evaluate-code.js";
import {
  type ActiveReaction,
  type ActiveReactions,
  findActiveReactions,
  speciesReadBy,
} from "./active-reactions.js";
import { createProductTable, type ProductTable, type ProductTableBuilder } from "./product-table.js";

/** The factor of a reaction's flux that is constant during a solve: a rate constant times constant concentrations. */
export interface FluxFactors {
  /** One for each active reaction; undefined where the whole flux is a varying law (factor 1). */
  readonly codes: readonly (CompiledCode | undefined)[];
  /** Constant species of reaction r: `species[start[r]]` … `species[start[r + 1] − 1]`, once for each molecule. */
  readonly start: Int32Array;
  readonly species: Int32Array;
  readonly values: Float64Array;
}

/** Terms of the right-hand side by rows, and how the reactions add up to their coefficients. */
export interface RateTerms {
  readonly rowStart: Int32Array;
  readonly slot: Int32Array;
  readonly coefficients: Float64Array;
  /** coefficients[contributionTerm[c]] += contributionChange[c]·flux factor of contributionReaction[c] */
  readonly contributionTerm: Int32Array;
  readonly contributionReaction: Int32Array;
  readonly contributionChange: Float64Array;
}

/** The non-zero derivatives of the right-hand side, sorted by row and column; columns are below `coreSize`. */
export interface SparseJacobian {
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly values: Float64Array;
  /** values[partEntry[p]] += partMultiplicity[p]·coefficients[partTerm[p]]·slots[partSlot[p]] */
  readonly partEntry: Int32Array;
  readonly partTerm: Int32Array;
  readonly partMultiplicity: Float64Array;
  readonly partSlot: Int32Array;
}

/** A rate law that is evaluated by interpreting its code. */
export interface PreparedLaw {
  readonly code: CompiledCode;
  readonly differentiated: DifferentiatedCode;
  /** Where its value goes; its slopes follow, the one with respect to time last. */
  readonly slot: number;
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
  /** Unknowns that laws read (negative round-off is hidden from laws), and the slots they are copied to. */
  readonly lawInputs: Int32Array;
  /** Constant species that laws read; their slots follow those of the inputs. */
  readonly lawConstants: Int32Array;
  readonly laws: readonly PreparedLaw[];
  readonly products: ProductTable;
  /** The first so many products are enough for the right-hand side; the Jacobian needs all. */
  readonly rateProductCount: number;
  readonly fluxes: FluxFactors;
  readonly terms: RateTerms;
  readonly jacobian: SparseJacobian;
  /** ∂f/∂t = Σ coefficient·slot over these terms. */
  readonly timeTerms: { readonly row: Int32Array; readonly term: Int32Array; readonly slot: Int32Array };
  /** Copy of the parameters of the current solve. */
  readonly parameters: Float64Array;
}

/** Prepares the equations that hold in the given phase; without phases, those of the whole program. */
export function prepareSystem(program: Program, activePhase: number | undefined): PreparedSystem {
  const active = findActiveReactions(program, activePhase);
  const layout = layOutSlots(active);
  const products = createProductTable(layout.firstProduct, layout.oneSlot);
  const { terms, sources } = collectTerms(active, layout, products);
  const rateProductCount = products.count();
  const { jacobian, timeTerms } = differentiateTerms(sources, layout, products);
  const varying = new Set(sources.flatMap(({ row, slot }) => (slot === layout.oneSlot ? [] : [row])));
  const productTable = products.build();
  return {
    program,
    unknowns: Int32Array.from(active.unknowns),
    coreSize: active.coreSize,
    dependsOnTime: timeTerms.row.length > 0,
    steadyRows: Int32Array.from([...active.unknowns.keys()].filter((row) => !varying.has(row))),
    slots: new Float64Array(layout.firstProduct + productTable.left.length),
    lawInputs: Int32Array.from(layout.lawInputs, (species) => layout.unknownOf.get(species)!),
    lawConstants: Int32Array.from(layout.lawConstants),
    laws: [...layout.laws.values()],
    products: productTable,
    rateProductCount,
    fluxes: collectFluxFactors(active),
    terms,
    jacobian,
    timeTerms,
    parameters: new Float64Array(program.parameters.length),
  };
}

interface SlotLayout {
  readonly unknownOf: ReadonlyMap<number, number>;
  readonly oneSlot: number;
  readonly lawInputs: readonly number[];
  readonly lawConstants: readonly number[];
  readonly laws: ReadonlyMap<ActiveReaction, PreparedLaw>;
  readonly firstProduct: number;
}

function layOutSlots({ reactions, unknowns }: ActiveReactions): SlotLayout {
  const unknownOf = new Map(unknowns.map((species, unknown) => [species, unknown]));
  const varying = reactions.filter(({ hasVaryingLaw }) => hasVaryingLaw);
  const read = [...new Set(varying.flatMap(({ reaction }) => speciesReadBy(reaction.rate.code)))];
  const lawInputs = read.filter((species) => unknownOf.has(species));
  const lawConstants = read.filter((species) => !unknownOf.has(species));
  const inputSlots = new Map(
    [...lawInputs, ...lawConstants].map((species, k) => [species, unknowns.length + 1 + k]),
  );
  let next = unknowns.length + 1 + inputSlots.size;
  const laws = new Map<ActiveReaction, PreparedLaw>();
  for (const active of varying) {
    const code = withSpeciesInSlots(active.reaction.rate.code, inputSlots);
    const differentiated = differentiateCode(
      code,
      active.variables.map((species) => inputSlots.get(species)!),
    );
    laws.set(active, { code: compileCode(code), differentiated, slot: next });
    next += 1 + differentiated.width;
  }
  return { unknownOf, oneSlot: unknowns.length, lawInputs, lawConstants, laws, firstProduct: next };
}

function withSpeciesInSlots(code: Code, slots: ReadonlyMap<number, number>): Code {
  return code.map((instruction) =>
    instruction.opcode === Opcode.species
      ? { opcode: instruction.opcode, operand: slots.get(instruction.operand)! }
      : instruction,
  );
}

function collectFluxFactors({ reactions, unknowns }: ActiveReactions): FluxFactors {
  const start = [0];
  const species: number[] = [];
  const isUnknown = new Set(unknowns);
  for (const { reaction } of reactions) {
    if (reaction.rate.kind === "mass-action") {
      for (const reactant of reaction.reactants) {
        if (isUnknown.has(reactant.species)) continue;
        for (let molecule = 0; molecule < reactant.coefficient; molecule++) species.push(reactant.species);
      }
    }
    start.push(species.length);
  }
  return {
    codes: reactions.map(({ reaction, hasVaryingLaw }) =>
      hasVaryingLaw ? undefined : compileCode(reaction.rate.code),
    ),
    start: Int32Array.from(start),
    species: Int32Array.from(species),
    values: new Float64Array(reactions.length),
  };
}

/** What a term is a coefficient of: a product of unknowns (given by unknown numbers) or a law. */
interface TermSource {
  readonly row: number;
  readonly slot: number;
  readonly factors: readonly number[];
  readonly law:
    | { readonly variables: readonly number[]; readonly slot: number; readonly code: Code }
    | undefined;
}

function collectTerms(
  { reactions, unknowns }: ActiveReactions,
  layout: SlotLayout,
  products: ProductTableBuilder,
): { terms: RateTerms; sources: readonly TermSource[] } {
  const rows = unknowns.map(
    () => new Map<number, { source: TermSource; parts: [reaction: number, change: number][] }>(),
  );
  reactions.forEach((active, reaction) => {
    const factors = active.factors.map((species) => layout.unknownOf.get(species)!).sort((a, b) => a - b);
    const prepared = layout.laws.get(active);
    const variables = active.variables.map((species) => layout.unknownOf.get(species)!);
    const slot = prepared?.slot ?? products.slotOf(factors);
    const law = prepared && { variables, slot, code: active.reaction.rate.code };
    for (const [species, change] of active.changes) {
      const row = layout.unknownOf.get(species)!;
      const term = rows[row]!.get(slot) ?? { source: { row, slot, factors, law }, parts: [] };
      term.parts.push([reaction, change]);
      rows[row]!.set(slot, term);
    }
  });
  const ordered = rows.flatMap((row) => [...row.values()]);
  const rowStart = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    rowStart[i + 1] = rowStart[i]! + row.size;
  });
  const parts = ordered.flatMap((term, index) => term.parts.map((part) => [index, ...part] as const));
  const terms: RateTerms = {
    rowStart,
    slot: Int32Array.from(ordered, ({ source }) => source.slot),
    coefficients: new Float64Array(ordered.length),
    contributionTerm: Int32Array.from(parts, (part) => part[0]),
    contributionReaction: Int32Array.from(parts, (part) => part[1]),
    contributionChange: Float64Array.from(parts, (part) => part[2]),
  };
  return { terms, sources: ordered.map(({ source }) => source) };
}

interface JacobianPart {
  readonly row: number;
  readonly column: number;
  readonly term: number;
  readonly multiplicity: number;
  readonly slot: number;
}

function differentiateTerms(
  sources: readonly TermSource[],
  layout: SlotLayout,
  products: ProductTableBuilder,
): Pick<PreparedSystem, "jacobian" | "timeTerms"> {
  const parts: JacobianPart[] = [];
  const timeParts: { row: number; term: number; slot: number }[] = [];
  sources.forEach(({ row, factors, law }, term) => {
    for (const column of new Set(factors)) {
      const rest = factors.filter((_, k) => k !== factors.indexOf(column));
      const multiplicity = factors.filter((factor) => factor === column).length;
      parts.push({ row, column, term, multiplicity, slot: products.slotOf(rest) });
    }
    if (law === undefined) return;
    for (const [k, column] of law.variables.entries()) {
      parts.push({ row, column, term, multiplicity: 1, slot: law.slot + 1 + k });
    }
    const readsTime = law.code.some(({ opcode }) => opcode === Opcode.time);
    if (readsTime) timeParts.push({ row, term, slot: law.slot + 1 + law.variables.length });
  });
  return {
    jacobian: jacobianFromParts(parts, layout.unknownOf.size),
    timeTerms: {
      row: Int32Array.from(timeParts, ({ row }) => row),
      term: Int32Array.from(timeParts, ({ term }) => term),
      slot: Int32Array.from(timeParts, ({ slot }) => slot),
    },
  };
}

function jacobianFromParts(parts: readonly JacobianPart[], size: number): SparseJacobian {
  const positions = [...new Set(parts.map(({ row, column }) => row * size + column))].sort((a, b) => a - b);
  const entryOf = new Map(positions.map((position, entry) => [position, entry]));
  return {
    row: Int32Array.from(positions, (position) => Math.floor(position / size)),
    column: Int32Array.from(positions, (position) => position % size),
    values: new Float64Array(positions.length),
    partEntry: Int32Array.from(parts, ({ row, column }) => entryOf.get(row * size + column)!),
    partTerm: Int32Array.from(parts, ({ term }) => term),
    partMultiplicity: Float64Array.from(parts, ({ multiplicity }) => multiplicity),
    partSlot: Int32Array.from(parts, ({ slot }) => slot),
  };
}
