import { reactionsFromModel } from "@ncrn/compiler";
import { expect, test } from "vitest";
import { ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { preparedRename } from "../../src/features/prepare-rename.js";
import { renamed } from "../../src/features/rename.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";
const LIB = "file:///lib.ncrn";

/** All files after the name at the mark of the first one was replaced, or the reason why it was not. */
async function outcome(marked: string, newName: string, disk: Record<string, string> = {}): Promise<unknown> {
  const { text, ranges } = markedText(marked);
  const { snapshot, context } = openWorkspace({ [MAIN]: text }, disk);
  const result = await renamed(snapshot, { position: ranges[0]!.start, newName }, context);
  if (result instanceof ResponseError) return result.message;
  const texts: Record<string, string> = { [MAIN]: text, ...disk };
  const { changes = {} } = result as WorkspaceEdit;
  return Object.fromEntries(
    Object.entries(changes).map(([uri, edits]) => [
      uri.replace("file:///", ""),
      TextDocument.applyEdits(TextDocument.create(uri, "ncrn", 1, texts[uri] ?? ""), edits),
    ]),
  );
}

const network = (...lines: string[]): string => `crn A {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

// ── How the new name is written ───────────────────────────────────────────────────────────────────────

const spelling: readonly (readonly [typed: string, written: string])[] = [
  ["T", "T"],
  ["  T ", "T"],
  ["θ₂", "θ₂"],
  ["my species", "`my species`"],
  ["`my species`", "`my species`"],
  ["`T`", "T"],
  ["2A", "`2A`"],
  ["x²", "`x²`"],
  ["🧪", "`🧪`"],
  ["`for`", "`for`"],
  ["`time`", "`time`"],
  ["input", "input"],
  ["species", "species"],
  ["phase", "phase"],
];

test.for(spelling)("%s is written %s", async ([typed, written]) => {
  const text = (name: string): string => network(`species ${name} = 1`, `2 ${name} ->{1} 0`);
  await expect(outcome(text("S<||>"), typed)).resolves.toEqual({ "main.ncrn": text(written) });
});

test("backticks that are not needed any more go", () =>
  expect(outcome(network("species `my <||>S` = 1", "`my S` ->{1} 0"), "S")).resolves.toEqual({
    "main.ncrn": network("species S = 1", "S ->{1} 0"),
  }));

test("a word of statements takes backticks where it would start another statement", () =>
  expect(outcome(network("signal <||>x = 1", "x' = -x", "let q = x"), "phases")).resolves.toEqual({
    "main.ncrn": expect.stringMatching(
      /^crn A \{\n {2}signal (`?)phases\1 = 1\n {2}\1phases\1' = -\1phases\1\n/,
    ),
  }));

test("the old name again changes nothing", async () => {
  const text = network("species S = 1", "S ->{1} 0");
  await expect(outcome(text.replace("S =", "<||>S ="), "S")).resolves.toEqual({ "main.ncrn": text });
});

const labels: readonly (readonly [title: string, line: string, newName: string, after: string])[] = [
  ["a label", "de<||>cay: S ->{1} 0", "loss of S", "`loss of S`: S ->{1} 0"],
  ["a label in backticks", "`loss of<||> S`: S ->{1} 0", "decay", "decay: S ->{1} 0"],
  ["a label at its end", "a<||>: S ->{1} 0", "b", "b: S ->{1} 0"],
  ["the label of a way there and back", "a<||>: S <->{1, 2} 2 S", "b", "b: S <->{1, 2} 2 S"],
  ["a label like a species", "a<||>: S ->{1} 0", "S", "S: S ->{1} 0"],
  ["a label in a loop", "for i in 1..2 { a<||>: S ->{i} 0 }", "b", "for i in 1..2 { b: S ->{i} 0 }"],
  ["a label in a broken line", "a<||>: S ->{", "b", "b: S ->{"],
];

test.for(labels)("renamed: %s", ([, line, newName, after]) =>
  expect(outcome(network("species S = 1", line), newName)).resolves.toEqual({
    "main.ncrn": network("species S = 1", after),
  }),
);

// ── Names that lowering makes ─────────────────────────────────────────────────────────────────────────

const MADE = network(
  "species q = 1, A[2] = 1",
  "signal x = 1, y = 0",
  "bind: q + A[1] <->{1, 2} A[2]",
  "x' = -x + y",
  "y' = x - 2 * q",
).concat("simulate A { until: 1; plot: q, x, A[1] }\n");

