// Pyrolysis: traces that stay ten orders of magnitude below everything else decide, and of their fluxes of 1e-7 only 1e-12
// remains: the rounding of sums of fluxes, over the time simulated, would be 1e-8 of them.
import { programFromLines } from "../program-from-lines.js";
import { type Problem, referencesOf } from "./problem.js";

export const e5: Problem = {
  name: "E5",
  source:
    "Mazzia and Magherini, Test Set for Initial Value Problem Solvers, release 2.4 (2008); values by extrapolation of the linearly implicit Euler method in quadruple precision",
  trace: 1e-18,
  program: programFromLines({
    species: ["A = 1.76e-3", "B", "C", "D"],
    reactions: ["A ->{7.89e-10} B + C", "A + C ->{1.1e7} D", "B + C ->{1.13e9} 0", "D ->{1.13e3} C"],
  }),
  references: referencesOf(
    ["A", "B", "C", "D"],
    [
      [10, 0.0017599259497677897, 1.3846281519376517e-11, 7.637003853007391e-13, 1.3082581134075777e-11],
      [1000, 0.0016180769999072943, 1.3822370304983736e-10, 8.251573500683834e-12, 1.2997212954915352e-10],
      [100000, 7.481320822429222e-6, 2.3734781561205976e-12, 2.2123586689581663e-12, 1.6111948716243113e-13],
      [
        10000000, 4.715033363040164e-10, 1.8188895860807023e-14, 1.8188812376786725e-14,
        8.348402029632169e-20,
      ],
      [
        1000000000, 3.1317148329356996e-14, 1.4840957952870065e-16, 1.4840957948345692e-16,
        4.524372827978262e-26,
      ],
      [
        100000000000, 3.769308223301887e-49, 1.0192582568142715e-20, 1.0192582568142697e-20,
        3.7399012230829134e-65,
      ],
      [10000000000000, 0, 8.861233521291952e-23, 8.861233521290217e-23, 0],
    ],
  ),
};
