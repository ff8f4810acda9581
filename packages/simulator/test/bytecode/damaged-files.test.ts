// A share of `pnpm fuzz:bytecode`.
import { expect, test } from "vitest";
import { createRandom } from "../../src/random.js";
import { damagedFile, type Outcome, withstand } from "./withstand-bytes.js";

test("2000 damaged files are refused, or run to an end or a failure", () => {
  const random = createRandom(1, "damaged files");
  const counts: Record<Outcome, number> = { refused: 0, failed: 0, completed: 0 };
  for (let file = 0; file < 2000; file++) counts[withstand(damagedFile(random))]++;
  // All three happen: damage that only the reader sees would leave the simulator untested.
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(50);
});
