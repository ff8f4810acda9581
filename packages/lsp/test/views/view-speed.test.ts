// What a view costs grows with its network, and not faster. Milliseconds are for `pnpm bench:editor`.

import { expect, test } from "vitest";
import { longNetwork } from "../../bench/reference-model.js";
import { viewOf } from "../../src/views/view.js";
import { viewTargets } from "../../src/views/view-targets.js";
import { ALMOST_LINEAR, growthOf } from "../growth.js";
import { openSnapshot, placesOf } from "../open-snapshot.js";

const texts = viewTargets.filter(({ name }) => name === "reactions" || name === "ncrn");

test.each(texts)("a view as $name, lowering included", async (target) => {
  const checked = (lines: number) => {
    const snapshot = openSnapshot(longNetwork(lines));
    snapshot.diagnostics();
    return snapshot;
  };
  const view = (snapshot: ReturnType<typeof checked>) =>
    viewOf({ snapshot, places: placesOf(snapshot) }, "Long", target);
  expect((await view(checked(400))).links.length).toBeGreaterThan(200);
  expect(await growthOf(200, checked, view)).toBeLessThan(ALMOST_LINEAR);
});
