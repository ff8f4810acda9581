// A learner that is simulated starts as the command line starts it: with its first sample and its initial weights.

import { expect, test } from "vitest";
import type { RunNews } from "../../src/messages/run-messages.js";
import { runModel } from "../../src/worker/run-model.js";
import { createQuantityReader } from "../../src/worker/text-quantities.js";

const MAIN = "file:///models/main.ncrn";
const text = (file: string): string => `model Line {
  input x
  target y
  weight w = 0.5
  state z = 0
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Line as Learner { phases { forward: 1; feedback: 1 }; eta: 0.1 }
data rows from "${file}" { seed: 1 }
train Learner on rows as fit { feed { x: a; y: b }; epochs: 1 }
simulate Learner as course { until: 1; plot: z }
`;

async function newsOf(file: string): Promise<readonly RunNews[]> {
  const told: RunNews[] = [];
  const texts = {
    [MAIN]: text(file),
    "file:///models/rows.csv": "a,b\n0.8,-0.25\n",
    "file:///models/none.csv": null,
  };
  await runModel(
    {
      run: 1,
      model: { root: MAIN, texts },
      kind: "simulate",
      name: "course",
      overrides: {},
      liveBoundary: false,
    },
    { tell: (news) => told.push(news), now: () => 0, quantitiesOf: createQuantityReader() },
  );
  return told;
}

test("the state follows the first sample for the forward phase", async () => {
  const told = await newsOf("rows.csv");
  const [simulated] = told.flatMap((news) => (news.kind === "simulated" ? [news.course] : []));
  const z = simulated?.columns.find(({ name }) => name === "z")?.values.at(-1);
  expect(z).toBeCloseTo(0.5 * 0.8 * 1, 6);
});

test("data that are missing end the run", async () => {
  const told = await newsOf("none.csv");
  expect(told.at(-1)).toMatchObject({
    kind: "problems",
    isFatal: true,
    problems: [{ code: "file-not-found" }],
  });
});
