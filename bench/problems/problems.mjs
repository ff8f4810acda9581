// The initial value problems: a program, how long it runs, and samples, each a complete initial state.
import { foldedEquations } from "../equations/equations.mjs";
import { reactionList } from "../equations/reaction-list.mjs";
import { brusselator, brusselatorSquare, oregonator, robertson } from "./classic-problems.mjs";
import { coupledCircuit } from "./coupled-circuits.mjs";
import { randomNetwork } from "./random-networks.mjs";
import { reluFeedback, reluForward } from "./relu-circuits.mjs";

const USUAL = {
  duration: 1,
  isStiff: false,
  isLarge: false,
  floor: 1e-3,
  absolutePart: 1e-3,
  isQuick: false,
};

/** `absolutePart` is the absolute tolerance as a part of the relative one; `floor` belongs to the measure of errors.
 * Large problems are tried in a process of their own first, and at fewer tolerances. */
const PROBLEMS = [
  { name: "relu-forward", title: "ReLU d = 3, forward", make: reluForward, isQuick: true },
  { name: "relu-feedback", title: "ReLU d = 3, feedback", make: () => reluFeedback(10), isQuick: true },
  {
    name: "relu-feedback-fast",
    title: "ReLU d = 3, feedback, annihilation 100",
    make: () => reluFeedback(100),
  },
  { name: "coupled-3", title: "coupled d = 3", make: () => coupledCircuit(3, 64), isQuick: true },
  { name: "coupled-10", title: "coupled d = 10", make: () => coupledCircuit(10, 16) },
  { name: "coupled-30", title: "coupled d = 30", make: () => coupledCircuit(30, 8) },
  { name: "coupled-100", isLarge: true, title: "coupled d = 100", make: () => coupledCircuit(100, 2) },
  {
    name: "robertson",
    title: "Robertson to 1e5",
    make: robertson,
    isStiff: true,
    duration: 1e5,
    floor: 1e-8,
    absolutePart: 1e-6,
    isQuick: true,
  },
  {
    name: "oregonator",
    title: "Oregonator to 360",
    make: oregonator,
    isStiff: true,
    duration: 360,
    absolutePart: 1e-4,
  },
  {
    name: "brusselator-64",
    title: "Brusselator, 64 cells",
    make: () => brusselator(64, 8),
    isStiff: true,
    duration: 10,
  },
  {
    name: "brusselator-512",
    title: "Brusselator, 512 cells",
    make: () => brusselator(512, 2),
    isStiff: true,
    duration: 10,
  },
  {
    name: "brusselator-64x64",
    title: "Brusselator, 64 × 64 cells",
    make: () => brusselatorSquare(64, 1),
    isStiff: true,
    isLarge: true,
    duration: 5,
  },
  { name: "random-20", title: "random, 20 reactions", make: () => randomNetwork(20, 64), isQuick: true },
  { name: "random-500", title: "random, 500 reactions", make: () => randomNetwork(500, 16) },
  {
    name: "random-10000",
    isLarge: true,
    hasFullFactors: true,
    title: "random, 10 000 reactions",
    make: () => randomNetwork(10_000, 2),
  },
];

export const PROBLEM_NAMES = PROBLEMS.map(({ name }) => name);

/** Descriptions of the problems that a call asks for. */
export function chosenProblems({ only, quick }) {
  const all = PROBLEMS.map((problem) => ({ ...USUAL, ...problem }));
  if (only.length > 0) return all.filter(({ name }) => only.includes(name));
  return quick ? all.filter(({ isQuick }) => isQuick) : all;
}

/** The problem itself, with its reactions and folded equations, which the errors are measured by. */
export function problemOf({ make, ...description }) {
  const { program, samples } = make();
  const reactions = reactionList(program, undefined);
  const folded = foldedEquations(reactions, program.species.length);
  const sizes = {
    species: program.species.length,
    reactions: program.reactions.length,
    unknowns: folded.unknowns.length,
    terms: folded.rows.reduce((sum, row) => sum + row.length, 0),
  };
  return { ...description, program, samples, reactions, folded, sizes, species: folded.unknowns };
}
