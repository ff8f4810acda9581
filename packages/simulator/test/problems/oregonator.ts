// The Oregonator of Field and Noyes (1974): relaxation oscillations over five orders of magnitude.
import { programFromLines } from "../program-from-lines.js";
import { type Problem, referencesOf } from "./problem.js";

export const oregonator: Problem = {
  name: "Oregonator",
  source:
    "Mazzia and Magherini, Test Set for Initial Value Problem Solvers, release 2.4 (2008) (OREGO); values by extrapolation of the linearly implicit Euler method in quadruple precision",
  trace: 1e-2,
  program: programFromLines({
    parameters: { squared: 77.27 * 8.375e-6, slow: 1 / 77.27 },
    species: ["X = 1", "Y = 2", "Z = 3"],
    reactions: [
      "Y ->{77.27} Y + X",
      "X ->{77.27} 2 X",
      "2 X ->{squared} X",
      "X + Y ->{77.27} Y",
      "Z ->{slow} Z + Y",
      "Y ->{slow} 0",
      "X + Y ->{slow} X",
      "X ->{0.161} X + Z",
      "Z ->{0.161} 0",
    ],
  }),
  references: referencesOf(
    ["X", "Y", "Z"],
    [
      [10, 2.7332774277813567, 1.5759281595866987, 2.5105085896115926],
      [30, 1.000661467180497, 1512.7789373482503, 10358.543127672277],
      [100, 1.0024499661700546, 409.165130436743, 1.1341661191640433],
      [200, 1.0336163858686638, 30.746785288859456, 1.0288427602741963],
      [300, 1.7797247519370203, 2.281852385542401, 1.6137540236717254],
      [360, 1.0008148703185227, 1228.1785215498876, 132.05549428465096],
    ],
  ),
};
