// Broken texts through the whole front half: the one error they give, and the mistakes elsewhere that are still told.
import { expect, test } from "vitest";
import { analyzeText } from "../analyze-fixture.js";

/** `code @underlined text: message` of every error, then its hint if that asks `Did you mean …?`. */
function check(text: string, expected: readonly string[]): void {
  const { analysis, source } = analyzeText(text);
  const found = analysis.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, hint, origin: { span } }) => {
      const question = hint?.startsWith("Did you mean") === true ? ` ${hint}` : "";
      return `${code} @${source.content.slice(span.start, span.end)}: ${message}${question}`;
    });
  expect(found).toEqual(expected);
}

const network = (statements: string): string =>
  `crn N {\n  species A = 1, B = 0\n  rate k = 1\n${statements}\n  B ->{k} 0\n}\nsimulate N {\n  until: 1\n  plot: A, B\n}\n`;

const model = (statements: string): string =>
  `model M {\n${statements}\n  target y\n  output yhat = w * x\n  loss = (yhat - y)^2\n}\nlearn M as C {\n  phases { forward: 1; feedback: 1; update: 1 }\n}\n`;

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ["a missing rate", network("  A -> B"), ["missing-rate @->: A reaction needs a rate after `->`."]],
  [
    "a missing rate beside an unknown species in another reaction",
    network("  A -> B\n  A ->{k} C"),
    [
      "missing-rate @->: A reaction needs a rate after `->`.",
      "unknown-name @C: No species named `C` is visible here.",
    ],
  ],
  [
    "a brace that is never closed",
    "crn N {\n  species A = 1\n  A ->{1} 0\n\nsimulate N {\n  until: 1\n}\n",
    ["expected-token @simulate: Expected `}` before `simulate`."],
  ],
  [
    "a brace of a loop that is never closed",
    network("  for i in 1..2 {\n    A ->{k} B"),
    ["expected-token @B: Expected `}` before `B`."],
  ],
  [
    "two braces of records that are never closed",
    "model M {\n input x\n target y\n weight w = 1\n output yhat = w * x\n loss = (yhat - y)^2\n}\n" +
      "learn M as C { phases { forward: 1; feedback: 1; update: 1 }\n\ndata D { sample 9 { x ~ uniform(0, 1); y = x } }\n" +
      "train C on D {\n  feed { x: x; y: y\n  epochs: 3\n}\n",
    [
      "expected-token @data: Expected `}` before `data`.",
      "expected-token @epochs: Expected `}` before `epochs`.",
    ],
  ],
  [
    "a misspelt name",
    "crn N {\n  species Prey = 1\n  Pery ->{1} 2 Pery\n  Pery ->{2} 0\n}\n",
    ["unknown-name @Pery: No species named `Pery` is visible here. Did you mean `Prey`?"],
  ],
  [
    "a half-typed word at the end",
    "crn N {\n  species A = 1\n  spe",
    ["expected-token @: Expected `->` before the end of the file."],
  ],
  [
    "a half-typed rate at the end",
    "crn N {\n  rate k",
    ["unexpected-end @: The file ends inside this block."],
  ],
  [
    "a half-typed record at the end",
    "crn N { species A = 1 }\nsimulate N {",
    ["unexpected-end @: The file ends inside this record."],
  ],
  [
    "a half-typed learner at the end",
    "model M {\n  target y\n  output yhat = 1\n  loss = (yhat - y)^2\n}\nlearn M as",
    ["expected-token @: Expected a name before the end of the file."],
  ],
  [
    "a half-typed call at the end",
    "data D {\n  sample 10 {\n    x ~ uniform(0",
    ["expected-token @: Expected `)` before the end of the file."],
  ],
  [
    "a text that is never closed",
    'data D from "iris.csv {\n}\n',
    ['unterminated-string @": This text is never closed.'],
  ],
  [
    "a name that is missing, and its uses",
    network("  rate = 2\n  A ->{fast} B\n  B ->{fast} A"),
    ["expected-token @=: Expected a name before `=`."],
  ],
  [
    "an unknown name in another declaration than the broken one",
    `${network("  A -> B")}crn Other {\n  species C = 1\n  C ->{q} 0\n}\n`,
    [
      "missing-rate @->: A reaction needs a rate after `->`.",
      "unknown-name @q: No rate named `q` is visible here.",
    ],
  ],
  [
    "a missing setting in another record than the broken one",
    `${network("").replace("until: 1", "until 1")}simulate N as again {\n  plot: A\n}\n`,
    ["expected-token @1: Expected `:` before `1`.", "missing-key @{: `simulate` needs the setting `until`."],
  ],
  [
    "species",
    network("  speces C = 1\n  C ->{k} 0"),
    ["expected-statement @speces: Expected a statement, found `speces`. Did you mean `species`?"],
  ],
  [
    "rate",
    network("  rat q = 1\n  A ->{q} 0"),
    ["expected-statement @rat: Expected a statement, found `rat`. Did you mean `rate`?"],
  ],
  [
    "let",
    network("  lt q = A + B"),
    ["expected-statement @lt: Expected a statement, found `lt`. Did you mean `let`?"],
  ],
  [
    "for",
    network("  fr i in 1..2 {\n    A ->{i} B\n  }"),
    ["expected-statement @fr: Expected a statement, found `fr`. Did you mean `for`?"],
  ],
  [
    "every",
    network("  evry 10 {\n    A += 1\n  }"),
    ["expected-statement @evry: Expected a statement, found `evry`. Did you mean `every`?"],
  ],
  [
    "input",
    model("  inptu x\n  weight w = 1"),
    ["expected-statement @inptu: Expected a statement, found `inptu`. Did you mean `input`?"],
  ],
  [
    "crn",
    network("").replace("crn", "cnr"),
    ["expected-declaration @cnr: Expected a declaration, found `cnr`. Did you mean `crn`?"],
  ],
  [
    "model",
    model("  input x\n  weight w = 1").replace("model", "modle"),
    ["expected-declaration @modle: Expected a declaration, found `modle`. Did you mean `model`?"],
  ],
  [
    "module",
    "modul Decay(species X, rate d) {\n  X ->{d} 0\n}\ncrn N {\n  species A = 1\n  use decay = Decay(A, 2)\n}\n",
    ["expected-declaration @modul: Expected a declaration, found `modul`. Did you mean `module`?"],
  ],
  [
    "two species side by side are no misspelt keyword",
    network("  A B ->{k} 0"),
    ["expected-token @B: Expected `->` before `B`."],
  ],
  [
    "else without if",
    network("  else {\n    A ->{k} B\n  }"),
    ["expected-statement @else: Expected a statement, found an `else` without `if`."],
  ],
  [
    "else after a loop",
    network("  for i in 1..2 {\n    A ->{k} B\n  } else {\n    A ->{k} 0\n  }"),
    ["expected-statement @else: Expected a statement, found an `else` without `if`."],
  ],
  [
    "the logarithm of 0",
    "const a = log(0)\n",
    ["constant-not-finite @log(0): The logarithm of 0 is infinite."],
  ],
  [
    "a negative power of 0",
    "const a = 0^(-1)\n",
    ["constant-not-finite @0^(-1): A negative power of 0 is infinite."],
  ],
  [
    "an unknown name in a value",
    network("  let q = ES + 1"),
    ["unknown-name @ES: No species, rate, signal or constant named `ES` is visible here."],
  ],
];

