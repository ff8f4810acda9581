// Which sums of fluxes a step of an implicit method takes, as kernel text. What rounding adds to a sum of large fluxes, a long
// step multiplies: by about its length times the fastest rate. Up to a limit that is far below the error bounds.

/** Whether there are rates without loss: in the module, if they are called for (status `unprepared`), or not at all. */
export type Balance = "present" | "on-demand" | "none";

/** `chooseRates(h)` when the matrix has been factored: whether the step can be done; and `stageRates(y, target)` so chosen. */
export function balanceKernel(balance: Balance): string {
  return `
func chooseRates(h: f64): i32 {
  i32[BALANCED] = 0;
  ${balance === "none" ? "" : `if (h * norm() > f64[BALANCE_LIMIT]) { ${WHERE_LONG[balance]} }`}
  return 1;
}

func stageRates(y: i32, target: i32) {
  ${balance === "present" ? "if (i32[BALANCED]) { balancedRates(y, target); return; }" : ""}
  rates(y, target);
}
`;
}

/** A step that could not be done does not count. */
const WHERE_LONG = {
  present: "i32[BALANCED] = 1;",
  "on-demand": "i32[UNSOUND] = 1; i32[LOSSY] = 1; i32[STEPS] = i32[STEPS] - 1; return 0;",
};
