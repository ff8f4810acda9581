// The circuits that are perturbed, and the seeds of their data, weights and perturbations.

/** The same for every row. */
export const SEEDS = [1, 2, 3, 4, 5];

/**
 * The circuits. `epochs` instead of those of the file where one step is expensive; `measured` samples of the validation
 * part are enough, or of the grid where that part is too small to tell losses apart.
 */
export const CIRCUITS = {
  linear: { model: "linear-regression/paper", title: "linear regression", stepCost: 0.12 },
  bilinear: { model: "bilinear/paper-first-order", title: "x₁x₂ + x₂²", stepCost: 1.2 },
  and: {
    model: "and/paper-cubic",
    title: "and",
    epochs: 20,
    isMeasuredOnGrid: true,
    measured: 400,
    stepCost: 1.2,
  },
  closed: {
    model: "closed/linear-regression",
    title: "linear regression, own clock",
    epochs: 15,
    measured: 50,
    stepCost: 5,
  },
};
