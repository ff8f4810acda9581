import { expect, test } from "vitest";
import { trainingBoundary } from "../../src/figures/training-boundary.js";
import { trainingFigures } from "../../src/figures/training-figures.js";
import { prepareTraining } from "../../src/train/prepare-training.js";
import { trainNetwork } from "../../src/train/train-network.js";
import { checkedText, subjectOf } from "../checked-text.js";

const textWith = (settings: string, data = "") => `
data d {
  sample 40 {
    a ~ uniform(2, 4)
    b ~ uniform(0, 10)
    y = if a > 3 then 1 else 0
  }
  split: 30
  scale: minmax
  ${data}
}
model M {
  input x[2]
  target y
  weight w[2] = 0.1
  weight bias = 0
  state z = 0
  z' = dot(w, x) + bias
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn M as L { phases { forward: 1 }; eta: 0.3 }
train L on d { feed { x: [a, b]; y: y }; epochs: 5; ${settings} }
`;

async function figuresOf(text: string) {
  const { task } = prepareTraining(checkedText(text), subjectOf(text, "train"), {
    readText: () => undefined,
  });
  return trainingFigures(task!, await trainNetwork(task!));
}

test("the loss is always drawn, the rest if it is asked for", async () => {
  expect((await figuresOf(textWith("metrics: loss"))).map(({ name }) => name)).toEqual(["loss"]);
  const all = await figuresOf(
    textWith("metrics: loss, accuracy(yhat > 0.5)\n plot: loss, w, boundary(a, b)"),
  );
  expect(all.map(({ name }) => name)).toEqual(["loss", "metrics", "weights", "boundary"]);
});

interface Layer {
  readonly data: { readonly values: readonly Record<string, number | string>[] };
}

test("the boundary lies in the units of the data, at the threshold of the metric, with every row", async () => {
  const [, , boundary] = await figuresOf(
    textWith("metrics: loss, accuracy(yhat > 0.5)\n plot: boundary(a, b)"),
  );
  const [cells, line, points] = (boundary!.specification["layer"] as unknown as readonly Layer[]).map(
    ({ data }) => data.values,
  );
  expect(points).toHaveLength(40);
  expect(points!.every(({ x, label }) => Number(x) > 3 === (label === "target > 0.5"))).toBe(true);
  expect(cells).toHaveLength(1600);
  const xs = cells!.map(({ x }) => Number(x));
  expect(Math.min(...xs)).toBeGreaterThan(1.5);
  expect(Math.max(...xs)).toBeLessThan(4.5);
  expect(line!.length).toBeGreaterThan(10);
});

async function leastOfAxis(input: string, scale: string): Promise<readonly (number | undefined)[]> {
  const text = textWith("plot: boundary(a, b)")
    .replace("input x[2]", input)
    .replace("uniform(2, 4)", "uniform(0, 4)")
    .replace("scale: minmax", scale);
  const { task } = prepareTraining(checkedText(text), subjectOf(text, "train"), {
    readText: () => undefined,
  });
  const boundary = await trainingBoundary(task!, task!.initialWeights, { gridPoints: 5 });
  const { scaling } = task!.data;
  return [boundary!.grid.xs[0], scaling.find(({ column }) => column === "a")?.minimum];
}

test("the boundary begins at zero where the input that a column feeds cannot be negative", async () => {
  expect(await leastOfAxis("input x[2] >= 0", "")).toEqual([0, undefined]);
  expect((await leastOfAxis("input x[2]", ""))[0]).toBeLessThan(0);
  const [least, scaledToZero] = await leastOfAxis("input x[2] >= 0", "scale: minmax");
  expect(least).toBeGreaterThan(0);
  expect(least).toBe(scaledToZero);
});

test("a test grid gives the axes of the boundary", async () => {
  const text = textWith("metrics: loss\n plot: boundary(a, b)", "test: grid(a: 0..6, b: 0..10, 7)");
  const [, boundary] = await figuresOf(text);
  const [cells] = (boundary!.specification["layer"] as unknown as readonly Layer[]).map(
    ({ data }) => data.values,
  );
  expect(cells).toHaveLength(49);
  expect(Math.max(...cells!.map(({ x2 }) => Number(x2)))).toBe(6);
});
