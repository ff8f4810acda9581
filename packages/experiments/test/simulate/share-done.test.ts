import { expect, test } from "vitest";
import { shareTeller } from "../../src/simulate/share-done.js";
import { simulateNetwork } from "../../src/simulate/simulate-network.js";
import { subjectOf } from "../checked-text.js";

/** What is told of a run of 200 units of time that is asked at these times. */
function toldAt(times: readonly number[]): readonly number[] {
  const told: number[] = [];
  const shouldStop = shareTeller(200, { onProgress: ({ done, total }) => void told.push(done / total) });
  for (const time of times) shouldStop(time);
  return told;
}

test("each thousandth of the time is told once", () => {
  expect(toldAt([20, 20.1, 20.19, 20.25, 20.3, 20.5])).toEqual([0.1, 0.10125, 0.1025]);
});

test("a run that would take years is told of when its share has doubled", () => {
  expect(toldAt([0, 2e-11, 0.001, 0.0015, 0.002, 0.003, 0.005])).toEqual([0.000005, 0.00001, 0.000025]);
});

test("the answer is whether the run is cancelled", () => {
  expect([shareTeller(1, {})(0.5), shareTeller(1, { isCancelled: () => true })(0.5)]).toEqual([false, true]);
});

/** None of the three dies out for ever. */
const ROUND = `crn Round {
  species A = 0.6, B = 0.3, C = 0.1
  A + B ->{1} 2 B
  B + C ->{1} 2 C
  C + A ->{1} 2 A
  A <->{0.001, 0.0003} 0
  B <->{0.001, 0.0003} 0
  C <->{0.001, 0.0003} 0
}
`;

test.each([
  ["ode", 2000],
  ["linear_noise", 500],
  ["ssa", 20_000],
  ["tau_leaping", 20_000],
  ["langevin", 20_000],
] as const)("%s: the share of the time that is over grows from 0 to 1", async (method, until) => {
  const { source, network } = subjectOf(ROUND, "simulate");
  const shares: number[] = [];
  const result = await simulateNetwork(
    { source, network, record: undefined },
    { method, until, volume: 1000 },
    { onProgress: ({ done, total }) => void shares.push(done / total) },
  );
  expect(result.status).toBe("completed");
  expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
  expect(shares).toEqual(shares.toSorted((left, right) => left - right));
  expect(shares.length).toBeGreaterThan(5);
});

test("a run that is cancelled in its midst keeps what there is", async () => {
  const { source, network } = subjectOf(ROUND, "simulate");
  let isLate = false;
  const { status, times } = await simulateNetwork(
    { source, network, record: undefined },
    { until: 2000 },
    {
      onProgress: ({ done, total }) => {
        isLate = done / total > 0.5;
      },
      isCancelled: () => isLate,
    },
  );
  expect(status).toBe("cancelled");
  expect(times.at(-1)).toBeGreaterThan(1000);
  expect(times.at(-1)).toBeLessThan(1200);
});
