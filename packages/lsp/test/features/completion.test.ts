import { describe, expect, test } from "vitest";
import {
  type CompletionItem,
  CompletionTriggerKind,
  InsertTextFormat,
  type TextEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { placeholders } from "../../src/completion/offer.js";
import type { FeatureContext } from "../../src/feature.js";
import { completionsAt } from "../../src/features/completion.js";
import { resolvedItem } from "../../src/features/completion-resolve.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";
import { groups } from "./completion-cases.js";

const MAIN = "file:///main.ncrn";
const DISK = {
  "file:///parts.ncrn": `const speed = 3
func scaled(x) = 2 * x
func halved(x) = x / 2
data hidden { sample 2 { a = 1 } }
module Part(species S) {
  S ->{speed} 0
}
`,
  "file:///more/deep.ncrn": "const deep = 1\n",
  "file:///iris.csv": "sepal length,species\n1,a\n2,b\n",
  "file:///more/wine.csv": "a,b\n1,2\n",
};

interface Completed {
  readonly items: readonly CompletionItem[];
  readonly context: FeatureContext;
  readonly text: string;
}

/** What is offered at the mark, in the order in which it is shown. */
function complete(marked: string, client?: FeatureContext["client"], triggerCharacter?: string): Completed {
  const { text, ranges } = markedText(marked);
  const { snapshot, context } = openWorkspace({ [MAIN]: text }, DISK);
  const position = ranges[0]?.start;
  if (position === undefined) throw new Error("The text has no mark.");
  const all = client === undefined ? context : { ...context, client };
  const triggered = triggerCharacter !== undefined && {
    context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter },
  };
  const list = completionsAt(snapshot, { position, ...triggered }, all);
  const items = [...(list?.items ?? [])].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
  return { items, context: all, text };
}

const snippets = { snippets: true };

for (const { name, text, cases } of groups) {
  describe(name, () => {
    test.each(cases)("%s", (line, { first, has, not, only }) => {
      const labels = complete(text(line), snippets).items.map(({ label }) => label);
      expect(new Set(labels).size, "offered twice").toBe(labels.length);
      if (first !== undefined) expect(labels.slice(0, first.length)).toEqual(first);
      if (only !== undefined) expect([...labels].sort()).toEqual([...only].sort());
      for (const label of has ?? []) expect(labels).toContain(label);
      for (const label of not ?? []) expect(labels).not.toContain(label);
    });
  });
}

