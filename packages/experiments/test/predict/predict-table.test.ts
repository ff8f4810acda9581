import { expect, test } from "vitest";
import { csvFromPredictions } from "../../src/predict/csv-from-predictions.js";
import { predictFromCsv, predictTable } from "../../src/predict/predict-table.js";
import type { TrainedModel } from "../../src/predict/prediction-types.js";
import { trainedModel } from "../../src/predict/trained-model.js";
import { prepareTraining } from "../../src/train/prepare-training.js";
import { checkedText, subjectOf } from "../checked-text.js";

const TEXT = `
data d {
  sample 8 {
    a ~ uniform(0, 10)
    b ~ uniform(0, 10)
    both = a + b
    y = both
  }
  rows: as_given
  scale: minmax(a)
}
model M {
  input x[2]
  target y
  weight w[2] = 0
  state z = 0
  z' = dot(w, x)
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn M as L { phases { forward: 1 } }
train L on d { feed { x: [a, both]; y: y }; epochs: 1; metrics: loss, accuracy(yhat > 20) }
`;

function model(): TrainedModel {
  const { task, diagnostics } = prepareTraining(checkedText(TEXT), subjectOf(TEXT, "train"), {
    readText: () => undefined,
  });
  if (task === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return trainedModel(task, { weights: { "w[1]": 2, "w[2]": 3 } });
}

async function checkRefused(text: string, code: string, message: RegExp, marked = ""): Promise<void> {
  const { predictions, diagnostics } = await predictFromCsv(model(), { path: "new.csv", text });
  expect(predictions).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  expect(diagnostics[0]?.message).toMatch(message);
  const { file, span } = diagnostics[0]!.origin;
  expect([file, text.slice(span.start, span.end)]).toEqual(["new.csv", marked]);
}

test("rows are completed, scaled as in training, and passed through the network", async () => {
  const { minimum, maximum } = model().scaling[0]!;
  const { predictions } = await predictFromCsv(model(), {
    path: "new.csv",
    text: "a,b,name\n1,2,p\n8,9,q\n",
  });
  expect(predictions).toMatchObject({
    status: "completed",
    columns: ["a", "b", "name"],
    outputs: ["yhat"],
    conditions: ["yhat > 20"],
  });
  const expected = (a: number, b: number) => (2 * (a - minimum)) / (maximum - minimum) + 3 * (a + b);
  expect(predictions!.rows[0]!.outputs[0]).toBeCloseTo(expected(1, 2), 6);
  expect(predictions!.rows[1]!.outputs[0]).toBeCloseTo(expected(8, 9), 6);
  expect(predictions!.rows.map(({ conditions }) => conditions)).toEqual([[0], [1]]);
  const lines = csvFromPredictions(predictions!).split("\n");
  expect(lines[0]).toBe("a,b,name,yhat,yhat > 20");
  expect(lines[1]).toMatch(/^1,2,p,[\d.]+,0$/);
});

test("a model survives JSON", async () => {
  const copy = JSON.parse(JSON.stringify(model())) as TrainedModel;
  const table = { columns: ["a", "b"], rows: [[3, 4]] };
  expect((await predictTable(copy, table)).predictions).toEqual(
    (await predictTable(model(), table)).predictions,
  );
});

test("a computed column that the rows have is taken from them", async () => {
  const table = { columns: ["a", "both"], rows: [[3, 100]] };
  const { predictions } = await predictTable(model(), table);
  expect(predictions!.rows[0]!.outputs[0]).toBeGreaterThan(299);
});

test("rows that do not fit are refused with their place", async () => {
  await checkRefused("b\n1\n", "unknown-column", /no column `a`/);
  await checkRefused("a,b\n1,x\n", "malformed-data", /line 2, column 3/, "x");
  await checkRefused("a,both\nNaN,1\n", "value-not-finite", /line 2: `a`/, "NaN");
  await checkRefused("a,b\n1e308,1e308\n1,2,3\n", "malformed-data", /line 3, column 1/, "1,2,3");
  await checkRefused("a,b\n1e308,1e308\n", "value-not-finite", /line 2: `both` is `Infinity`/);
});

test("a cancelled prediction keeps the rows so far", async () => {
  let done = 0;
  const table = {
    columns: ["a", "b"],
    rows: [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
  };
  const { predictions } = await predictTable(model(), table, {
    onProgress: () => {
      done++;
    },
    isCancelled: () => done === 2,
  });
  expect([predictions!.status, predictions!.rows.length]).toEqual(["cancelled", 2]);
});
