// What the compilation of systems depends on besides the systems themselves.
import type { SampleCycle } from "./cycle-kernel.js";
import type { RosenbrockMethod } from "./methods/rosenbrock-methods.js";
import type { PlanOptions } from "./system-plan.js";

/** How systems are put into code, and for whom. */
export interface CompileOptions extends PlanOptions {
  readonly species: number;
  readonly reactions: number;
  readonly implicit: RosenbrockMethod;
  /** What is done sample by sample, if anything. */
  readonly cycle?: SampleCycle | undefined;
  /** Further kernels of each system, by which tests look inside; the second one of those with the implicit method. */
  readonly probes?: readonly [string, string];
}