describe("what is written", () => {
  const NETWORK = (line: string): string =>
    `/* 🧪 */ crn A {\n  species S = 1, \`odd name\` = 2, Sink = 0\n  rate k = 2\n  signal s = 0\n  ${line}\n}\n`;

  /** The text after the offer of that label was accepted. */
  function accepted(marked: string, label: string, client?: FeatureContext["client"]): string {
    const { items, text } = complete(NETWORK(marked), client);
    const item = items.find((one) => one.label === label);
    const document = TextDocument.create(MAIN, "ncrn", 1, text);
    return item === undefined ? "" : TextDocument.applyEdits(document, [item.textEdit as TextEdit]);
  }

  test.each([
    ["S + Si<||>", "Sink", "S + Sink"],
    ["S + Si<||>nk ->{k} 0", "S", "S + S ->{k} 0"],
    ["S + <||> ->{k} 0", "Sink", "S + Sink ->{k} 0"],
    ["S + od<||>", "odd name", "S + `odd name`"],
    ["S + `od<||>", "odd name", "S + `odd name`"],
    ["S + `odd na<||>me` ->{k} 0", "Sink", "S + Sink ->{k} 0"],
    ["2<||>S ->{k} 0", "", ""],
    ["S ->{ex<||>} 0", "exp", "S ->{exp(} 0"],
    ["S + s<||>", "s.p", "S + s.p"],
    ["S ->{k} 0 <||>", "by", "S ->{k} 0 by "],
    ["S -<||>", "->", "S -> "],
    ["S -<||>", "<->", "S <-> "],
    ["S <-<||>", "<->", "S <-> "],
    ["S -<||>> {k} 0", "->", "S -> {k} 0"],
    ["s'<||>", "=", "s'= "],
  ])("%s with %s", (line, label, expected) => {
    expect(accepted(line, label)).toBe(expected === "" ? "" : NETWORK(expected));
  });

  test.each([
    ["S ->{ex<||>p(k)} 0", "exp", "S ->{exp(k)} 0"],
    ["sp<||>ecies T = 1", "species", "species T = 1"],
    ["ph<||>", "phases", "phases { «1:first»: «2:1»; «3:second»: «4:1» }"],
    ["lower { ord<||>er: 2 }", "order", "lower { order: 2 }"],
    ["lower { ord<||> }", "order", "lower { order: }"],
    ["S + P<||>", "P", "S + P[$1]"],
    ["S + P<||>[1] ->{k} 0", "P", "S + P[1] ->{k} 0"],
    ["q.<||>", "p", "q.p"],
    ["S + q<||>", "q.p", "S + q.p[$1]"],
    ["P<||>", "P", "P"],
    ["S <||>{k} 0", "->", "S -> {k} 0"],
    ["fo<||> i in 1..2 { }", "for", "for i in 1..2 { }"],
    ["use j = <||>", "M", "use j = M(«1:A», «2:B»)"],
    ["use j = M<||>(S, S)", "M", "use j = M(S, S)"],
  ])("with what stands behind it: %s with %s", (line, label, expected) => {
    const text = (statement: string): string =>
      `module M(species A, B; rate k = 1) { A ->{k} B }\ncrn N {\n  species S = 1, P[2] = 0\n  rate k = 1\n  signal q[2] = 0\n  ${statement}\n}\n`;
    const { items, text: plain } = complete(text(line), snippets);
    const item = items.find((one) => one.label === label);
    const document = TextDocument.create(MAIN, "ncrn", 1, plain);
    expect(TextDocument.applyEdits(document, [item?.textEdit as TextEdit])).toBe(
      text(placeholders(expected)),
    );
  });

  test("placeholders only for editors that go through them", () => {
    expect(accepted("S ->{<||>} 0", "exp", snippets)).toBe(NETWORK("S ->{exp($1)} 0"));
    const formats = complete(NETWORK("<||>"), snippets).items.filter(
      ({ insertTextFormat }) => insertTextFormat,
    );
    expect(formats.every((item) => item.insertTextFormat === InsertTextFormat.Snippet)).toBe(true);
    expect(formats.length).toBeGreaterThan(10);
    const plain = complete(NETWORK("<||>")).items;
    expect(
      plain.filter(
        (item) => item.insertTextFormat !== undefined || /\$/.test((item.textEdit as TextEdit).newText),
      ),
    ).toEqual([]);
  });

  test("a path in quotes replaces what stands between them", () => {
    const { items, text } = complete('import "pa<||>x" as y\n');
    const item = items.find(({ label }) => label === "parts");
    const document = TextDocument.create(MAIN, "ncrn", 1, text);
    expect(TextDocument.applyEdits(document, [item?.textEdit as TextEdit])).toBe('import "parts" as y\n');
  });

  test("a name in backticks is matched with them", () => {
    const filters = complete(NETWORK("S + `<||>")).items.map(({ filterText }) => filterText);
    expect(filters).toContain("`odd name`");
  });

  test("every item says what is matched, or Neovim would show them all behind any word", () => {
    const { items } = complete(NETWORK("S + Si<||>"));
    expect(items.map(({ filterText }) => filterText)).toEqual(items.map(({ label }) => label));
    expect(items.length).toBeGreaterThan(1);
  });

  test("keywords say in one line what they are for", () => {
    const { items } = complete("<||>\n", snippets);
    expect(items.length).toBeGreaterThan(8);
    for (const { detail } of items) expect(detail).toMatch(/^[A-Z][^\n]{10,90}\.$/);
  });

  test("behind the brace of a rate come rates, numbers, then functions, those of geometry last", () => {
    const labels = complete(NETWORK("let a = 1; const n = 2; S ->{<||>}")).items.map(({ label }) => label);
    const order = ["k", "n", "exp", "abs"].map((label) => labels.indexOf(label));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    const last = labels.slice(labels.indexOf("abs"));
    expect(last).toEqual(expect.arrayContaining(["sin", "tan"]));
  });

  test("details tell kind and declaration", () => {
    const { items } = complete(NETWORK("S + <||>"));
    expect(items.find(({ label }) => label === "Sink")?.detail).toBe("species Sink = 0");
    expect(items.find(({ label }) => label === "odd name")?.detail).toBe("species `odd name` = 2");
  });
});