test.each(cases)("%s", (_, text, expected) => check(text, expected));

/** Texts of which one word is missing: everything that is said about them, warnings and hints included. */
const whole = `data D {
  sample 9 {
    x ~ uniform(0, 1)
  }
}
crn N {
  species X, Y
  X ->{1} Y
  Y ->{1} 0
}
train N on D {
  feed { X: x }
  target: Y
}
simulate N {
  until: 1
  method: ssa(volume: 1)
}
`;

test.each(["data ", "sample ", "crn ", "species ", "train ", "feed ", "until", "N on", "X: "])(
  "%s is missing",
  (word) => {
    const messages = (text: string): readonly string[] =>
      analyzeText(text).analysis.diagnostics.map(({ code, message }) => `${code}: ${message}`);
    const before = messages(whole);
    expect(whole).toContain(word);
    const added = messages(whole.replace(word, "")).filter((message) => !before.includes(message));
    expect(added.map((message) => message.replace(/:.*/, ""))).toEqual(["expected-token"]);
  },
);

/** What the names in a text mean: the kind of each use of `name`, in the order of the text. */
function kindsOf(text: string, name: string): readonly string[] {
  const { references } = analyzeText(text).analysis;
  return [...references.symbolOf]
    .filter(([node]) => node.text === name)
    .sort(([a], [b]) => a.span.start - b.span.start)
    .map(([, { kind }]) => kind);
}

const meanings: readonly (readonly [string, string, string, readonly string[]])[] = [
  ["a species without keyword", "crn N {\n A = 1\n A ->{1} 0\n}", "A", ["species"]],
  ["a state without keyword", "model M {\n z = 0\n z' = -z\n}", "z", ["state", "state"]],
  ["an input without keyword", "model M {\n x[2]\n output y = 2 * x\n}", "x", ["input"]],
  ["a rate that ran into its number", "crn N {\n species A\n rate k2] = 1\n A ->{k} 0\n}", "k", ["rate"]],
  ["a network without name", "crn {\n species A\n}\nsimulate N {\n plot: A\n}", "A", ["species", "species"]],
  [
    "a simulation without subject",
    "crn N {\n species A\n}\nsimulate as S {\n plot: A\n}",
    "A",
    ["species", "species"],
  ],
  [
    "a model without name",
    "model {\n input x\n}\nlearn M as L {\n}\ntrain L on D {\n feed { x: 1 }\n}",
    "x",
    ["input", "input"],
  ],
  [
    "a word that hides nothing",
    "const d = 1\ncrn N {\n signal sd, d] = 0\n rate k = d\n}",
    "d",
    ["const", "signal", "const"],
  ],
];

test.each(meanings)("%s", (_, text, name, kinds) => expect(kindsOf(text, name)).toEqual(kinds));
