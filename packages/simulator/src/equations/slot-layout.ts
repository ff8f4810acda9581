// Where the numbers stand that a right-hand side needs, and the laws that vary, compiled for those places.
import { type Code, Opcode } from "../bytecode/bytecode-format.js";
import { type DifferentiatedCode, differentiateCode } from "../code/differentiate-code.js";
import { type CompiledCode, compileCode } from "../code/evaluate-code.js";
import { type ActiveReaction, type ActiveReactions, speciesReadBy } from "./active-reactions.js";

/** A rate law that is evaluated by interpreting its code. */
export interface PreparedLaw {
  readonly code: CompiledCode;
  readonly differentiated: DifferentiatedCode;
  /** Where its value goes; its slopes follow, the one with respect to time last. */
  readonly slot: number;
}

/** Numbers of unknowns by species, and slots of everything that is known before products are. */
export interface SlotLayout {
  readonly unknownOf: ReadonlyMap<number, number>;
  readonly oneSlot: number;
  readonly lawInputs: readonly number[];
  readonly lawConstants: readonly number[];
  readonly laws: ReadonlyMap<ActiveReaction, PreparedLaw>;
  readonly firstProduct: number;
}

/** Lays out the unknowns, the number 1, what laws read, and laws. */
export function layOutSlots({ reactions, unknowns }: ActiveReactions): SlotLayout {
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
