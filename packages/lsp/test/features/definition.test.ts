import { expect, test } from "vitest";
import { definitionAt } from "../../src/features/definition.js";
import { contentOfView } from "../../src/features/view-content.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";

/** The cursor is at the empty mark; the other mark, in whichever file, is where it leads. */
function check(files: Readonly<Record<string, string>>): void {
  const read = Object.entries(files).map(([name, marked]) => {
    const { text, ranges } = markedText(marked);
    const isEmpty = ({ start, end }: (typeof ranges)[number]): boolean =>
      start.line === end.line && start.character === end.character;
    return {
      uri: `file:///${name}`,
      text,
      cursor: ranges.find(isEmpty),
      target: ranges.find((one) => !isEmpty(one)),
    };
  });
  const [main] = read;
  const disk = Object.fromEntries(read.slice(1).map(({ uri, text }) => [uri, text]));
  const { snapshot, context } = openWorkspace({ [MAIN]: main!.text }, disk);
  const target = read.find((one) => one.target !== undefined);
  const expected = target === undefined ? null : { uri: target.uri, range: target.target };
  expect(definitionAt(snapshot, { position: main!.cursor!.start }, context)).toEqual(expected);
}

const LIB = "module <|Decay|>(species S; rate k = 1) { species C = 0; S ->{k} C }\n";

const cases: readonly (readonly [title: string, files: Record<string, string>])[] = [
  [
    "an imported name",
    {
      "main.ncrn": 'import { Decay } from "lib"\ncrn A { species S = 1; use d = Decay<||>(S) }',
      "lib.ncrn": LIB,
    },
  ],
  ["the name in the import", { "main.ncrn": 'import { De<||>cay } from "lib"\n', "lib.ncrn": LIB }],
  [
    "a name behind that of a file",
    { "main.ncrn": 'import "lib" as l\ncrn A { species S = 1; use d = l.D<||>ecay(S) }', "lib.ncrn": LIB },
  ],
  [
    "a name that is imported on",
    {
      "main.ncrn": 'import { Decay } from "between"\ncrn A { species S = 1; use d = De<||>cay(S) }',
      "between.ncrn": 'import { Decay } from "lib"\n',
      "lib.ncrn": LIB,
    },
  ],
  [
    "the name of a file",
    { "main.ncrn": 'import "lib" as <|l|>\nconst m = l<||>.n', "lib.ncrn": "const n = 1" },
  ],
  [
    "a rate of a module in another file",
    {
      "main.ncrn": 'import { Decay } from "lib"\ncrn A { species S = 1; use d = Decay(S; k<||>: 2) }',
      "lib.ncrn": "module Decay(species S; rate <|k|> = 1) { S ->{k} 0 }\n",
    },
  ],
  [
    "a species of a module in another file",
    {
      "main.ncrn": 'import { Decay } from "lib"\ncrn A { species S = 1; use d = Decay(S); let q = d.C<||> }',
      "lib.ncrn": "module Decay(species S) { species <|C|> = 0; S ->{1} C }\n",
    },
  ],
  [
    "a network in another file",
    {
      "main.ncrn": 'import { A } from "lib"\nsimulate A<||> { until: 1 }',
      "lib.ncrn": "crn <|A|> { species S = 1; S ->{1} 0 }",
    },
  ],
  [
    "its species",
    {
      "main.ncrn": 'import { A } from "lib"\nsimulate A { until: 1; plot: S<||> }',
      "lib.ncrn": "crn A { species <|S|> = 1; S ->{1} 0 }",
    },
  ],
  [
    "a column of a data file",
    { "main.ncrn": 'data D from "a.csv" {\n  y = 2 * si<||>ze\n}', "a.csv": "name, <|size|>\nx, 1\n" },
  ],
  [
    "a quoted column of a data file",
    {
      "main.ncrn": 'data D from "a.csv" {\n  y = 2 * `my si<||>ze`\n}',
      "a.csv": '"<|my size|>",name\n1,x\n',
    },
  ],
  [
    "a learner without a name",
    {
      "main.ncrn":
        "data D { sample 2 { a ~ uniform(0, 1) } }\nmodel M { input x; target y; weight w = 1; output o = w * x; loss = (o - y)^2 }\nlearn <|M|> { phases { forward: 1 } }\ntrain M<||> on D { feed { x: a; y: a }; epochs: 1 }",
    },
  ],
  ["a name after a broken line", { "main.ncrn": "crn A {\n  species <|S|> = \n  S<||> + ->{\n" }],
  ["an unknown name", { "main.ncrn": "crn A { Q<||> ->{1} 0 }" }],
  ["a function of the language", { "main.ncrn": "crn A { species S = 1; S ->[ex<||>p(S)] 0 }" }],
  [
    "a function of the standard library",
    {
      "main.ncrn":
        'import { half_squared_error } from "std/metrics"\nfunc f(x) = half_<||>squared_error(x, 1)',
    },
  ],
  ["a name of a file that is missing", { "main.ncrn": 'import "gone" as g\nconst m = g.n<||>' }],
  ["a keyword", { "main.ncrn": "cr<||>n A {}" }],
  ["nothing", { "main.ncrn": "<||>" }],
];

