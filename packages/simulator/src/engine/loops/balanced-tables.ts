// Tables of rates without loss (balanced-kernel.ts).
import type { SystemStructure } from "../system-structure.js";
import { starts, type TableWriter } from "./table-writer.js";

/** A flux of a row: the number of its coefficient, its slot, and whether it adds or takes. */
interface Flux {
  readonly coefficient: number;
  readonly slot: number;
  readonly sign: number;
}

function fluxesByTerms({ system: { terms }, coefficients }: SystemStructure): (row: number) => Flux[] {
  return (row) => {
    const fluxes: Flux[] = [];
    for (let term = terms.rowStart[row]!; term < terms.rowStart[row + 1]!; term++)
      fluxes.push({
        coefficient: coefficients.ofTerm[term]!,
        slot: terms.slot[term]!,
        sign: coefficients.signOfTerm[term]!,
      });
    return fluxes;
  };
}

/** In rows in which fluxes may cancel, each reaction is one for itself. */
function fluxesByReactions(structure: SystemStructure): (row: number) => Flux[] {
  const { system, coefficients } = structure;
  const { rows, start, slot, change } = system.cancelling;
  const placeOf = new Map(Array.from(rows, (row, place) => [row, place]));
  const byTerms = fluxesByTerms(structure);
  return (row) => {
    const place = placeOf.get(row);
    if (place === undefined) return byTerms(row);
    const fluxes: Flux[] = [];
    for (let flux = start[place]!; flux < start[place + 1]!; flux++)
      fluxes.push({
        coefficient: coefficients.ofFlux[flux]!,
        slot: slot[flux]!,
        sign: Math.sign(change[flux]!),
      });
    return fluxes;
  };
}

/** Fluxes, and the core's rates as sums of fluxes that are made minus fluxes that are taken. */
export function writeBalancedRates(writer: TableWriter, structure: SystemStructure): void {
  const { products, coreSize } = structure.system;
  const fluxesOfRow = fluxesByReactions(structure);
  const slotCount = products.first + products.left.length;
  const numbers = new Map<number, number>();
  const fluxes: Flux[] = [];
  const numberOf = (flux: Flux): number => {
    const key = flux.coefficient * slotCount + flux.slot;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, fluxes.length);
    fluxes.push(flux);
    return fluxes.length - 1;
  };
  const made: number[][] = [];
  const taken: number[][] = [];
  for (let row = 0; row < coreSize; row++) {
    const lists: [number[], number[]] = [[], []];
    for (const flux of fluxesOfRow(row)) lists[flux.sign < 0 ? 1 : 0].push(numberOf(flux));
    made.push(lists[0]);
    taken.push(lists[1]);
  }
  writer.constant("BALANCED_FLUXES", fluxes.length);
  writer.integers(
    "BALANCED_FLUX_COEFFICIENT",
    fluxes.map(({ coefficient }) => coefficient),
  );
  writer.integers(
    "BALANCED_FLUX_SLOT",
    fluxes.map(({ slot }) => slot),
  );
  writer.space("BALANCED_FLUX", fluxes.length);
  writer.integers("BALANCED_MADE_START", starts(made));
  writer.integers("BALANCED_MADE", made.flat());
  writer.integers("BALANCED_TAKEN_START", starts(taken));
  writer.integers("BALANCED_TAKEN", taken.flat());
}
