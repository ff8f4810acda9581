import { afterEach, expect, test, vi } from "vitest";
import { generatesCode } from "../../src/engine/webassembly-global.js";
import { simulateDeterministic } from "../../src/runs/deterministic.js";
import { programFromLines } from "../program-from-lines.js";

afterEach(() => vi.unstubAllGlobals());

const forbidden = {
  Module: class {
    constructor() {
      throw new EvalError("Code generation is forbidden by a policy");
    }
  },
};

test.each([
  { about: "is missing", environment: undefined },
  { about: "may not generate code", environment: forbidden },
])("where WebAssembly $about, the interpreter takes over", ({ environment }) => {
  const decay = programFromLines({ species: ["A = 2"], reactions: ["A ->{0.5} 0"] });
  const end = () => simulateDeterministic(decay, { until: 3 }).trajectory.species[0]!.values.at(-1)!;
  expect(generatesCode()).toBe(true);
  const generated = end();
  vi.stubGlobal("WebAssembly", environment);
  expect(generatesCode()).toBe(false);
  expect(end()).toBeCloseTo(2 * Math.exp(-1.5), 8);
  expect(generated).toBeCloseTo(2 * Math.exp(-1.5), 8);
});
