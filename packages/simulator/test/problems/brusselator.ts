// The Brusselator with diffusion in one dimension, 512 cells: a thousand coupled unknowns.
import { type ProgramLines, programFromLines } from "../program-from-lines.js";
import { type Problem, referencesOf } from "./problem.js";

const CELLS = 512;
/** Diffusion constant over the square of the width of a cell. */
const DIFFUSION = 0.02 * (CELLS + 1) ** 2;

/** Species of cell 1 … 512; the cells at the ends have neighbours that stay as they are. */
function brusselatorLines(): ProgramLines {
  const cells = Array.from({ length: CELLS }, (_, index) => index + 1);
  const moves = (from: string, to: string): string => `${from} ->{D} ${to}`;
  return {
    parameters: { D: DIFFUSION },
    species: [
      "[Uend] = 1",
      "[Vend] = 3",
      ...cells.map((cell) => `U${cell} = ${1 + Math.sin((2 * Math.PI * cell) / (CELLS + 1))}`),
      ...cells.map((cell) => `V${cell} = 3`),
    ],
    reactions: cells.flatMap((cell) => [
      `0 ->{1} U${cell}`,
      `2 U${cell} + V${cell} ->{1} 3 U${cell}`,
      `U${cell} ->{3} V${cell}`,
      `U${cell} ->{1} 0`,
      ...["U", "V"].flatMap((kind) => [
        moves(`${kind}${cell}`, cell > 1 ? `${kind}${cell - 1}` : "0"),
        moves(`${kind}${cell}`, cell < CELLS ? `${kind}${cell + 1}` : "0"),
        ...(cell === 1 || cell === CELLS ? [moves(`${kind}end`, `${kind}end + ${kind}${cell}`)] : []),
      ]),
    ]),
  };
}

export const brusselator: Problem = {
  name: "Brusselator, 512 cells",
  source:
    "Hairer and Wanner, Solving Ordinary Differential Equations II, IV.10 (BRUSS), with 512 cells; values by scipy 1.17.1, Radau with relative tolerance 1e-12, which differ by 2e-12 from those with 1e-11",
  trace: 1,
  program: programFromLines(brusselatorLines()),
  references: referencesOf(
    [
      "U1",
      "U2",
      "U41",
      "U128",
      "U129",
      "U201",
      "U256",
      "U257",
      "U301",
      "U384",
      "U451",
      "U512",
      "V1",
      "V2",
      "V41",
      "V128",
      "V129",
      "V201",
      "V256",
      "V257",
      "V301",
      "V384",
      "V451",
      "V512",
    ],
    [
      [
        2, 0.9994951126212469, 0.998990121344355, 0.9780951086626075, 0.9189932553312113, 0.9183156353832537,
        0.8711564628117359, 0.8212403147834028, 0.8201051919513491, 0.764329765326479, 0.6977821516418431,
        0.7908627424333996, 0.9962246643272603, 2.9940627345612714, 2.988126372923634, 2.7667810392167334,
        2.491801807068351, 2.4910186332007638, 2.57963330901081, 2.817155583585533, 2.822468811738709,
        3.07061785916477, 3.412873029234883, 3.334600273592715, 3.006216640142761,
      ],
      [
        5, 0.9975902632754335, 0.9951804825144134, 0.9013896104197647, 0.7244428710174884, 0.7229664176452294,
        0.6613992098191227, 0.6724627905964559, 0.6730896658968698, 0.7139137491792307, 0.8388389549576709,
        0.937252577675426, 0.9991124756019326, 3.0073751550686185, 3.0147501232556566, 3.2995441241080963,
        3.83402708402813, 3.8387236480882194, 4.0642948271675925, 4.083287934049723, 4.0824338812579954,
        4.004816107520832, 3.6799158863988315, 3.3290661776130737, 3.005258826592061,
      ],
      [
        10, 0.9949462422514074, 0.9898932961924307, 0.8012669047318103, 0.5278543478041623,
        0.5259996616894188, 0.4447567927525026, 0.4298554634940798, 0.42985737216638337, 0.43943031858173864,
        0.5267389243403566, 0.7148454442237367, 0.9949724257274416, 3.0063722448855126, 3.0127434463737717,
        3.25023987658129, 3.5839139227939922, 3.5860222656562426, 3.672122737713225, 3.6881033178474687,
        3.688176315140667, 3.6836516088565845, 3.5975288065904287, 3.36690707796046, 3.0064948043150084,
      ],
    ],
  ),
};
