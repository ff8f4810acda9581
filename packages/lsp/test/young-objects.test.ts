// The engine really collects when it is asked to.

import { expect, it } from "vitest";
import { ENOUGH_IN_A_PAUSE, youngBytes, youngObjectCollector } from "../src/young-objects.js";

const ENOUGH_BYTES = 3 * 1024 * 1024;
const MOST_OBJECTS = 10_000_000;

/** Makes objects that nobody keeps for long, until there are enough at one time. */
function fillYoungSpace(): void {
  let latest: object[] = [];
  for (let made = 0; youngBytes() < ENOUGH_BYTES && made < MOST_OBJECTS; made += latest.length)
    latest = Array.from({ length: 1000 }, (_, index) => ({ index }));
}

it("collects young objects as soon as it is worth it", () => {
  const collect = youngObjectCollector(ENOUGH_IN_A_PAUSE);
  fillYoungSpace();
  collect();
  collect(); // what is alive leaves the young objects at the second collection
  fillYoungSpace();
  const before = youngBytes();
  expect(collect()).toBe(true);
  expect(before).toBeGreaterThanOrEqual(ENOUGH_BYTES);
  expect(youngBytes()).toBeLessThan(before / 2);
});

it("leaves fewer alone", () => {
  const collect = youngObjectCollector(1000 * ENOUGH_BYTES);
  fillYoungSpace();
  expect(collect()).toBe(false);
});
