// In every model of the examples: the equations together have all reactions of the forward pass and of its reversal, and
// no reaction has two purposes.

import { reactionsFromModel } from "@ncrn/compiler";
import { analyze, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { equationInLearner, reactionsOfEquation } from "../../src/lowered/equation-in-learner.js";
import { exampleFiles } from "../example-files.js";

const files = exampleFiles(`${import.meta.dirname}/../../../..`);
const learners = Object.entries(files)
  .filter(([, text]) => /^learn /m.test(text))
  .flatMap(([name, text]) => {
    const resolve = (path: string, from: string): string | undefined => files[new URL(path, from).href];
    const { program } = analyze(createSourceText(name, text), { resolve });
    return program.learns.map((learn) => [`${learn.name} of ${name}`, learn] as const);
  });

test("there are some", () => expect(learners.length).toBeGreaterThan(20));

test.for(learners)("%s", ([, learn]) => {
  const { network } = reactionsFromModel(learn);
  if (network === undefined) throw new Error("An example does not become reactions.");
  const statements = [
    ...new Map(learn.model.equations.map(({ origin }) => [origin.span.start, origin])).values(),
  ];
  const made = statements.flatMap((origin) => equationInLearner(learn, network, origin) ?? []);
  expect(made).toHaveLength(statements.length);
  const having = (rule: string): readonly string[] =>
    network.reactions.flatMap(({ id, provenance }) =>
      provenance.some((one) => one.rule.startsWith(`${rule} of `)) ? [id] : [],
    );
  const found = (purpose: "forward" | "backward"): readonly string[] =>
    made.flatMap(({ byPurpose }) => byPurpose.get(purpose) ?? []).map(({ id }) => id);
  expect(having("forward dynamics").length).toBeGreaterThan(0);
  expect(new Set(found("forward"))).toEqual(new Set(having("forward dynamics")));
  const isForward = new Set(having("forward dynamics"));
  expect(new Set(found("backward"))).toEqual(
    new Set(having("reversed dynamics").filter((id) => !isForward.has(id))),
  );
  for (const one of made) {
    const ids = reactionsOfEquation(one).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});
