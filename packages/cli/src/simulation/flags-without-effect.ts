// Flags that the method does not read: they were meant for another one, so nothing is run.

import { isStochastic } from "@ncrn/experiments";
import type { CheckedMethod } from "@ncrn/language";
import type { SimulateFlags } from "../commands/simulate.js";
import { wrongUsage } from "../failure.js";
import type { RunFlags } from "./run-flags.js";

type Method = CheckedMethod["kind"];

/** A flag that only some of the methods read. */
interface MethodFlag<Name> {
  readonly name: Name;
  readonly spelling: string;
  readonly methods: readonly Method[];
}

const RANDOM: readonly Method[] = ["ssa", "tau_leaping", "langevin"];

const OF_ALL_RUNS: readonly MethodFlag<keyof RunFlags>[] = [
  { name: "seed", spelling: "--seed", methods: RANDOM },
  { name: "volume", spelling: "--volume", methods: [...RANDOM, "linear_noise"] },
  { name: "epsilon", spelling: "--epsilon", methods: ["tau_leaping", "langevin"] },
  { name: "step", spelling: "--step", methods: ["langevin"] },
];

const OF_ENSEMBLES: readonly MethodFlag<"workers" | "runsCsv">[] = [
  { name: "workers", spelling: "--workers", methods: RANDOM },
  { name: "runsCsv", spelling: "--runs-csv", methods: RANDOM },
];

/** Ends `simulate` with wrong usage if a flag would change nothing. */
export function refuseFlagsWithoutEffect(flags: SimulateFlags, method: Method): void {
  refuseRunFlagsWithoutEffect(flags, method);
  refuseFlagsOfOthers(flags, OF_ENSEMBLES, method);
  if (flags.plot === undefined && (flags.logX ?? flags.logY) !== undefined)
    throw axisWithoutPicture(flags.logX ? "--log-x" : "--log-y", "--plot FILE");
}

/** Ends a command with wrong usage if a flag would change nothing in its runs. */
export function refuseRunFlagsWithoutEffect(flags: RunFlags, method: Method): void {
  refuseRunsOfEquations(flags, method);
  refuseFlagsOfOthers(flags, OF_ALL_RUNS, method);
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

function refuseFlagsOfOthers<Name extends string>(
  given: { readonly [name in Name]?: unknown },
  flags: readonly MethodFlag<Name>[],
  method: Method,
): void {
  const flag = flags.find(({ name, methods }) => given[name] !== undefined && !methods.includes(method));
  if (flag === undefined) return;
  const { spelling, methods } = flag;
  throw wrongUsage(
    "flag-without-effect",
    `\`${spelling}\` has no effect with the method ${inFlags(method)}`,
    `Add --method ${listed(methods.map(inFlags))}, or leave out ${spelling}.`,
  );
}

function refuseRunsOfEquations({ runs = 1 }: RunFlags, method: Method): void {
  if (isStochastic(method) || runs === 1) return;
  throw wrongUsage(
    "runs-without-effect",
    "`--runs` has no effect on equations without random numbers: every run would be the same",
    "Add --method ssa, tau-leaping or langevin, or leave out --runs.",
  );
}

/** As flags spell it. */
function inFlags(method: Method): string {
  return method.replace("_", "-");
}

/** `a`, `a or b`, `a, b or c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
