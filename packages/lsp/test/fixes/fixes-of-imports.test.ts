// A name that another file declares is imported from there: what is offered, and what the text is afterwards.

import { expect, test } from "vitest";
import type { Range } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { quickFixes } from "../../src/features/code-action.js";
import { diagnosticsOf } from "../../src/features/diagnostics.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";
const DISK = {
  "file:///lib.ncrn":
    "func mm(s, v) = v * s / (1 + s)\nconst fast = 3\nmodule Pump(species A; rate k = fast) {\n  A ->{k} 0\n}\ncrn Ready {\n  species S = 1\n  rate inner = 1\n  S ->{inner} 0\n}\nmodel M {\n  input x\n  target t\n  weight w = 1\n  state z = 0\n  z' = w * x\n  output o = z\n  loss = (o - t)^2\n}\n",
  "file:///user.ncrn": 'import "main" as main\nconst only_user = 1\n',
  "file:///deep/far.ncrn": "const distant = 1\n",
};

/** The imports offered at the mark, and the text after the first of them, in which nothing is wrong. */
function offered(marked: string, open: Record<string, string> = {}, disk: Record<string, string> = DISK) {
  const { text, ranges } = markedText(marked);
  const files = (content: string) => openWorkspace({ [MAIN]: content, ...open }, disk);
  const { snapshot, context } = files(text);
  const all = quickFixes(snapshot, { range: ranges[0] as Range, context: { diagnostics: [] } }, context);
  const imports = all.filter(({ title }) => title.startsWith("Import "));
  const edits = imports[0]?.edit?.changes?.[MAIN];
  const after = edits && TextDocument.applyEdits(TextDocument.create(MAIN, "ncrn", 1, text), edits);
  if (after !== undefined) {
    const left = diagnosticsOf(files(after).snapshot).filter(({ severity }) => severity === "error");
    expect(left.map(({ message }) => message)).toEqual([]);
    expect(all[0]?.title).toBe(imports[0]?.title);
    expect(all[0]?.isPreferred).toBe(true);
  }
  return { titles: imports.map(({ title }) => title), after };
}

const NET = (line: string): string => `crn N {\n  species X = 1\n  ${line}\n  X ->{1} 0\n}\n`;

test.each([
  ["a function", NET("X ->[<||>mm(X, 2)] 0"), "mm"],
  ["a constant as a rate", NET("X ->{<||>fast} 0"), "fast"],
  ["a constant in a law", NET("X ->[<||>fast * X] 0"), "fast"],
  ["a module", NET("use p = <||>Pump(X)"), "Pump"],
  ["a network", `${NET("X ->{2} 0")}simulate <||>Ready {\n  until: 1\n}\n`, "Ready"],
  ["a model", "learn <||>M as L {\n  phases { forward: 1 }\n}\n", "M"],
])("%s is imported at the top", (_, marked, name) => {
  expect(offered(marked)).toEqual({
    titles: [`Import \`${name}\` from "lib"`],
    after: `import { ${name} } from "lib"\n\n${marked.replace("<||>", "")}`,
  });
});

test("an import of the same file takes it in, in the order that is there", () => {
  const body = NET("X ->[<||>mm(X, fast)] 0");
  const plain = body.replace("<||>", "");
  expect(offered(`import { fast } from "lib"\n\n${body}`).after).toBe(
    `import { fast, mm } from "lib"\n\n${plain}`,
  );
  expect(offered(`import {\n  fast\n} from "lib.ncrn"\n\n${body}`).after).toBe(
    `import {\n  fast, mm\n} from "lib.ncrn"\n\n${plain}`,
  );
});

test("a new import stands behind the others", () => {
  const body = NET("X ->[<||>mm(X, b.distant)] 0");
  expect(offered(`// about\nimport "deep/far" as b // far\n\n${body}`).after).toBe(
    `// about\nimport "deep/far" as b // far\nimport { mm } from "lib"\n\n${body.replace("<||>", "")}`,
  );
});

test("comments at the top stay there, and documentation stays with what it is about", () => {
  const body = NET("X ->[<||>mm(X, 2)] 0");
  const plain = body.replace("<||>", "");
  expect(offered(`// A licence.\n// Two lines.\n\n/// About N.\n${body}`).after).toBe(
    `// A licence.\n// Two lines.\n\nimport { mm } from "lib"\n\n/// About N.\n${plain}`,
  );
  expect(offered(`/// About N.\n${body}`).after).toBe(`import { mm } from "lib"\n\n/// About N.\n${plain}`);
  expect(offered(`// Just N.\n${body}`).after).toBe(`import { mm } from "lib"\n\n// Just N.\n${plain}`);
});

test("line ends stay as they are", () => {
  const body = NET("X ->[<||>mm(X, 2)] 0").replaceAll("\n", "\r\n");
  expect(offered(body).after).toBe(`import { mm } from "lib"\r\n\r\n${body.replace("<||>", "")}`);
});

test("the standard library is searched, too", () => {
  const text =
    "model M {\n  input x\n  target t\n  weight w = 1\n  state z = 0\n  z' = w * x\n  output o = z\n  loss = <||>half_squared_error(o, t)\n}\n";
  expect(offered(text).titles).toEqual(['Import `half_squared_error` from "std/metrics"']);
});

test("a file that is open or known is searched in its folder, others only beside the document", () => {
  const text = NET("X ->{<||>distant} 0");
  expect(offered(text).titles).toEqual([]);
  const open = { "file:///deep/far.ncrn": DISK["file:///deep/far.ncrn"] };
  expect(offered(text, open).titles).toEqual(['Import `distant` from "deep/far"']);
  expect(offered(`import "deep/far"\n\n${NET("X ->{<||>distant * far.distant} 0")}`).titles).toEqual([
    'Import `distant` from "deep/far"',
  ]);
});

test("several files may declare it", () => {
  const disk = { ...DISK, "file:///also.ncrn": "func mm(a, b) = a * b\n" };
  expect(offered(NET("X ->[<||>mm(X, 2)] 0"), {}, disk).titles).toEqual([
    'Import `mm` from "also"',
    'Import `mm` from "lib"',
  ]);
});

test.each([
  ["a file that imports this one", NET("X ->{<||>only_user} 0")],
  ["a constant where a species stands", NET("<||>fast ->{1} 0")],
  ["a function as a value", NET("X ->{<||>mm} 0")],
  ["a constant as a function", NET("X ->[<||>fast(X)] 0")],
  ["what is inside of a network", NET("X ->{<||>inner} 0")],
  ["what no file has", NET("X ->{<||>nowhere} 0")],
  ["a member of something", `import "deep/far" as far\n\n${NET("X ->{far.<||>fast} 0")}`],
  ["a parameter given by name", NET("use p = Pump(X; <||>fast: 2)")],
])("not offered: %s", (_, marked) => {
  expect(offered(marked).titles).toEqual([]);
});
