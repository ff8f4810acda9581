import { expect, test } from "vitest";
import { typeDefinitionAt } from "../../src/features/type-definition.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";

const MODEL = "model <|M|> { input x; target y; weight w = 1; output o = w * x; loss = (o - y)^2 }\n";
const DATA = "data D { sample 2 { a ~ uniform(0, 1) } }\n";

const cases: readonly (readonly [title: string, text: string])[] = [
  ["the model of a learner", `${DATA}${MODEL}learn M as C<||> { phases { forward: 1 } }`],
  [
    "the model of a learner without a name",
    `${DATA}${MODEL}learn M { phases { forward: 1 } }\ntrain M<||> on D { feed { x: a; y: a }; epochs: 1 }`,
  ],
  [
    "the data of a training",
    `${DATA.replace("D", "<|D|>")}${MODEL.replace("<|M|>", "M")}learn M { phases { forward: 1 } }\ntrain M on D as t<||> { feed { x: a; y: a }; epochs: 1 }`,
  ],
  ["the network of a simulation", "crn <|A|> { species S = 1 }\nsimulate A as r<||>un { until: 1 }"],
  [
    "the module of an instance",
    "module <|Decay|>(species S) { species C = 0; S ->{1} C }\ncrn A { species S = 1; use d = Decay(S); let q = d<||>.C }",
  ],
  ["a species stands for itself", "crn A { species S<||> = 1 }"],
  ["an unknown network", "simulate Q as r<||>un { until: 1 }"],
  ["nothing there", "crn A {  <||> }"],
];

test.for(cases)("%s", ([, marked]) => {
  const { text, ranges } = markedText(marked);
  const isCursor = (range: (typeof ranges)[number]): boolean => range.start.character === range.end.character;
  const cursor = ranges.find(isCursor)!;
  const target = ranges.find((range) => !isCursor(range));
  const uri = "file:///main.ncrn";
  const { snapshot, context } = openWorkspace({ [uri]: text });
  const expected = target === undefined ? null : { uri, range: target };
  expect(typeDefinitionAt(snapshot, { position: cursor.start }, context)).toEqual(expected);
});
