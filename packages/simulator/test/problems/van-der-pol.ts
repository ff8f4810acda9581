// Van der Pol's oscillator with ε = 10⁻⁶ in Liénard's plane, moved to where nothing is negative: X = x + 3 and
// Z = εx′ + x³/3 − x + 1.
import { programFromLines } from "../program-from-lines.js";
import { type Problem, referencesOf } from "./problem.js";

export const vanDerPol: Problem = {
  name: "van der Pol",
  source:
    "Mazzia and Magherini, Test Set for Initial Value Problem Solvers, release 2.4 (2008); values by extrapolation of the linearly implicit Euler method in quadruple precision",
  trace: 1,
  program: programFromLines({
    species: ["X = 5", "Z = 1.6666666666666667"],
    reactions: [
      "Z ->{1e6} Z + X",
      "3 X ->{333333.3333333333} 2 X",
      "2 X ->{3e6} 3 X",
      "X ->{8e6} 0",
      "0 ->{5e6} X",
      "0 -> Z: 3 X -",
    ],
  }),
  references: referencesOf(
    ["X", "Z"],
    [
      [0.2, 4.858205952213951, 1.2805445872051138],
      [0.4, 4.693209426830906, 0.9249098622701464],
      [0.6, 4.484575693287917, 0.6060740242013201],
      [0.8, 4.083923364642552, 0.34056729698649246],
      [1, 1.1363537451918795, 0.7060556800339289],
      [1.2, 1.3002859965395392, 1.062874627532972],
      [1.6, 1.8791867463867165, 1.6514874078120123],
      [2, 4.706167732170465, 0.9493875354320952],
    ],
  ),
};
