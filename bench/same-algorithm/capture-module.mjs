// The module that the simulator generates for a problem, with the memory before and after each sample, and what was
// called. The interface of WebAssembly is replaced while the runner of the problem is made and used.
import { createPhaseRunner } from "@ncrn/simulator";

const PASSES = 100;

/**
 * @returns {{ bytes: Uint8Array, entry: string, pages: number, calls: { before: Uint8Array, after: Uint8Array,
 *   parameters: number[], status: number }[] } | undefined} undefined if the problem is not solved by one call a sample
 */
export function captureModule({ program, samples, duration }, { relative, absolute }) {
  const captured = { bytes: undefined, entry: undefined, pages: 0, calls: [] };
  const original = globalThis.WebAssembly;
  globalThis.WebAssembly = recording(original, captured);
  try {
    const runner = createPhaseRunner(program, {
      relativeTolerance: relative,
      absoluteTolerance: absolute,
      maxSteps: 2_000_000,
    });
    const solveAll = () => {
      for (const sample of samples) {
        runner.state.set(sample);
        runner.runPhase(undefined, duration);
      }
    };
    // The first times, code that serves all systems is at work, and code for this one is compiled in between.
    for (let pass = 0; pass < PASSES; pass++) {
      captured.calls = [];
      solveAll();
    }
  } finally {
    globalThis.WebAssembly = original;
  }
  return captured.calls.length === samples.length ? captured : undefined;
}

function recording(original, captured) {
  return {
    Memory: original.Memory,
    Module: class {
      constructor(bytes) {
        captured.bytes = Uint8Array.from(bytes);
        this.module = new original.Module(bytes);
      }
    },
    Instance: class {
      constructor({ module }, imports) {
        const { exports } = new original.Instance(module, imports);
        const { memory } = imports.env;
        const entries = Object.entries(exports).map(([name, call]) => [
          name,
          /(?:^|[^a-zA-Z])run$/.test(name) ? recorded(call, { name, memory, captured }) : call,
        ]);
        this.exports = Object.fromEntries(entries);
      }
    },
  };
}

function recorded(call, { name, memory, captured }) {
  return (...parameters) => {
    const before = new Uint8Array(memory.buffer.slice(0));
    const status = call(...parameters);
    const after = new Uint8Array(memory.buffer.slice(0));
    captured.entry = name;
    captured.pages = memory.buffer.byteLength / 65_536;
    captured.calls.push({ before, after, parameters, status });
    return status;
  };
}
