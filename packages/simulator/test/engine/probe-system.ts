// Looks inside the generated code of a system: its functions, and its vectors by name.
import { compileSystems } from "../../src/engine/compile-systems.js";
import { rodas5p } from "../../src/engine/methods/rosenbrock-methods.js";
import type { Lanes } from "../../src/engine/straight/straight-line-functions.js";
import type { CodeForm } from "../../src/engine/system-plan.js";
import { systemPrefix } from "../../src/engine/system-prefix.js";
import { structureOf } from "../../src/engine/system-structure.js";
import { startSystems } from "../../src/engine/systems-instance.js";
import { webAssembly } from "../../src/engine/webassembly-global.js";
import type { PreparedSystem } from "../../src/equations/prepared-system.js";

const PROBES = `
export func probeRates() { gather(); rates(Y, B); }
export func probeSums(weight: f64, errorWeight: f64) {
  gather();
  accumulate(Y, weight, errorWeight);
  expand(G_NEXT, ZERO, SUMS, weight);
  expand(G_ERROR, ZERO, SUM_ERRORS, errorWeight);
}`;
const MATRIX_PROBES = `
export func probeFactor(diagonal: f64): i32 { gather(); factor(Y, diagonal); return isSound(); }
export func probeSolve() { solve(B); }`;

/** The state, and functions and vectors by name; with lanes, each element is as many numbers. */
export interface ProbedSystem {
  readonly state: Float64Array;
  readonly call: (name: string, ...values: number[]) => number;
  readonly vector: (name: string, length: number) => Float64Array;
}

/** Generates the code of a system. */
export function probeSystem(
  system: PreparedSystem,
  {
    form,
    lanes = 1,
    parameters = new Float64Array(system.program.parameters.length),
  }: {
    readonly form?: CodeForm;
    readonly lanes?: Lanes;
    readonly parameters?: Float64Array;
  },
): ProbedSystem {
  const { program, coreSize } = system;
  const structures = [structureOf(system)];
  const tolerances = { relative: 1e-6, absolute: 1e-9 };
  const probes = coreSize > 0 ? ([PROBES, MATRIX_PROBES] as const) : (["", ""] as const);
  const options = { implicit: rodas5p, lanes, ...(form === undefined ? {} : { form }) };
  const instance = startSystems(webAssembly()!, { program, structures, tolerances, probes, ...options });
  if (coreSize > 0) instance.systems[0]!.prepareImplicit();
  instance.setParameters(parameters);
  const sizes = { species: program.species.length, reactions: program.reactions.length };
  const { systems } = compileSystems(structures, { ...sizes, ...options, stiff: [] });
  const { constants } = systems[0]!;
  return {
    state: instance.state(),
    call: (name, ...values) => instance.call(`${systemPrefix(0)}${name}`, ...values),
    vector: (name, length) =>
      instance.numbers().subarray(constants[name]! / 8, constants[name]! / 8 + length),
  };
}
