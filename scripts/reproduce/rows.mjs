// What is reproduced: one entry a training. Limits hold for the mean of the five seeds; `quick` entries have fewer epochs
// and seeds and bounds of their own, which only say that the training learns.

/** The same for every row. */
export const SEEDS = [1, 2, 3, 4, 5];

/** How each training is carried out. */
export const METHODS = ["chemistry", "descent", "ideal"];

const atMost = (measure, value) => ({ measure, atMost: value });
const atLeast = (measure, value) => ({ measure, atLeast: value });

const LEAST_SQUARES = "ratio to least squares";
const EXTERNAL = "ratio to external clock";
const LOSS = "validation loss";
const VALIDATION = "validation accuracy";
const GRID = "grid accuracy";

/**
 * `name` is the path of the model below `examples/paper`, without extension. `authors` is the figure of the authors' one
 * run by measure. `limits` are those that this project sets itself. `record` is the training that is meant if the file
 * has several, `records` are those whose mean counts. A limit without a number only shows its measure.
 *
 * `wide` is a number of seeds: where single runs differ by more than the limit resolves, the chemistry is trained from
 * seeds 1 to that one as well, and the table says both.
 *
 * `external` is the row of the same task and draws whose phases are switched from outside.
 *
 * A network written by hand draws no weights and has no model to differentiate: its weights start like those of the model
 * that `references` names, which sees the same samples, and `threshold` parts its outputs.
 */
