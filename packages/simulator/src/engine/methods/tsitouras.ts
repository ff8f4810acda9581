// The explicit Runge–Kutta method of order 5 with embedded order 4 and seven stages, the last of which is the first of
// the next step, and its interpolant of order 4.
// Ch. Tsitouras, "Runge–Kutta pairs of order 5(4) satisfying only the first column simplifying assumption", Computers and
// Mathematics with Applications 62 (2011) 770. The order conditions are checked in the tests.

/** The tableau; the last row of `weights` is the solution. `interpolant[i]` is bᵢ(θ), lowest power (θ¹) first. */
export const tsitouras = {
  times: [0, 0.161, 0.327, 0.9, 0.9800255409045097, 1, 1],
  weights: [
    [],
    [0.161],
    [-0.008480655492356989, 0.335480655492357],
    [2.8971530571054935, -6.359448489975075, 4.3622954328695815],
    [5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525],
    [5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383],
    [0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774],
  ],
  error: [
    -0.001780011052225777,
    -0.0008164344596567469,
    0.007880878010261995,
    -0.1447110071732629,
    0.5823571654525552,
    -0.45808210592918697,
    1 / 66,
  ],
} as const;

/** Factors of the interpolant as the paper gives them: bᵢ(θ) = c·(θ − u)(θ − v)·θ², for i = 1 with θ instead of θ². */
const INTERPOLANT = {
  first: {
    factor: -1.0530884977290216,
    root: 1.329989018975141,
    linear: -1.4364028541716352,
    constant: 0.7139816917074209,
  },
  others: [
    { factor: 0.1017, linear: -2.1966568338249752, constant: 1.294985250737463 },
    { factor: 2.490627285651253, linear: -2.3853564547206165, constant: 1.5780346820809248 },
    {
      factor: -16.548102889244902,
      linear: -(1.2171292729553325 + 0.6162040603780009),
      constant: 1.2171292729553325 * 0.6162040603780009,
    },
    {
      factor: 47.37952196281928,
      linear: -(1.2030712083723627 + 0.6580472926535473),
      constant: 1.2030712083723627 * 0.6580472926535473,
    },
    { factor: -34.87065786149661, linear: -(1.2 + 2 / 3), constant: 0.8 },
    { factor: 2.5, linear: -1.6, constant: 0.6 },
  ],
} as const;

/** bᵢ(θ) by stage as coefficients of θ, θ², θ³, θ⁴. */
export function tsitourasInterpolant(): readonly (readonly [number, number, number, number])[] {
  const { factor, root, linear, constant } = INTERPOLANT.first;
  const first = [
    -factor * root * constant,
    factor * (constant - root * linear),
    factor * (linear - root),
    factor,
  ] as const;
  return [
    first,
    ...INTERPOLANT.others.map(
      (other) => [0, other.factor * other.constant, other.factor * other.linear, other.factor] as const,
    ),
  ];
}
