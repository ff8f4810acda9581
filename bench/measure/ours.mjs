// This repository's simulator on the samples of a problem, through its public functions.
import { performance } from "node:perf_hooks";
import { createCycleRunner, createPhaseRunner } from "@ncrn/simulator";
import { median } from "./statistics.mjs";

const LONG_PASS = 1e-3;
const MOST_STEPS = 2_000_000;
/** Terms from which on a pass that takes longer than `PATIENCE`, in milliseconds, is given up. */
const LARGE = 10_000;
const PATIENCE = 120_000;

/** A prepared solver for one pair of tolerances. */
export function createOurs({ program, samples, duration, sizes }, { relative, absolute }) {
  const runner = createPhaseRunner(program, {
    relativeTolerance: relative,
    absoluteTolerance: absolute,
    maxSteps: MOST_STEPS,
    ...(sizes.terms > LARGE ? { shouldStop: () => performance.now() > deadline } : {}),
  });
  let deadline = Number.POSITIVE_INFINITY;
  const solve = (sample) => {
    runner.state.set(sample);
    return runner.runPhase(undefined, duration);
  };
  const pass = () => {
    for (const sample of samples) solve(sample);
  };
  return {
    /** Final states and what went wrong, with the CPU time of this one pass. */
    states: () => {
      const start = cpuSeconds();
      deadline = performance.now() + PATIENCE;
      const failures = [];
      const states = samples.map((sample) => {
        const failure = solve(sample);
        if (failure !== undefined) failures.push(failure.message);
        return Float64Array.from(runner.state);
      });
      deadline = Number.POSITIVE_INFINITY;
      return { states, failures, microseconds: (1e6 * (cpuSeconds() - start)) / samples.length };
    },
    steps: () => runner.statistics.steps / runner.statistics.phases,
    time: (seconds) => timeOf(pass, samples.length, seconds),
  };
}

/** The same for all samples in one call, as a host would infer from many. */
export function createOurBatch({ program, samples, duration }, { relative, absolute }) {
  const runner = createCycleRunner(
    { ...program, phases: [{ name: "all", duration }] },
    {
      cleared: [],
      cancelled: [],
      given: program.species.map((_, index) => index),
      samples: Float64Array.from(samples.flatMap((sample) => [...sample])),
      before: [0],
      after: [],
    },
    { relativeTolerance: relative, absoluteTolerance: absolute, maxSteps: MOST_STEPS },
  );
  const chosen = samples.map((_, index) => index);
  const pass = (keep) => {
    for (let done = 0; done < chosen.length; ) {
      const atOnce = runner.samplesAtOnce();
      const { kept, failure } = runner.runCycles(chosen.slice(done, done + atOnce), false);
      keep?.(kept);
      if (failure !== undefined) return failure.failure.message;
      done += atOnce;
    }
    return undefined;
  };
  return {
    states: () => {
      const states = [];
      const failure = pass((kept) => {
        for (const state of kept) states.push(Float64Array.from(state));
      });
      return { states, failures: failure === undefined ? [] : [failure] };
    },
    steps: () => runner.statistics.steps / runner.statistics.phases,
    time: (seconds) => timeOf(() => pass(undefined), samples.length, seconds),
  };
}

/** CPU time of one of so many solves in microseconds: the median over passes that together take `seconds`. */
function timeOf(pass, count, seconds) {
  const start = cpuSeconds();
  pass();
  const first = cpuSeconds() - start;
  const repeats = first < LONG_PASS ? Math.floor(LONG_PASS / Math.max(first, 1e-6)) + 1 : 1;
  const times = first < seconds ? [] : [first];
  for (let total = 0; first < seconds && total < seconds; total += times.at(-1) * repeats) {
    const before = cpuSeconds();
    for (let r = 0; r < repeats; r++) pass();
    times.push((cpuSeconds() - before) / repeats);
  }
  return (1e6 * median(times)) / count;
}

/** CPU time of this whole process, with its compiling and collecting threads. */
export function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e-6;
}
