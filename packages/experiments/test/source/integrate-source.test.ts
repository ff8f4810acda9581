import { expect, test } from "vitest";
import { integrateSource, type SourceSystem } from "../../src/source/integrate-source.js";

const TOLERANCE = { relative: 1e-13, maxSteps: 10_000 };

function check(
  system: SourceSystem,
  exact: (time: number) => readonly number[],
  times: readonly number[],
): void {
  const { values, escapedAt } = integrateSource(system, times, TOLERANCE);
  expect(escapedAt).toBeUndefined();
  for (const [index, time] of times.entries()) {
    for (const [component, value] of exact(time).entries()) {
      expect(Math.abs(values[index]![component]! - value)).toBeLessThan(1e-11 * Math.max(1, Math.abs(value)));
    }
  }
}

test("an oscillation over many periods", () => {
  const derivative: SourceSystem["derivative"] = (y, _time, rates) => {
    rates[0] = y[1]!;
    rates[1] = -y[0]!;
  };
  check(
    { names: ["x", "v"], initial: [0, 1], derivative },
    (t) => [Math.sin(t), Math.cos(t)],
    [0.1, 1, 3, 40],
  );
});

test("logistic growth, and a rate that depends on the time", () => {
  const derivative: SourceSystem["derivative"] = (y, time, rates) => {
    rates[0] = y[0]! * (1 - y[0]!);
    rates[1] = 3 * time * time;
  };
  const logistic = (t: number) => 1 / (1 + 9 * Math.exp(-t));
  check({ names: ["p", "q"], initial: [0.1, 0], derivative }, (t) => [logistic(t), t ** 3], [0.5, 2, 10]);
});

test("the bend of z·|z| is passed without loss", () => {
  const derivative: SourceSystem["derivative"] = (y, _time, rates) => {
    rates[0] = 1 + y[0]! * Math.abs(y[0]!);
  };
  // tanh below zero, tan above: the solution reaches 0 at atanh(0.5).
  const zero = Math.atanh(0.5);
  const exact = (t: number) => (t < zero ? Math.tanh(t - zero) : Math.tan(t - zero));
  check({ names: ["z"], initial: [-0.5], derivative }, (t) => [exact(t)], [0.2, 0.7, 1.2]);
});

test("an escape in finite time is noticed, and told where", () => {
  const derivative: SourceSystem["derivative"] = (y, _time, rates) => {
    rates[0] = y[0]! ** 2;
    rates[1] = 1;
  };
  const { values, escapedAt, escaped } = integrateSource(
    { names: ["z", "t"], initial: [1, 0], derivative },
    [0.5, 2],
    TOLERANCE,
  );
  expect(values).toHaveLength(1);
  expect(values[0]![0]).toBeCloseTo(2, 10);
  expect([escaped, Math.abs(escapedAt! - 1) < 1e-3]).toEqual(["z", true]);
});
