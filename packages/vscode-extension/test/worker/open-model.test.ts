// Which models can be run: those whose own parts are sound, whatever else the file says.

import { expect, test } from "vitest";
import { openModel } from "../../src/worker/open-model.js";

const MAIN = "file:///models/main.ncrn";
const DECAY = "crn Decay {\n  species A = 1\n  A ->{1} 0\n}\n";
const BROKEN = "crn Broken {\n  species B = 1\n  B ->{1} Nowhere\n}\n";
const LEARNER = `model Line {
  input x
  target y
  weight w = start
  state z = 0
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Line as Learner { phases { forward: 1 }; eta: 0.1 }
data rows { sample 4 { a ~ uniform(0, 1); b = 2 * a } }
train Learner on rows as fit { feed { x: a; y: b }; epochs: 1 }
`;

type Request = Parameters<typeof openModel>[0];

/** The kind of opening, and what is said. */
function open(
  text: string,
  kind: Request["kind"],
  name: string | undefined,
  files: Record<string, string> = {},
) {
  const model = { root: MAIN, texts: { [MAIN]: text, ...files } };
  const opening = openModel({ model, kind, name, overrides: {} });
  if (opening.kind === "files-needed") return [opening.kind];
  const { diagnostics } = opening.kind === "open" ? opening.model : opening;
  return [opening.kind, ...diagnostics.map(({ code }) => code)];
}

test("an assertion that fails is said and stops nothing", () => {
  const text = `${DECAY.replace("\n}", "\n  assert order <= 0\n}")}`;
  for (const kind of ["simulate", "network"] as const)
    for (const name of ["Decay", undefined])
      expect(open(text, kind, name)).toEqual(["open", "assertion-fails"]);
  const learner = LEARNER.replace("start", "1").replace("loss", "assert order <= 1\n  loss");
  expect(open(learner, "train", "fit")).toEqual(["open", "assertion-fails"]);
});

test("a mistake in one network does not stop another one, which has to be named", () => {
  expect(open(DECAY + BROKEN, "simulate", "Decay")).toEqual(["open"]);
  expect(open(DECAY + BROKEN, "network", "Decay")).toEqual(["open"]);
  expect(open(DECAY + BROKEN, "simulate", undefined)).toEqual(["faulty", "unknown-name"]);
  expect(open(DECAY + BROKEN, "simulate", "Broken")).toEqual(["faulty", "unknown-name"]);
  expect(open(BROKEN + LEARNER.replace("start", "1"), "train", "fit")).toEqual(["open"]);
});

test("a mistake of syntax stops what it may have to do with", () => {
  const half = "crn Half {\n  species B = 1 +\n  B ->{1} 0\n}\n";
  for (const text of [DECAY + half, half + DECAY]) {
    expect(open(text, "simulate", "Decay")).toEqual(["open"]);
    expect(open(text, "network", "Decay")).toEqual(["open"]);
    expect(open(text, "simulate", "Half")).toEqual(["faulty", "expected-token"]);
    expect(open(text, "simulate", undefined)).toEqual(["faulty", "expected-token"]);
  }
  expect(open(half + LEARNER.replace("start", "1"), "train", "fit")).toEqual(["open"]);
  expect(open(`${DECAY}simulate Decay { until: 2 + }\n`, "simulate", "Decay")[0]).toBe("faulty");
  expect(open(`units { time: }\n${DECAY}`, "simulate", "Decay")[0]).toBe("faulty");
  expect(open(`${half}}\n${DECAY}`, "simulate", "Decay")[0]).toBe("faulty");
  expect(open(half.slice(0, -2) + DECAY, "simulate", "Decay")[0]).toBe("faulty");
});

test("a record of a network with a mistake is not run", () => {
  const text = `${BROKEN}simulate Broken as course { until: 1 }\n`;
  expect(open(text, "simulate", "course")).toEqual(["faulty", "unknown-name"]);
});

test("nothing is run whose own parts have mistakes", () => {
  const learner = LEARNER.replace("start", "1");
  expect(open(LEARNER, "train", "fit")).toEqual(["faulty", "unknown-name"]);
  expect(open(`const start = nowhere\n${LEARNER}`, "train", "fit")).toEqual(["faulty", "unknown-name"]);
  expect(open(learner.replace("eta: 0.1", "eta: 0"), "train", "fit")).toEqual(["faulty", "invalid-value"]);
  expect(open(learner.replace("2 * a", "2 * c"), "train", "fit")[0]).toBe("faulty");
  expect(open(learner.replace("y: b", "y: c"), "train", "fit")).toEqual(["faulty", "unknown-column"]);
  const importing = `import { f } from "parts"\n${DECAY.replace("{1}", "{f(1)}")}`;
  const files = { "file:///models/parts.ncrn": "function f(x) = x * nowhere\n" };
  expect(open(importing, "simulate", "Decay", files)[0]).toBe("faulty");
});