test.for(["x_p", "x_m", "y_p", "A_1", "A_2", "bind", "bind_reverse", "r1", "x_p_2", "time_1"])(
  "a species may be called %s, though lowering makes things of that name",
  async (made) => {
    const renamed = (await outcome(MADE.replace("q = 1", "<||>q = 1"), made)) as Record<string, string>;
    const [before, after] = [MADE, renamed["main.ncrn"] ?? ""].map((text) => chemistryByNames(text, made));
    expect(after).toEqual(before);
  },
);

/** The network with species under the names of the text instead of identifiers. */
function chemistryByNames(text: string, made: string): unknown {
  const { snapshot } = openWorkspace({ [MAIN]: text });
  const { networks = [] } = snapshot.analysis()?.program ?? {};
  const { network: lowered } = reactionsFromModel(networks[0]!);
  if (lowered === undefined) throw new Error("The network has errors.");
  const nameOf = new Map(lowered.species.map(({ id, name }) => [id, name === made ? "q" : name]));
  const { species, reactions, observables } = lowered;
  const plain = {
    species: species.map(({ id, initial }) => ({ id, initial })),
    reactions: reactions.map(({ reactants, products, rate }) => ({ reactants, products, rate })),
    observables: observables.map(({ value }) => value),
  };
  const isName = (key: string): boolean => key === "id" || key === "species";
  return JSON.parse(JSON.stringify(plain), (key, value) =>
    isName(key) && typeof value === "string" ? (nameOf.get(value) ?? value) : value,
  );
}

// ── Several files ─────────────────────────────────────────────────────────────────────────────────────

const files: readonly (readonly [
  title: string,
  main: string,
  disk: Record<string, string>,
  after: Record<string, string>,
])[] = [
  [
    "what the file imports by name",
    'import { n } from "lib"\ncrn A { species X[<||>n] = 1; X[1] ->{1} 0 }\n',
    { [LIB]: "const n = 2\nconst m = n\n" },
    {
      "main.ncrn": 'import { new } from "lib"\ncrn A { species X[new] = 1; X[1] ->{1} 0 }\n',
      "lib.ncrn": "const new = 2\nconst m = new\n",
    },
  ],
  [
    "what the file imports under a name",
    'import "lib" as parts\ncrn A { species X[parts.n<||>] = 1; X[1] ->{1} 0 }\n',
    { [LIB]: "const n = 2\n" },
    {
      "main.ncrn": 'import "lib" as parts\ncrn A { species X[parts.new] = 1; X[1] ->{1} 0 }\n',
      "lib.ncrn": "const new = 2\n",
    },
  ],
  [
    "files that import this one, also by another",
    "module <||>Decay(species S) { S ->{1} 0 }\n",
    {
      [LIB]: 'import { Decay } from "main"\ncrn B { species S = 1; use d = Decay(S) }\n',
      "file:///far.ncrn": 'import { Decay } from "lib.ncrn"\ncrn C { species S = 1; use d = Decay(S) }\n',
      "file:///other.ncrn": "module Decay(species S) { S ->{2} 0 }\n",
    },
    {
      "main.ncrn": "module new(species S) { S ->{1} 0 }\n",
      "lib.ncrn": 'import { new } from "main"\ncrn B { species S = 1; use d = new(S) }\n',
      "far.ncrn": 'import { new } from "lib.ncrn"\ncrn C { species S = 1; use d = new(S) }\n',
    },
  ],
  [
    "a species that another file plots",
    "crn A {\n  species <||>S = 1\n  S ->{1} 0\n}\n",
    { [LIB]: 'import { A } from "main"\nsimulate A { until: 1; plot: S }\n' },
    {
      "main.ncrn": "crn A {\n  species new = 1\n  new ->{1} 0\n}\n",
      "lib.ncrn": 'import { A } from "main"\nsimulate A { until: 1; plot: new }\n',
    },
  ],
  [
    "a parameter that another file gives by name",
    'import { Decay } from "lib"\ncrn A { species S = 1; use d = Decay(S; k<||>: 3) }\n',
    { [LIB]: "module Decay(species S; rate k = 1) { S ->{k} 0 }\n" },
    {
      "main.ncrn": 'import { Decay } from "lib"\ncrn A { species S = 1; use d = Decay(S; new: 3) }\n',
      "lib.ncrn": "module Decay(species S; rate new = 1) { S ->{new} 0 }\n",
    },
  ],
  [
    "the name of an import",
    'import "lib" as pa<||>rts\nconst m = parts.n\n',
    { [LIB]: "const n = 2\n" },
    { "main.ncrn": 'import "lib" as new\nconst m = new.n\n' },
  ],
  [
    "a file that is imported without a name gets one",
    'import "lib"\nconst m = li<||>b.n\n',
    { [LIB]: "const n = 2\n" },
    { "main.ncrn": 'import "lib" as new\nconst m = new.n\n' },
  ],
];

