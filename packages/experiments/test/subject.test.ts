import { expect, test } from "vitest";
import { compiledSubject, type SubjectKind } from "../src/subject.js";
import { checkedText } from "./checked-text.js";

const TEXT = `
crn Decay { species A = 1
  A ->{1} 0 }
crn Growth { species B = 1
  B ->{1} 2 B }
simulate Decay as short { until: 1 }
simulate Decay as long { until: 10 }
`;

const ONE = `
crn Decay { species A = 1
  A ->{1} 0 }
simulate Decay { until: 1 }
`;

const LEARNER = `
model M { input x
  target y
  weight w = 1
  state z = 0
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2 }
learn M as L { phases { forward: 1 } }
data d { sample 4 { a ~ uniform(0, 1) } }
train L on d as run { feed { x: a; y: a }; epochs: 1 }
`;

function check(
  text: string,
  name: string | undefined,
  kind: SubjectKind,
  source: string,
  record?: string,
): void {
  const { subject, usage, diagnostics } = compiledSubject(checkedText(text), name, kind);
  expect([usage, diagnostics.filter(({ severity }) => severity === "error")]).toEqual([undefined, []]);
  expect(subject?.source.name).toBe(source);
  expect(subject?.network.species.length).toBeGreaterThan(0);
  expect(kind === "train" ? subject?.training?.name : subject?.simulation?.name).toBe(record);
}

function checkUsage(
  text: string,
  name: string | undefined,
  kind: SubjectKind,
  code: string,
  candidates: readonly string[],
): void {
  const found = compiledSubject(checkedText(text), name, kind);
  expect(found.subject).toBeUndefined();
  expect([found.usage?.code, found.candidates]).toEqual([code, candidates]);
}

test("a name may be left out if there is one candidate", () => {
  check(ONE, undefined, "simulate", "Decay", "Decay");
  check(ONE, undefined, "network", "Decay");
  check(LEARNER, undefined, "train", "L", "run");
});

test("records go by their own name, then by that of their network", () => {
  check(TEXT, "long", "simulate", "Decay", "long");
  check(ONE, "Decay", "simulate", "Decay", "Decay");
  check(LEARNER, "L", "train", "L", "run");
});

test("a network without a record can be simulated by name", () => {
  check(TEXT, "Growth", "simulate", "Growth", undefined);
});

test("a network is also meant by its records and its model", () => {
  check(TEXT, "short", "network", "Decay", "short");
  check(LEARNER, "M", "network", "L");
  check(LEARNER, "run", "network", "L");
});

test("otherwise the candidates are listed", () => {
  checkUsage(TEXT, undefined, "simulate", "name-needed", ["short", "long"]);
  checkUsage(TEXT, "Decay", "simulate", "name-needed", ["short", "long"]);
  checkUsage(TEXT, undefined, "network", "name-needed", ["Decay", "Growth"]);
  checkUsage(TEXT, "Groth", "network", "unknown-record", ["Decay", "Growth"]);
  checkUsage(TEXT, undefined, "train", "nothing-to-run", []);
});
