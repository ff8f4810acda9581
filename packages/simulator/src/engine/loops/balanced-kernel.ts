// The functions of balanced-rates.ts as loops over tables.
import { changeOfLaws } from "./change-kernel.js";

/** `balancedRates(y, target)` and `rateSlopes(y, k, target)`, added up without loss. */
export function balancedRates(hasLaws: boolean): string {
  return `
func balancedRates(y: i32, target: i32) {
  ${hasLaws ? "laws(y);" : ""}
  multiplyOut(y, 4 * RATE_PRODUCTS);
  balance(SLOTS, target);
}

func rateSlopes(y: i32, k: i32, target: i32) {
  multiplyOut(y, 4 * RATE_PRODUCTS);
  copy(SLOPES, k, 8 * CORE);
  changeProducts(RATE_PRODUCTS);
  ${hasLaws ? changeOfLaws("BALANCED_", "0.0") : ""}
  balance(SLOPES, target);
}

func balance(slots: i32, target: i32) {
  let place: i32 = BALANCED_FLUX;
  for (let flux: i32 = 0; flux < 4 * BALANCED_FLUXES; flux = flux + 4) {
    f64[place] = f64[(i32[flux + BALANCED_FLUX_COEFFICIENT] << 3) + COEFFICIENTS]
      * f64[(i32[flux + BALANCED_FLUX_SLOT] << 3) + slots];
    place = place + 8;
  }
  let made: i32 = BALANCED_MADE;
  let taken: i32 = BALANCED_TAKEN;
  for (let row: i32 = 0; row < CORE; row = row + 1) {
    let sum: f64 = 0.0;
    let lost: f64 = 0.0;
    let end: i32 = (i32[(row << 2) + BALANCED_MADE_START + 4] << 2) + BALANCED_MADE;
    while (made < end) {
      ${twoSum("f64[(i32[made] << 3) + BALANCED_FLUX]")}
      made = made + 4;
    }
    end = (i32[(row << 2) + BALANCED_TAKEN_START + 4] << 2) + BALANCED_TAKEN;
    while (taken < end) {
      ${twoSum("-f64[(i32[taken] << 3) + BALANCED_FLUX]")}
      taken = taken + 4;
    }
    f64[(row << 3) + target] = sum + lost;
  }
}`;
}

/** Knuth's: the sum and what its addition rounds off. */
function twoSum(value: string): string {
  return `let value: f64 = ${value};
      let next: f64 = sum + value;
      let added: f64 = next - sum;
      lost = lost + ((sum - (next - added)) + (value - added));
      sum = next;`;
}
