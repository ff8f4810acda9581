// A system of a module at work, as an object.
import type { WasmInstance } from "./webassembly-global.js";

/** One system of the module. */
export interface EngineSystem {
  /** Solves from the state of all species; a status of the solve (solve-kernel.ts). */
  readonly run: (from: number, end: number, limit: number) => number;
  /** Goes on after a pause, or after a step that was looked at. */
  readonly resume: (limit: number) => number;
  /**
   * Gives the module the implicit method of this system, or, when it is called for again, row exchanges for it or rates without
   * loss; false if the system is too large for it. The memory may grow: views of it have to be asked for anew.
   */
  readonly prepareImplicit: () => boolean;
  /**
   * Goes on with the explicit method where the implicit one was called for but cannot be had, if about so many steps are
   * enough; false if they are not, or if the implicit method is at work.
   */
  readonly stayExplicit: (steps: number) => boolean;
  /** Whether each accepted step is to be looked at. */
  readonly setObserved: (isObserved: boolean) => void;
  /** Concentrations within the waiting step; of species that do not change, nothing is written. */
  readonly interpolate: (fraction: number, target: Float64Array) => void;
  /** Ends the solve at a time within the waiting step, or at its end. */
  readonly stopAt: (time: number) => void;
  readonly finishStep: () => void;
  readonly isWaiting: () => boolean;
  /** Time reached, and the end of the waiting step. */
  readonly time: () => number;
  readonly to: () => number;
  /** How many steps are taken before a host is asked whether to stop: so many at most, fewer where each takes long. */
  readonly stepsBetweenQuestions: (most: number) => number;
  /** Steps tried and steps rejected since the module was made. */
  readonly steps: () => number;
  readonly rejected: () => number;
  /** Steps that had been tried when the last run began. */
  readonly stepsBefore: () => number;
}

/** Exported functions of a system (run-kernel.ts); finding them by name takes longer than a short solve. */
export interface EntryPoints {
  readonly run: (from: number, end: number, limit: number) => number;
  readonly resume: (limit: number) => number;
  readonly interpolate: (fraction: number) => void;
  readonly stopWithin: (fraction: number) => void;
  readonly finishStep: () => void;
}

/** Those of the system whose functions have the prefix. */
export function entryPointsOf(exports: WasmInstance["exports"], prefix: string): EntryPoints {
  const entry = (name: string) => exports[prefix + name]!;
  return {
    run: entry("run"),
    resume: entry("resume"),
    interpolate: entry("interpolate"),
    stopWithin: entry("stopWithin"),
    finishStep: entry("finishStep"),
  };
}

/** The numbers of a system: the module's memory, and the constants of the system's kernels. */
export interface SystemMemory {
  readonly constants: Readonly<Record<string, number>>;
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
}

/**
 * Whether steps of a tenth of what is left, when the implicit method is called for, would call for rates without loss: then they
 * are compiled at once.
 */
export function willBeLossy({ constants, numbers }: Pick<SystemMemory, "constants" | "numbers">): boolean {
  // The explicit method's steps are three over the fastest rate.
  const tenth = 0.3 * numbers[constants["EXPLICIT_STEPS"]! / 8]!;
  return tenth > numbers[constants["BALANCE_LIMIT"]! / 8]!;
}

/** Where a system stands; views and functions may become others. */
export interface SystemPlace {
  readonly unknowns: Int32Array;
  readonly constants: Readonly<Record<string, number>>;
  readonly views: {
    readonly numbers: Float64Array;
    readonly integers: Int32Array;
    readonly state: Float64Array;
  };
  readonly entry: () => EntryPoints;
}

/** What depends on how the module was made. */
export interface SystemParts {
  readonly prepareImplicit: () => boolean;
  /** So many steps take some tenths of a second. */
  readonly stepsInTime: () => number;
}

/** The system at this place. */
export function engineSystem(
  place: SystemPlace,
  { prepareImplicit, stepsInTime }: SystemParts,
): EngineSystem {
  const { unknowns, constants, views, entry } = place;
  const integer = (name: string): (() => number) => {
    const index = constants[name]! / 4;
    return () => views.integers[index]!;
  };
  const number = (name: string): (() => number) => {
    const index = constants[name]! / 8;
    return () => views.numbers[index]!;
  };
  const time = number("TIME");
  const to = number("TO");
  const pending = integer("PENDING");
  const observed = constants["OBSERVED"]! / 4;
  return {
    run: (from, end, limit) => entry().run(from, end, limit),
    resume: (limit) => entry().resume(limit),
    prepareImplicit,
    stayExplicit: (steps) => {
      const { integers, numbers } = views;
      const isAtWork = integers[constants["STARTED"]! / 4] === 1;
      if (isAtWork || numbers[constants["EXPLICIT_STEPS"]! / 8]! > steps) return false;
      integers[constants["IMPLICIT"]! / 4] = 0;
      integers[constants["STAYS_EXPLICIT"]! / 4] = 1;
      return true;
    },
    setObserved: (isObserved) => {
      views.integers[observed] = isObserved ? 1 : 0;
    },
    interpolate: (fraction, target) => {
      entry().interpolate(fraction);
      const { state } = views;
      for (const species of unknowns) target[species] = state[species]!;
    },
    stopAt: (moment) => {
      entry().stopWithin((moment - time()) / (to() - time()));
    },
    finishStep: () => void entry().finishStep(),
    isWaiting: () => pending() !== 0,
    time,
    to,
    stepsBetweenQuestions: (most) => Math.min(most, stepsInTime()),
    steps: integer("STEPS"),
    rejected: integer("REJECTED"),
    stepsBefore: integer("STEPS_BEFORE"),
  };
}
