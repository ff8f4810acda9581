// A view of a network of 1000 lines is there while somebody types.

import { expect, test } from "vitest";
import { viewOf } from "../../src/views/view.js";
import { viewTargets } from "../../src/views/view-targets.js";
import { openSnapshot, placesOf } from "../open-snapshot.js";

const COUNT = 330;
const chain = (name: (index: number) => string): string =>
  Array.from({ length: COUNT }, (_, index) => name(index)).join("\n");
const TEXT = `crn Long {
${chain((index) => `  species S${index} = ${index}`)}
${chain((index) => `  S${index} + S${(index + 1) % COUNT} ->{0.5} 2 S${index}`)}
${chain((index) => `  S${index} ->{0.1} 0`)}
}`;

test("a view within 100 ms at 1000 lines, lowering included", async () => {
  for (const target of viewTargets.filter(({ name }) => name === "reactions" || name === "ncrn")) {
    const costs: number[] = [];
    for (let run = 0; run < 5; run++) {
      const snapshot = openSnapshot(`${TEXT}\n// ${run}`);
      snapshot.diagnostics();
      const start = process.cpuUsage();
      const view = await viewOf({ snapshot, places: placesOf(snapshot) }, "Long", target);
      const { user, system } = process.cpuUsage(start);
      costs.push((user + system) / 1000);
      expect(view.links.length).toBe(3 * COUNT);
    }
    // The least of several runs: other processes and the collector make single ones slow.
    expect(Math.min(...costs)).toBeLessThan(100);
  }
});
