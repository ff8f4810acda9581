// A small run of `pnpm bench:editor`. It finds what has become slow, and no more: the runner of the tests makes all modules
// slower, other tests run beside it, and nothing is warm yet.

import { expect, test } from "vitest";
import { measure } from "../bench/main.js";

const SLACK = 2;

test("the fastest of some runs is near its budget at 1000 lines", async () => {
  const rows = await measure({ sizes: [1000], edits: 16, clock: "thread", withPauses: true });
  const over = rows.filter(({ least, budget }) => budget !== undefined && least > SLACK * budget);
  expect(over.map(({ name, least }) => `${name}: ${least.toFixed(1)} ms`)).toEqual([]);
  expect(rows.filter(({ budget }) => budget !== undefined).length).toBeGreaterThan(14);
}, 60_000);
