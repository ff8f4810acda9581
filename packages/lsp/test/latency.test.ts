// A small run of `pnpm bench:editor`: everything that has a budget is measured, and none of it grows much faster than the text.
// The budgets themselves are for the bench: here other tests run beside it, and nothing is warm yet.

import { expect, test } from "vitest";
import budgets from "../bench/budgets.json" with { type: "json" };
import { measure } from "../bench/main.js";
import { ALMOST_LINEAR } from "./growth.js";

/** Measured with a command only, which needs a build. */
const OF_A_PROCESS = "server ready after start";

test("what has a budget is measured, and grows with the text", async () => {
  const [small, large] = [300, 1500];
  const rows = await measure({ sizes: [small, large], edits: 12, clock: "thread", withPauses: true });
  const leastOf = (name: string, lines: number): number =>
    rows.find((row) => row.name === name && row.lines === lines)?.least ?? Number.NaN;
  const names = Object.keys(budgets).filter((name) => name !== OF_A_PROCESS);
  const growths = names.map((name) => ({ name, growth: leastOf(name, large) / leastOf(name, small) }));
  expect(growths.filter(({ growth }) => !(growth < ALMOST_LINEAR))).toEqual([]);
}, 600_000); // against hanging only
