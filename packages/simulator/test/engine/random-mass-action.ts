// Random networks of mass action, for properties.
import fc from "fast-check";
import { Opcode, type Program } from "../../src/bytecode/bytecode-format.js";
import { counted } from "./counted.js";

/** Of every network. */
const SPECIES = 7;

/** Random mass action up to order 4, with catalysts and clamped species. */
export const network: fc.Arbitrary<Program> = fc
  .record({
    clamped: fc.array(fc.boolean(), { minLength: SPECIES, maxLength: SPECIES }),
    reactions: fc.array(
      fc.record({
        reactants: fc.array(fc.nat(SPECIES - 1), { maxLength: 4 }),
        products: fc.array(fc.nat(SPECIES - 1), { maxLength: 4 }),
        rate: fc.double({ min: 0.1, max: 3, noNaN: true }),
        isCatalysed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 14 },
    ),
  })
  .map(({ clamped, reactions }) => ({
    name: "random",
    parameters: [],
    species: clamped.map((isClamped, i) => ({ name: `S${i}`, initial: 1, clamped: isClamped })),
    reactions: reactions.map(({ reactants, products, rate, isCatalysed }, index) => ({
      name: `r${index}`,
      reactants: counted(reactants),
      products: counted(isCatalysed ? [...products, ...reactants] : products),
      rate: { kind: "mass-action" as const, code: [{ opcode: Opcode.number, operand: rate }] },
      phases: [],
    })),
    events: [],
    phases: [],
    observables: [],
  }));

/** A state of such a network. */
export const concentrations = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), {
  minLength: SPECIES,
  maxLength: SPECIES,
});