test.for(files)("%s", ([, main, disk, after]) => expect(outcome(main, "new", disk)).resolves.toEqual(after));

test("the text of an open document counts more than the one on disk", async () => {
  const { text, ranges } = markedText("const <||>n = 2\n");
  const open = { [MAIN]: text, [LIB]: '// unsaved\nimport { n } from "main"\nconst m = n\n' };
  const { snapshot, context } = openWorkspace(open, { [LIB]: "const m = 1\n" });
  const result = await renamed(snapshot, { position: ranges[0]!.start, newName: "new" }, context);
  expect(result).toMatchObject({
    changes: { [LIB]: [{ range: { start: { line: 1 } } }, { range: { start: { line: 2 } } }] },
  });
});

// ── What is refused, and why ──────────────────────────────────────────────────────────────────────────

const DECAY = network("species <||>S = 1, T = 1", "rate k = 1", "S ->{k} T");

const refusals: readonly (readonly [title: string, main: string, newName: string, reason: RegExp])[] = [
  ["no characters", DECAY, " ", /at least one character/],
  ["empty backticks", DECAY, "``", /backticks or line ends/],
  ["a line end", DECAY, "a\nb", /backticks or line ends/],
  ["a keyword", DECAY, "for", /^`for` is a word of the language/],
  ["another keyword", DECAY, "true", /^`true` is a word of the language/],
  ["the time", DECAY, "time", /simulated time/],
  [
    "another species",
    DECAY,
    "T",
    /^There is already a species `T` in line 2: `T` in line 4 would be taken for the renamed species\.$/,
  ],
  ["a rate", DECAY, "k", /already a rate `k` in line 3/],
  ["the network around", DECAY, "A", /`A` hides a reaction network/],
  [
    "a constant of the file that is read in the block",
    `const n = 2\n${network("species <||>X[n] = 1", "X[1] ->{n} 0")}`,
    "n",
    /already a constant `n` in line 1/,
  ],
  [
    "a loop variable under which another one is read",
    network("species X[3, 3] = 1", "for <||>i in 1..3 { for j in 1..3 { X[i, j] ->{1} 0 } }"),
    "j",
    /already a loop variable `j` in line 3: `i` in line 3 would be taken for it/,
  ],
  [
    "an unknown name that would come to mean it",
    network("species <||>S = 1", "S ->{1} 0", "Q ->{1} 0"),
    "Q",
    /`Q` in line 4 would come to mean the renamed species/,
  ],
  [
    "a function that hides one of the language",
    "func <||>f(x) = x\ncrn A { species S = 1; S ->[f(exp(S))] 0 }\n",
    "exp",
    /`exp` in line 2 would come to mean the renamed function/,
  ],
  [
    "a quantity that a word of the language would hide",
    network("species <||>S = 1", "S ->{1} 0").concat("simulate A { until: 1; plot: time, S }\n"),
    "time",
    /simulated time/,
  ],
  [
    "a phase of the same network",
    network("species S = 1", "phases { <||>a: 1; b: 1 }", "phase a { S ->{1} 0 }", "phase b { 0 ->{1} S }"),
    "b",
    /already a phase `b` in line 3/,
  ],
  [
    "a function of the standard library",
    'import { half_squared_error } from "std/metrics"\nfunc f(x) = half_<||>squared_error(x, 1)\n',
    "h",
    /standard library/,
  ],
  [
    "a module of the standard library",
    'import "std/clocks" as c\ncrn A { species X[3] = 1; use r = c.<||>ring(X; k: 1) }\n',
    "h",
    /standard library/,
  ],
  [
    "a parameter of such a module",
    'import "std/clocks" as c\ncrn A { species X[3] = 1; use r = c.ring(X; <||>k: 1) }\n',
    "h",
    /standard library/,
  ],
  [
    "a function of the language",
    network("species S = 1", "S ->[ex<||>p(S)] 0"),
    "h",
    /`exp` is a function of the language/,
  ],
  ["the simulated time", network("species S = 1", "S ->[ti<||>me] 0"), "h", /simulated time/],
  ["a rail", network("signal x = 1", "x.<||>p ->{1} 0"), "h", /rail of `x`/],
  [
    "a label that another reaction has",
    network("species S = 1", "a: S ->{1} 0", "b<||>: 0 ->{1} S"),
    "a",
    /reaction in line 3 is called `a` already/,
  ],
  [
    "a label that the way back of another reaction has",
    network("species S = 1", "a: 2 S <->{1, 2} S", "b<||>: 0 ->{1} S"),
    "a_reverse",
    /reaction in line 3 is called `a_reverse` already/,
  ],
  [
    "a word of the language as label",
    network("species S = 1", "b<||>: S ->{1} 0"),
    "for",
    /word of the language/,
  ],
  ["a unit", network("species S = 1 [n<||>M]", "S ->{1} 0"), "h", /unit/],
  [
    "a setting",
    `${network("species S = 1", "S ->{1} 0")}simulate A { un<||>til: 1 }\n`,
    "h",
    /`until` is the name of a setting/,
  ],
  ["an unknown name", network("species S = 1", "Q<||> ->{1} S"), "h", /`Q` is not declared/],
  ["a keyword in the text", network("let<||> q = 1"), "h", /`let` is a word of the language/],
  ["a number", network("species S = 1<||>0"), "h", /no name here/],
  ["a text", 'import "l<||>ib"\n', "h", /is a text, not a name/],
];

