// The volume in which a record counts molecules: a number of them per unit of concentration, or a volume with its unit.

import { numberFromScale } from "./dimensions.js";
import { type RecordReading, readQuantity, readValue, reject } from "./read-record.js";

/** Molecules in a mole: Avogadro's constant, exact since 2019 (BIPM, The International System of Units, 9th edition, 2.2). */
const MOLECULES_PER_MOLE = 6.02214076e23;

/**
 * Molecules per unit of concentration. A number without unit is just that, unless the `units` of the file name one of volume;
 * a volume *V* holds *V · N_A* molecules for each mole per litre, so 602.2 for 1 nM in 1 pL.
 */
export function readVolume(reading: RecordReading): number | undefined {
  const { units } = reading.evaluation;
  const quantity = readQuantity(reading, "volume");
  if (quantity === undefined) return undefined;
  const { number, dimension } = quantity;
  if (dimension.kind !== "known" && !units.declared.has("volume")) return number;
  if (units.setting.concentration !== undefined)
    return (
      number *
      numberFromScale(units.scales.volume) *
      numberFromScale(units.scales.concentration) *
      MOLECULES_PER_MOLE
    );
  const expected =
    "a number without unit, how many molecules one unit of concentration is, since the file names no unit of concentration";
  reject(reading, "volume", expected, "a volume", readValue(reading, "volume")!);
  return undefined;
}
