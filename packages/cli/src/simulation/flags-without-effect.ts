// Flags of `simulate` that the method does not read: they were meant for another one, so nothing is run.

import { isStochastic } from "@ncrn/experiments";
import type { CheckedMethod } from "@ncrn/language";
import type { SimulateFlags } from "../commands/simulate.js";
import { wrongUsage } from "../failure.js";

type Method = CheckedMethod["kind"];

const RANDOM: readonly Method[] = ["ssa", "tau_leaping", "langevin"];

/** Flags that only some of the methods read. */
const METHODS_BY_FLAG: readonly {
  readonly name: keyof SimulateFlags;
  readonly spelling: string;
  readonly methods: readonly Method[];
}[] = [
  { name: "seed", spelling: "--seed", methods: RANDOM },
  { name: "volume", spelling: "--volume", methods: [...RANDOM, "linear_noise"] },
  { name: "epsilon", spelling: "--epsilon", methods: ["tau_leaping", "langevin"] },
  { name: "step", spelling: "--step", methods: ["langevin"] },
  { name: "workers", spelling: "--workers", methods: RANDOM },
  { name: "runsCsv", spelling: "--runs-csv", methods: RANDOM },
];

/** Ends the command with wrong usage if a flag would change nothing. */
export function refuseFlagsWithoutEffect(flags: SimulateFlags, method: Method): void {
  refuseRunsOfEquations(flags, method);
  if (flags.plot === undefined && (flags.logX ?? flags.logY) !== undefined)
    throw wrongUsage(
      "flag-without-effect",
      `\`${flags.logX ? "--log-x" : "--log-y"}\` has no effect without a picture`,
      "Add --plot FILE.",
    );
  const flag = METHODS_BY_FLAG.find(
    ({ name, methods }) => flags[name] !== undefined && !methods.includes(method),
  );
  if (flag !== undefined) {
    const { spelling, methods } = flag;
    throw wrongUsage(
      "flag-without-effect",
      `\`${spelling}\` has no effect with the method ${inFlags(method)}`,
      `Add --method ${listed(methods.map(inFlags))}, or leave out ${spelling}.`,
    );
  }
  if (flags.step !== undefined && flags.epsilon !== undefined)
    throw wrongUsage(
      "flag-without-effect",
      "`--epsilon` has no effect beside `--step`, which says how long steps are",
      "Leave out one of them.",
    );
}

function refuseRunsOfEquations({ runs = 1 }: SimulateFlags, method: Method): void {
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
