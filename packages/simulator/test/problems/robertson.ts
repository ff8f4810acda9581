// Robertson's autocatalytic reaction over twelve orders of magnitude of time.
import { programFromLines } from "../program-from-lines.js";
import { type Problem, referencesOf } from "./problem.js";

export const robertson: Problem = {
  name: "Robertson",
  source:
    "Mazzia and Magherini, Test Set for Initial Value Problem Solvers, release 2.4 (2008); values by extrapolation of the linearly implicit Euler method in quadruple precision",
  trace: 1e-9,
  program: programFromLines({
    species: ["A = 1", "B", "C"],
    reactions: ["A ->{0.04} B", "2 B ->{3e7} B + C", "B + C ->{1e4} A + C"],
  }),
  references: referencesOf(
    ["A", "B", "C"],
    [
      [0.4, 0.9851721138609899, 3.3863953789749035e-5, 0.014794022185220388],
      [40, 0.715827068719405, 9.185534764557768e-6, 0.28416374574583037],
      [4000, 0.18320225777670932, 8.94237125277591e-7, 0.8167968479861654],
      [400000, 0.004938274520979816, 1.9849940879543756e-8, 0.9950617056290793],
      [40000000, 5.203071844120548e-5, 2.081335731892533e-10, 0.9999479690734252],
      [1000000000, 2.0832294716470045e-6, 8.332935037760727e-12, 0.9999979167621954],
      [100000000000, 2.0833401497012948e-8, 8.333360770334785e-14, 0.9999999791665152],
    ],
  ),
};
