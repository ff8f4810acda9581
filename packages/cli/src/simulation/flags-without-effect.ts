// Flags that the method does not read: they were meant for another one, so nothing is run.

import { isStochastic } from "@ncrn/experiments";
import type { CheckedMethod } from "@ncrn/language";
import type { SimulateFlags } from "../commands/simulate.js";
import { wrongUsage } from "../failure.js";
import { type ChoosingFlag, type FlagOfChoice, refuseFlagsOfOthers } from "../flags-of-choice.js";
import type { RunFlags } from "./run-flags.js";

type Method = CheckedMethod["kind"];

const RANDOM: readonly Method[] = ["ssa", "tau_leaping", "langevin"];

const OF_ALL_RUNS: readonly FlagOfChoice<keyof RunFlags, Method>[] = [
  { name: "seed", spelling: "--seed", readBy: RANDOM },
  { name: "volume", spelling: "--volume", readBy: [...RANDOM, "linear_noise"] },
  { name: "epsilon", spelling: "--epsilon", readBy: ["tau_leaping", "langevin"] },
  { name: "step", spelling: "--step", readBy: ["langevin"] },
];

const OF_ENSEMBLES: readonly FlagOfChoice<"workers" | "runsCsv", Method>[] = [
  { name: "workers", spelling: "--workers", readBy: RANDOM },
  { name: "runsCsv", spelling: "--runs-csv", readBy: RANDOM },
];

/** Ends `simulate` with wrong usage if a flag would change nothing. */
export function refuseFlagsWithoutEffect(flags: SimulateFlags, method: Method): void {
  refuseRunFlagsWithoutEffect(flags, method);
  refuseFlagsOfOthers(flags, OF_ENSEMBLES, methodFlag(method));
  if (flags.plot === undefined && (flags.logX ?? flags.logY) !== undefined)
    throw axisWithoutPicture(flags.logX ? "--log-x" : "--log-y", "--plot FILE");
}

/** Ends a command with wrong usage if a flag would change nothing in its runs. */
export function refuseRunFlagsWithoutEffect(flags: RunFlags, method: Method): void {
  refuseRunsOfEquations(flags, method);
  refuseFlagsOfOthers(flags, OF_ALL_RUNS, methodFlag(method));
  if (flags.step !== undefined && flags.epsilon !== undefined)
    throw wrongUsage(
      "flag-without-effect",
      "`--epsilon` has no effect beside `--step`, which says how long steps are",
      "Leave out one of them.",
    );
}

/** The failure of a flag of pictures where there is none. */
export function axisWithoutPicture(spelling: string, picture: string): Error {
  const sentence = `\`${spelling}\` has no effect without a picture`;
  return wrongUsage("flag-without-effect", sentence, `Add ${picture}.`);
}

function refuseRunsOfEquations({ runs = 1 }: RunFlags, method: Method): void {
  if (isStochastic(method) || runs === 1) return;
  throw wrongUsage(
    "runs-without-effect",
    "`--runs` has no effect on equations without random numbers: every run would be the same",
    "Add --method ssa, tau-leaping or langevin, or leave out --runs.",
  );
}

function methodFlag(chosen: Method): ChoosingFlag<Method> {
  return { spelling: "--method", noun: "method", chosen };
}