export const ROWS = [
  {
    name: "linear-regression/paper",
    title: "Linear regression, fixed bias",
    authors: { [LOSS]: 0.119 },
    limits: [atMost(LEAST_SQUARES, 1.05), { measure: LOSS }],
    quick: { epochs: 30, limits: [atMost(LEAST_SQUARES, 1.4)] },
  },
  {
    name: "linear-regression/ours",
    title: "Linear regression, trained bias",
    limits: [atMost(LEAST_SQUARES, 1.1), { measure: LOSS }],
    quick: { epochs: 50, limits: [atMost(LEAST_SQUARES, 1.6)] },
  },
  {
    name: "linear-classification/paper",
    title: "Linear classification",
    authors: { [VALIDATION]: 0.99, [GRID]: 0.944 },
    limits: [atLeast(VALIDATION, 0.94), atLeast(GRID, 0.92)],
    quick: { epochs: 10, limits: [atLeast(GRID, 0.85)] },
  },
  {
    name: "linear-classification/ours",
    title: "Linear classification, quenched states, matrix of weights",
    limits: [atLeast(VALIDATION, 0.97), atLeast(GRID, 0.95)],
  },
  {
    name: "bilinear/paper-first-order",
    title: "x₁x₂ + x₂², first-order gradients",
    authors: { [LOSS]: 0.0703 },
    limits: [atMost(LOSS, 0.12)],
    quick: { epochs: 10, limits: [atMost(LOSS, 0.6)] },
  },
  {
    name: "bilinear/paper-adjoint",
    title: "x₁x₂ + x₂², exact gradients",
    authors: { [LOSS]: 0.119 },
    limits: [atMost(LOSS, 0.12)],
  },
  {
    name: "bilinear/paper-adjoint-long",
    title: "x₁x₂ + x₂², exact gradients, 200 epochs",
    authors: { [LOSS]: 0.0745 },
    limits: [atMost(LOSS, 0.095)],
  },
  {
    name: "bilinear/ours",
    title: "x₁x₂ + x₂², matrix of weights",
    limits: [atMost(LOSS, 0.03)],
    quick: { epochs: 10, limits: [atMost(LOSS, 0.3)] },
  },
  {
    name: "sine/paper-first-order",
    title: "sin x₁ + x₂², first-order gradients",
    authors: { [LOSS]: 0.075 },
    limits: [atMost(LOSS, 0.08)],
  },
  {
    name: "sine/paper-adjoint",
    title: "sin x₁ + x₂², exact gradients",
    limits: [atMost(LOSS, 0.08)],
  },
  {
    name: "sine/ours",
    title: "sin x₁ + x₂², matrix of weights",
    limits: [atMost(LOSS, 0.05)],
  },
  {
    name: "xor/paper-cubic",
    title: "Exclusive or, cubic quench",
    authors: { [GRID]: 0.847 },
    wide: 100,
    limits: [atLeast(GRID, 0.84)],
    quick: { epochs: 8, limits: [atLeast(GRID, 0.5)] },
  },
  {
    name: "xor/paper-quadratic",
    title: "Exclusive or, weak quadratic quench, long feedback",
    authors: { [GRID]: 0.788 },
    wide: 40,
    limits: [atLeast(GRID, 0.8)],
    threshold: 0.5,
    references: { descent: "xor/quadratic-exact" },
  },
  {
    name: "xor/ours",
    title: "Exclusive or, gated states",
    limits: [atLeast(GRID, 0.95)],
  },
  {
    name: "rings/paper-cubic",
    title: "Rings, cubic quench",
    authors: { [VALIDATION]: 0.726 },
    wide: 100,
    limits: [atLeast(VALIDATION, 0.76)],
  },
  {
    name: "rings/paper-quadratic",
    title: "Rings, weak quadratic quench, long feedback",
    authors: { [VALIDATION]: 0.822 },
    wide: 20,
    limits: [atLeast(VALIDATION, 0.78)],
    threshold: 1,
    references: { descent: "rings/quadratic-exact" },
  },
  {
    name: "rings/paper-relu",
    title: "Rings, smoothed ReLU",
    authors: { [VALIDATION]: 0.935 },
    limits: [atLeast(VALIDATION, 0.93)],
  },
  {
    name: "rings/ours",
    title: "Rings, gated states",
    limits: [atLeast(VALIDATION, 0.97)],
    quick: { epochs: 8, limits: [atLeast(VALIDATION, 0.7)] },
  },
  {
    name: "and/paper-cubic",
    title: "And, cubic quench",
    limits: [atLeast(GRID, 0.88)],
  },
  {
    name: "and/paper-relu",
    title: "And, smoothed ReLU",
    authors: { [GRID]: 0.914 },
    limits: [atLeast(GRID, 0.88)],
  },
  {
    name: "and/ours",
    title: "And, gated states",
    limits: [atLeast(GRID, 0.97)],
  },
  {
    name: "or/paper-cubic",
    title: "Or, cubic quench",
    limits: [atLeast(GRID, 0.88)],
  },
  {
    name: "or/paper-relu",
    title: "Or, smoothed ReLU",
    authors: { [GRID]: 0.874 },
    limits: [atLeast(GRID, 0.88)],
  },
  {
    name: "or/ours",
    title: "Or, gated states",
    limits: [atLeast(GRID, 0.97)],
  },
  {
    name: "iris/paper",
    title: "Iris, three species, five folds",
    records: ["iris_1", "iris_2", "iris_3", "iris_4", "iris_5"],
    authors: { [VALIDATION]: 0.933 },
    wide: 100,
    limits: [atLeast(VALIDATION, 0.82)],
  },
  {
    name: "iris/ours",
    title: "Iris, trained source, five folds",
    records: ["iris_1", "iris_2", "iris_3", "iris_4", "iris_5"],
    limits: [atLeast(VALIDATION, 0.945)],
    quick: { epochs: 2, limits: [atLeast(VALIDATION, 0.5)] },
  },
  {
    name: "closed/linear-regression",
    title: "Linear regression, clock of its own",
    external: "linear-regression/paper",
    limits: [atMost(EXTERNAL, 1.2), atMost(EXTERNAL, 1.05)],
  },
  {
    name: "closed/bilinear",
    title: "x₁x₂ + x₂², clock of its own",
    external: "bilinear/paper-first-order",
    limits: [atMost(EXTERNAL, 1.2), atMost(EXTERNAL, 1.05)],
  },
  ...[2, 4, 6, 8].flatMap((d) => [
    {
      name: `scaling/d-${d}`,
      record: "adjoint",
      title: `Mean of ${d} squares, exact gradients`,
      limits: [{ measure: LOSS }],
    },
    {
      name: `scaling/d-${d}`,
      record: "first_order",
      title: `Mean of ${d} squares, first-order gradients`,
      limits: [{ measure: LOSS }],
    },
  ]),
];

/** Rows whose name or folder is among `only`; all if it is empty. */
export function selectedRows({ only = [], quick }) {
  const rows = ROWS.filter(
    ({ name }) => only.length === 0 || only.some((chosen) => `${name}/`.startsWith(`${chosen}/`)),
  );
  return quick ? rows.filter((row) => row.quick !== undefined) : rows;
}