const RUN = network("species S = 1", "S ->{1} 0").concat("simulate A { method: M; until: 1; plot: P }\n");

const settings: readonly (readonly [title: string, main: string, reason: RegExp])[] = [
  ["the value of a setting", RUN.replace("M", "o<||>de"), /`ode` is a word of the language/],
  ["the same with arguments", RUN.replace("M", "o<||>de(rtol: 1e-6)"), /`ode` is a word of the language/],
  ["an argument of it", RUN.replace("M", "ode(rt<||>ol: 1e-6)"), /`rtol` is a word of the language/],
  ["an unknown name in a setting", RUN.replace("P", "Q<||>"), /`Q` is not declared/],
];

test.for(settings)("refused: %s", ([, main, reason]) => expect(outcome(main, "h")).resolves.toMatch(reason));

test.for(refusals)("refused: %s", ([, main, newName, reason]) =>
  expect(outcome(main, newName)).resolves.toMatch(reason),
);

test("a column of a data file is refused, and so is one that may be", async () => {
  const data = 'data D from "a.csv" {\n  y = 2 * si<||>ze\n}\n';
  await expect(outcome(data, "h", { "file:///a.csv": "size\n1\n" })).resolves.toMatch(
    /column of the file "a.csv"/,
  );
  await expect(outcome(data, "h")).resolves.toMatch(/file that cannot be read/);
});

test("a name that another file has already is refused with that file", async () => {
  const disk = { [LIB]: 'import { n } from "main"\nconst m = 1\nconst l = n + m\n' };
  await expect(outcome("const <||>n = 2\n", "m", disk)).resolves.toMatch(
    /already a constant `m` in line 2 of lib\.ncrn/,
  );
});

test("a declaration that is there already is refused although nobody reads it", () =>
  expect(outcome("const <||>n = 2\nconst m = 1\n", "m")).resolves.toMatch(/`m` is already declared/));

test("a loop variable that would hide a constant is refused", async () => {
  const text = `const n = 2\n${network("species X[n] = 1", "for <||>i in 1..2 { X[i] ->{1} 0 }")}`;
  await expect(outcome(text, "n")).resolves.toMatch(/`n` hides a constant/);
});

test("before anything is typed, the editor gets the name without its backticks", () => {
  const { text, ranges } = markedText(network("species <|`my S`|> = 1", "`my S` ->{1} 0"));
  const { snapshot } = openWorkspace({ [MAIN]: text });
  const { start, end } = ranges[0]!;
  for (const position of [start, end]) {
    expect(preparedRename(snapshot, { position })).toEqual({ range: ranges[0], placeholder: "my S" });
  }
});

test("before anything is typed, the editor gets the reason of a refusal", () => {
  const { text, ranges } = markedText(network("species S = 1", "S ->[ex<||>p(S)] 0"));
  const { snapshot } = openWorkspace({ [MAIN]: text });
  const result = preparedRename(snapshot, { position: ranges[0]!.start });
  expect(result).toBeInstanceOf(ResponseError);
  expect((result as ResponseError).message).toBe("`exp` is a function of the language.");
});
