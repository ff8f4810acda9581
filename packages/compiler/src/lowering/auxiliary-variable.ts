// Variables that lowering adds to those of the source.

import type { Origin } from "@ncrn/language";

/** A variable that lowering adds, such as `z^2` or `exp(z)`. */
export interface AuxiliaryVariable {
  readonly name: string;
  /** What it stands for, in the notation of the source. */
  readonly meaning: string;
  /** Initial value where no equation of a frozen phase sets it. */
  readonly initial: number;
  readonly origin: Origin;
}