test.for(cases)("%s", ([, files]) => check(files));

/** Paths lead to the start of their file. */
const paths: readonly (readonly [title: string, main: string, file: string | undefined])[] = [
  ["a path of an import", 'import { n } from "li<||>b"', "lib.ncrn"],
  ["with its extension", 'import { n } from "li<||>b.ncrn"', "lib.ncrn"],
  ["the alias of a file", 'import "lib" as l<||>', "lib.ncrn"],
  ["the name of a file without alias", 'import "lib"\nconst m = l<||>ib.n', "lib.ncrn"],
  ["a data file", 'data D from "a.<||>csv" {}', "a.csv"],
  ["one of two data files", 'data D { train: "a.<||>csv"; validation: "a.csv" }', "a.csv"],
  ["a path of the standard library", 'import { ring } from "std/<||>clocks"', undefined],
  ["a file that is missing", 'import "gon<||>e"', undefined],
  ["another text", 'data D from "a.csv" { where: name != "x<||>y" }', undefined],
];

test.for(paths)("%s", ([, marked, file]) => {
  const { text, ranges } = markedText(marked);
  const disk = { "file:///lib.ncrn": "const n = 1", "file:///a.csv": "name\nx\n" };
  const { snapshot, context } = openWorkspace({ [MAIN]: text }, disk);
  const start = { line: 0, character: 0 };
  const expected = file === undefined ? null : { uri: `file:///${file}`, range: { start, end: start } };
  expect(definitionAt(snapshot, { position: ranges[0]!.start }, context)).toEqual(expected);
});

/** Clients that open documents of the server are led into the standard library. */
const standard: readonly (readonly [title: string, main: string, line: RegExp | undefined])[] = [
  ["its path", 'import { ring } from "std/<||>clocks"', undefined],
  ["its path with extension", 'import { ring } from "std/<||>clocks.ncrn"', undefined],
  ["its path under a name", 'import "std/clocks" as cl<||>ocks', undefined],
  ["a name of it", 'import { ri<||>ng } from "std/clocks"', /^module ring/],
  [
    "a use of it",
    'import "std/clocks" as c\ncrn A { species X[3] = 1; use r = c.ri<||>ng(X; k: 1) }',
    /^module ring/,
  ],
  ["a file that it does not have", 'import { a } from "std/<||>gone"', undefined],
];

test.for(standard)("the standard library: %s", async ([title, marked, line]) => {
  const { text, ranges } = markedText(marked);
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  const able = { ...context, client: { snippets: false, virtualDocuments: true } };
  const found = definitionAt(snapshot, { position: ranges[0]!.start }, able);
  if (title.endsWith("does not have")) return expect(found).toBeNull();
  expect(found?.uri).toBe("ncrn-view:/std/clocks.ncrn");
  const { text: shown } = await contentOfView({ uri: found?.uri ?? "" }, able);
  const { start, end } = found!.range;
  if (line === undefined) expect([start, end]).toEqual([start, { line: 0, character: 0 }]);
  else {
    expect(shown.split("\n")[start.line]).toMatch(line);
    expect(shown.split("\n")[start.line]?.slice(start.character, end.character)).toBe("ring");
  }
});
