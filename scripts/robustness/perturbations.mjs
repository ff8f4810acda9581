// What is perturbed, by how much and in which circuits.
import { CIRCUITS, SEEDS } from "./circuits.mjs";

const ALL = Object.keys(CIRCUITS);
const SWITCHED = ["linear", "bilinear", "and"];

/** The part of the reactions whose constants are perturbed, by the roles of reactions. */
export const PARTS = {
  forward: ["load", "forward", "output"],
  error: ["error"],
  gradient: ["adjoint", "gradient"],
  "state reversal": ["state-reversal"],
  annihilation: ["annihilation"],
  transfer: ["transfer", "cleaning"],
  clock: ["clock"],
};

/** How far constants of a part deviate. */
export const PART_SHARE = 0.1;

/**
 * `levels` are the sizes; `neutral` is the one that changes nothing, if there is one; `quick` are those of a shortened
 * study. `axis` describes the size in the figure, `factor` is what a size is multiplied by there; `tooCostly` lists
 * what is left out, `dashedIn` names the panel that shows a perturbation by dashed lines.
 */
export const PERTURBATIONS = [
  {
    name: "rates",
    title: "Rate constants",
    axis: "largest deviation (%)",
    factor: 100,
    levels: [0.01, 0.05, 0.1, 0.2],
    neutral: 0,
    circuits: ALL,
  },
  {
    name: "rates-cancelled",
    title: "Rate constants, rails of the error cancel",
    factor: 100,
    levels: [0.01, 0.05, 0.1, 0.2],
    circuits: ALL,
    dashedIn: "rates",
  },
  {
    name: "parts",
    title: `Rate constants of one part, ±${100 * PART_SHARE} %`,
    levels: [...Object.keys(PARTS), "all, rails alike"],
    circuits: ALL,
  },
  {
    name: "annihilation",
    title: "Annihilation of rails",
    axis: "rate constant",
    scale: "log",
    levels: [10, 100, 1000],
    neutral: 100,
    circuits: ["bilinear", "and", "closed"],
  },
  {
    name: "clock-seed",
    title: "Seed of the clock",
    axis: "concentration of the idle species",
    scale: "log",
    levels: [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-9],
    neutral: 1e-6,
    circuits: ["closed"],
  },
  {
    name: "amounts",
    title: "Amounts that are fed",
    axis: "standard deviation (%)",
    factor: 100,
    levels: [0.01, 0.02, 0.05],
    neutral: 0,
    circuits: ALL,
  },
  {
    name: "durations",
    title: "Lengths of phases",
    axis: "standard deviation (%)",
    factor: 100,
    levels: [0.01, 0.02, 0.05],
    neutral: 0,
    circuits: SWITCHED,
  },
  {
    name: "feed-times",
    title: "Times of feeding",
    axis: "standard deviation (% of a period)",
    factor: 100,
    levels: [0, 0.05, 0.1, 0.15],
    circuits: ["closed"],
  },
  {
    name: "leaks",
    title: "Leaks",
    axis: "concentration per time, each species",
    scale: "log",
    levels: [1e-5, 1e-4, 1e-3, 1e-2],
    neutral: 0,
    circuits: ALL,
  },
  {
    name: "volume",
    title: "Stochastic inference",
    axis: "molecules per concentration 1",
    scale: "log",
    levels: [10_000, 1000, 100, 10],
    quick: [1000, 10],
    circuits: ALL,
    tooCostly: { bilinear: [10_000] },
  },
  {
    name: "volume-training",
    title: "Stochastic training",
    axis: "molecules per concentration 1",
    scale: "log",
    levels: [1000, 100, 10],
    circuits: ["linear"],
  },
];

/** The row of trainings without a perturbation, to which all others are compared. */
export const UNPERTURBED = { name: "unperturbed", title: "Unperturbed", levels: ["none"], circuits: ALL };

const QUICK_EPOCHS = 2;
const QUICK_SAMPLES = 4;

/** Short trainings and two sizes each, one of them neutral if there is such a one. */
export function shortened({ quick }) {
  if (!quick) return { perturbations: PERTURBATIONS, seeds: SEEDS, limits: {} };
  const perturbations = PERTURBATIONS.map((perturbation) => ({
    ...perturbation,
    levels: perturbation.quick ?? [
      ...new Set([perturbation.neutral ?? perturbation.levels[0], perturbation.levels.at(-1)]),
    ],
  }));
  return {
    perturbations,
    seeds: SEEDS.slice(0, 1),
    limits: { epochs: QUICK_EPOCHS, samples: QUICK_SAMPLES },
  };
}
