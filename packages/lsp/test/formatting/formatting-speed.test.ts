// Formatting takes no longer than promised, at three lengths.

import { expect, test } from "vitest";
import { formattingEdits } from "../../src/features/formatting.js";
import { openSnapshot } from "../open-snapshot.js";

const network = (number: number): string => `crn  N${number} {
  species A=1, B[3] = [1,2,3], C
  rate k=0.1, h = 2 // rates

  /// A reaction.
  A+2 B[1]  ->{k*h} C // comment
  for i in 1..2 { B[i] ->{k} B[i+1] }
  C <->{k,h} A by B[1]
  signal x=1
  x' = -x^2+2*x*A
  at 50 {A = 10}
}
`;

/** Lines, milliseconds of the processor, and runs until the code is warm. */
const budgets = [
  [200, 30, 30],
  [1000, 80, 10],
  [5000, 400, 4],
] as const;

test.for(budgets)("%i lines in %i ms", async ([lines, budget, runs]) => {
  const snapshot = openSnapshot(Array.from({ length: lines / 12 }, (_, index) => network(index)).join(""));
  snapshot.diagnostics();
  const costs: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    expect((await formattingEdits(snapshot))?.length).toBeGreaterThan(0);
    const { user, system } = process.cpuUsage(start);
    costs.push((user + system) / 1000);
  }
  // The least of several runs: other processes and the collector make single ones slow.
  expect(Math.min(...costs)).toBeLessThan(budget);
});
