// Numerical differentiation formulas: backward differentiation with a term that lowers the error of orders 1 to 4.
// L. Shampine and M. Reichelt, "The MATLAB ODE Suite", SIAM Journal on Scientific Computing 18 (1997) 1, section 2:
//   Σₘ₌₁ᵏ ∇ᵐyₙ₊₁/m − κₖγₖ·(yₙ₊₁ − predicted) = h·f(yₙ₊₁),   γₖ = Σⱼ₌₁ᵏ 1/j,   predicted = Σₘ₌₀ᵏ ∇ᵐyₙ,
// with the local error (κₖγₖ + 1/(k + 1))·∇ᵏ⁺¹yₙ₊₁, and ∇ᵏ⁺¹yₙ₊₁ = yₙ₊₁ − predicted. With ∇ᵐyₙ of equal steps this reads
//   αₖ·(yₙ₊₁ − predicted) + Σₘ₌₁ᵏ γₘ∇ᵐyₙ = h·f(yₙ₊₁),   αₖ = (1 − κₖ)·γₖ.

/** The formula of an order k, as in the last equation above. */
export interface DifferenceFormula {
  readonly order: number;
  /** αₖ. */
  readonly leading: number;
  /** κₖγₖ + 1/(k + 1). */
  readonly error: number;
}

/** From order 6 on no such formula is stable enough for stiff problems. */
export const HIGHEST_ORDER = 5;

/** κₖ: as far from backward differentiation as loses little of its stability at orders 3 and 4; loc. cit., table 1. */
const KAPPA = [-0.185, -1 / 9, -0.0823, -0.0415, 0];

/** γₘ, the sum of the first m reciprocals. */
export function harmonicSum(count: number): number {
  let sum = 0;
  for (let j = 1; j <= count; j++) sum += 1 / j;
  return sum;
}

/** The formulas by order, from 1 to 5. */
export const differenceFormulas: readonly DifferenceFormula[] = KAPPA.map((kappa, index) => {
  const order = index + 1;
  const gamma = harmonicSum(order);
  return { order, leading: (1 - kappa) * gamma, error: kappa * gamma + 1 / (order + 1) };
});
