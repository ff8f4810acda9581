import fc from "fast-check";
import { expect, test } from "vitest";
import { solveStretch } from "../../../src/engine/advance.js";
import { isCommon, startCommon } from "../../../src/engine/common/common-engine.js";
import { commonModuleBytes } from "../../../src/engine/common/common-module.generated.js";
import { type SteppingEngine, startGrowing } from "../../../src/engine/common/growing-engine.js";
import { writeCommonModule } from "../../../src/engine/common/write-common-module.js";
import { startOwn } from "../../../src/engine/engine-solver.js";
import { webAssembly } from "../../../src/engine/webassembly-global.js";
import { prepareSystem } from "../../../src/equations/prepared-system.js";
import { programFromLines } from "../../program-from-lines.js";
import { concentrations, network } from "../random-mass-action.js";

const wasm = webAssembly()!;
/** Rodas4 stands for the implicit method at the first, Rodas5P with its correction of rounding at the second. */
const tolerancePairs = [
  { relative: 1e-6, absolute: 1e-9 },
  { relative: 1e-8, absolute: 1e-12 },
];

/** Every step as it was seen, and where it ended. */
function solved(engine: SteppingEngine, from: ArrayLike<number>, end: number) {
  const state = Float64Array.from(from);
  const budget = { maxSteps: 400, steps: 0, rejectedSteps: 0, shouldStop: () => false };
  const seen: number[][] = [];
  engine.setParameters(new Float64Array(0));
  const solve = (observes: boolean) =>
    solveStretch(
      engine.system,
      {
        concentrations: state,
        parameters: new Float64Array(0),
        from: 0,
        end,
        timeOffset: 0,
        budget,
        observe: observes
          ? (step) => {
              const within = state.slice();
              step.interpolate(0.3 * step.from + 0.7 * step.to, within);
              seen.push([step.from, step.to, ...within]);
              return undefined;
            }
          : undefined,
      },
      { state: engine.state, interpret: () => ({ time: -1, failure: undefined }) },
    );
  const results = [solve(true), solve(false)];
  return { results, seen, state: [...state], steps: budget.steps, rejected: budget.rejectedSteps };
}

/** False for systems without a core, which are not solved step by step. Zeros have no sign here. */
function check(
  program: Parameters<typeof prepareSystem>[0],
  from: readonly number[],
  steps: number,
): boolean {
  const system = prepareSystem(program, undefined);
  if (!isCommon(system)) return false;
  for (const tolerances of tolerancePairs) {
    const own = (isStiff: boolean, isLossy: boolean) =>
      startOwn(wasm, { system: prepareSystem(program, undefined), tolerances }, isStiff, isLossy);
    const expected = solved(own(false, false), from, 2);
    const common = () => startCommon(wasm, system, tolerances);
    const growing = startGrowing(common, own, { prepared: system, steps });
    const text = (value: unknown) => JSON.stringify(value);
    expect(text(solved(growing, from, 2))).toBe(text(expected));
  }
  return true;
}

test("the same bits as code made for the system, wherever that takes over", () => {
  let checked = 0;
  fc.assert(
    fc.property(network, concentrations, fc.nat(30), (program, from, steps) => {
      if (check(program, from, steps)) checked++;
    }),
    { numRuns: 150, seed: 4 },
  );
  expect(checked).toBeGreaterThan(60);
});

test.each([0, 1, 7, 1000])("sums of many products, after %i steps", (steps) => {
  const species = ["A", "B", "C", "V", "W"];
  const reactions = [
    "0 ->{0.5} A",
    "A + B ->{0.7} 2 C + W",
    "C ->{0.3} A + V",
    "2 A ->{0.2} B + W",
    "B + C ->{0.9} B + A",
  ];
  expect(check(programFromLines({ species, reactions }), [1, 2, 0.5, 0, 0], steps)).toBe(true);
});

test("a solve that turns stiff goes on with code made for the system", () => {
  const reactions = ["A ->{0.04} B", "2 B ->{30000000} B + C", "B + C ->{10000} A + C"];
  expect(check(programFromLines({ species: ["A", "B", "C"], reactions }), [1, 0, 0], 1000)).toBe(true);
});

test("fluxes that nearly cancel are added in the same way", () => {
  // A ring with rates over many decades: from some step on its sums are those without loss.
  const reactions = ["A ->{1e8} B", "B ->{1e7} A", "B ->{1e3} C", "C ->{1e9} B", "C ->{0.1} D", "D ->{10} C"];
  const program = programFromLines({ species: ["A", "B", "C", "D"], reactions });
  for (const steps of [0, 5, 50, 1000]) expect(check(program, [1, 0, 0, 0], steps)).toBe(true);
});

test("where there is no memory for code of its own, the implicit method is not available, and nothing is lost", () => {
  const program = programFromLines({ species: ["A", "B"], reactions: ["A ->{1} B", "2 B ->{2} A"] });
  const prepared = prepareSystem(program, undefined);
  const [tolerances] = tolerancePairs as [(typeof tolerancePairs)[number]];
  const refuse = (): never => {
    throw new RangeError("could not allocate memory");
  };
  const growing = startGrowing(() => startCommon(wasm, prepared, tolerances), refuse, { prepared });
  expect(growing.system.prepareImplicit()).toBe(false);
  const { state } = solved(growing, [1, 0], 2);
  const own = startOwn(wasm, { system: prepareSystem(program, undefined), tolerances });
  expect(state).toEqual(solved(own, [1, 0], 2).state);
});

test("the generated file is what its generator writes", () => {
  expect([...commonModuleBytes()]).toEqual([...writeCommonModule()]);
});
