// A stochastic run that cannot go on → the failure in words.
import type { Program } from "../bytecode/bytecode-format.js";
import { stoppedFailure } from "../interpreter/integration-failures.js";
import { formatNumber, formatSize, limitHint, type RunFailure } from "../interpreter/run-failure.js";
import type { EventBudget } from "./event-budget.js";
import {
  findShortage,
  type MoleculeState,
  type PropensitySystem,
  propensityOf,
} from "./propensity-system.js";

/** What is said of a run. */
interface Run extends MoleculeState {
  readonly program: Program;
  readonly time: number;
  readonly budget: EventBudget;
  readonly method: { readonly countedAs: CountedAs };
}

/** One by one; leaps, and those one by one in between; steps of a given or found length. */
export type CountedAs = "events" | "leaps" | "steps";

/** The failure if a propensity is negative or not a finite number. */
export function propensityFailure(run: Run, system: PropensitySystem, reaction: number): RunFailure {
  const { name, reactants } = system.reactions[reaction]!;
  const value = propensityOf(system, reaction, run);
  // Each is a number, but their sum is not.
  if (value >= 0 && Number.isFinite(value)) return overflowFailure(run);
  const negative = value < 0 && Number.isFinite(value);
  return {
    kind: negative ? "negative-propensity" : "not-a-number",
    time: run.time,
    species: reactants.map(({ species }) => run.program.species[species]!.name),
    message: `At time ${formatNumber(run.time)} the propensity of reaction ${name} is ${negative ? formatNumber(value) : String(value)}.`,
    reaction: name,
    hint: negative
      ? "A rate cannot be negative: write a reversible law as two reactions, one for each direction."
      : "Look for a division by zero, a logarithm or root of something negative, or an overflow in this rate.",
  };
}

/** The failure if an event of this reaction would take more than there is, which only a law can ask for. */
export function findShortageFailure(
  run: Run,
  system: PropensitySystem,
  reaction: number,
): RunFailure | undefined {
  const species = findShortage(system, reaction, run.counts);
  if (species === undefined) return undefined;
  const name = run.program.species[species]!.name;
  const consumer = system.reactions[reaction]!.name;
  return {
    kind: "negative-concentration",
    time: run.time,
    species: [name],
    reaction: consumer,
    message: `At time ${formatNumber(run.time)} reaction ${consumer} takes more of ${name} than there is: its law is above zero although the reactants are used up.`,
    hint: "Let the law fall to zero with the amount of what it consumes, for example by a factor S/(K + S).",
  };
}

/** The failure of a run in which more happens than numbers can hold. */
export function overflowFailure({ program, counts, time }: Run): RunFailure {
  const most = counts.reduce((largest, count, species) => (count > counts[largest]! ? species : largest), 0);
  const { name } = program.species[most]!;
  return {
    kind: "blow-up",
    time,
    species: [name],
    message: `${name} grows without bound: at time ${formatNumber(time)} there are ${formatSize(counts[most]!)} molecules, whose reactions are too many to be counted.`,
    hint: "Use a smaller volume or smaller concentrations, shorten the run, or use differential equations.",
  };
}

interface LimitInWords {
  readonly kind: "event-limit" | "step-limit";
  readonly counted: string;
  readonly instead: readonly string[];
}

const LIMITS: Readonly<Record<CountedAs, LimitInWords>> = {
  events: {
    kind: "event-limit",
    counted: "reaction events",
    instead: [
      "shorten the simulated time",
      "use a smaller volume",
      "let tau-leaping take many events at once",
    ],
  },
  leaps: {
    kind: "event-limit",
    counted: "leaps and single reaction events",
    instead: ["shorten the simulated time", "raise `epsilon`, which makes leaps longer"],
  },
  steps: {
    kind: "step-limit",
    counted: "steps of the Langevin equation",
    instead: [
      "shorten the simulated time",
      "make steps longer: by `step` if it is given, otherwise by `epsilon`",
    ],
  },
};

/** From so many times the largest number at the start on, numbers are said to grow without bound. */
const ESCAPE = 1000;

/** The number of molecules from which on growth may be without bound. */
export function escapeCount(program: Program, volume: number): number {
  return ESCAPE * program.species.reduce((most, { initial }) => Math.max(most, volume * initial), 1);
}

/** The failure if what reactions allow as a step is so short that the time stays the same. */
export function standstillFailure(run: Run): RunFailure {
  const bound = escapeCount(run.program, run.volume);
  if (run.counts.some((count) => count >= bound)) return overflowFailure(run);
  return {
    kind: "step-size-underflow",
    time: run.time,
    species: [],
    message: `At time ${formatNumber(run.time)} what reactions allow as a step is too short to be added to the time.`,
    hint: "Shorten the run, or use differential equations or linear noise.",
  };
}

/** The failure if runs may not go on. */
export function budgetFailure(run: Run, reason: "event-limit" | "stopped"): RunFailure {
  if (reason === "stopped") return stoppedFailure(run.time);
  const { kind, counted, instead } = LIMITS[run.method.countedAs];
  return {
    kind,
    time: run.time,
    species: [],
    message: `The limit of ${run.budget.maxEvents} ${counted} was reached at time ${formatNumber(run.time)}.`,
    hint: limitHint("the limit of a run", instead),
    insteadOfLimit: instead,
  };
}