describe("signs that ask by themselves", () => {
  const NETWORK = (line: string): string => `crn A {\n  species S = 1\n  rate k = 2\n  ${line}\n}\n`;
  test.each([
    ["S ->{<||>", "{", true],
    ["if 1 > 0 {<||>", "{", false],
    ["let a = S /<||>", "/", false],
    ["let a = 0.1 [<||>", "[", true],
    ["let a = 0.<||>", ".", false],
    ["S'<||>", "'", true],
    ["let a = S[<||>", "[", false],
    ["label:<||>", ":", true],
    ["lower { order:<||> }", ":", false],
    ["lower { rails:<||> }", ":", true],
    ["S + <||>", " ", true],
    ["S +  <||>", " ", false],
    ["S <||>", " ", false],
    ["S ->{k} <||>", " ", true],
    ["S ->[k * S] <||>", " ", true],
    ["S ->{k} S + <||>", " ", true],
    ["S ->{k} S <||>", " ", false],
    ["S -> <||>", " ", false],
    ["let a = <||>", " ", true],
    ["let a = S + <||>", " ", true],
    ["let a = S * <||>", " ", false],
    ["species T = <||>", " ", true],
    ["species <||>", " ", false],
    ["phases { a: 1 } <||>", " ", false],
    ["at 5 { S += <||>", " ", false],
    ["if 1 >= <||>", " ", false],
    ["// a = <||>", " ", false],
    ["<||>", " ", false],
    ["S -<||>", "-", true],
    ["S + k -<||>", "-", true],
    ["let a = S -<||>", "-", false],
    ["S ->{k -<||>}", "-", false],
    ["// a -<||>", "-", false],
  ])("%s", (line, sign, answers) => {
    expect(complete(NETWORK(line), undefined, sign).items.length > 0).toBe(answers);
  });

  test("a folder in quotes", () => {
    expect(complete('import "more/<||>"\n', undefined, "/").items.length).toBeGreaterThan(0);
  });
});

describe("documentation, once it is asked for", () => {
  const TEXT = `/// Joins two.
module Join(species A; rate k = 1) { A ->{k} 0 }
/// Doubles.
func twice(a) = 2 * a
crn Net {
  /// Eaten.
  species Prey = 1, Grass = 2
  LINE
}
simulate Net { until: 5; SETTING }
`;

  function documentation(line: string, setting: string, label: string): string | undefined {
    const { items, context } = complete(TEXT.replace("LINE", line).replace("SETTING", setting), snippets);
    const item = items.find((one) => one.label === label);
    expect(item?.documentation).toBeUndefined();
    const resolved = item && resolvedItem(item, context);
    return (resolved?.documentation as { value: string } | undefined)?.value;
  }

  test.each([
    ["2 <||>", "", "Prey", "Eaten."],
    ["2 <||>", "", "Grass", "Eaten."],
    ["use j = <||>", "", "Join", "Joins two."],
    ["let a = <||>", "", "twice", "Doubles."],
    ["let a = <||>", "", "exp", "e to the power x."],
    ["<||>", "", "when", "becomes true"],
    ["", "<||>", "method", "How the time course is computed."],
    ["", "method: <||>", "ssa", "`runs` = 1"],
    ["kinetics <||>", "", "combinatoric", "divided"],
  ])("%s %s: %s", (line, setting, label, part) => {
    expect(documentation(line, setting, label)).toContain(part);
  });

  test("an item of a document that is gone stays as it is", () => {
    const { items, context } = complete(TEXT.replace("LINE", "2 <||>").replace("SETTING", ""));
    const item = items.find(({ label }) => label === "Prey") as CompletionItem;
    const gone = { ...item, data: { ...item.data, uri: "file:///gone.ncrn" } };
    expect(resolvedItem(gone, context)).toEqual(gone);
  });
});

test("files whose addresses escape characters are offered as they are written in a model", () => {
  const { text, ranges } = markedText('data d from "<||>"');
  const data = { "file:///more/my%20rows%20%28%C2%B5M%29.csv": "a\n1\n", "file:///100%.csv": "a\n1\n" };
  const { snapshot, context } = openWorkspace({ [MAIN]: text }, data);
  const { items } = completionsAt(snapshot, { position: ranges[0]!.start }, context)!;
  expect(items.map(({ label }) => label).sort()).toEqual(["100%.csv", "more/my rows (µM).csv"]);
});
