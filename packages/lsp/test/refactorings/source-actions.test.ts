import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { codeActions } from "../../src/features/code-action.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

/** The text after the only action of a kind; undefined if none is offered. */
function after(kind: string, text: string, disk: Record<string, string> = {}): string | undefined {
  const snapshot = openSnapshot(text, disk);
  const start = { line: 0, character: 0 };
  const asked = { range: { start, end: start }, context: { diagnostics: [], only: [kind] } };
  const [action, ...others] = codeActions(snapshot, asked, featureContext);
  expect(others).toEqual([]);
  if (action === undefined) return undefined;
  const document = TextDocument.create(snapshot.uri, "ncrn", 1, text);
  return TextDocument.applyEdits(document, action.edit?.changes?.[snapshot.uri] ?? []);
}

interface Case {
  readonly name: string;
  readonly before: string;
  readonly after: string | undefined;
}

const sorting: readonly Case[] = [
  {
    name: "parts first, then networks, then experiments; comments go with what they are above",
    before: `// A file.

simulate A { until: n } // run
/// Numbers.
const m = 1
const n = m
/* chemistry */
crn A {
  species X = 1

  X ->{1} 0
}
import "std/clocks" as clocks
units { time: s }
// The end.
`,
    after: `// A file.

import "std/clocks" as clocks
units { time: s }

/// Numbers.
const m = 1
const n = m
/* chemistry */
crn A {
  species X = 1

  X ->{1} 0
}

simulate A { until: n } // run
// The end.
`,
  },
  { name: "sorted already", before: "const n = 1\ncrn A { species X = n }\n", after: undefined },
  { name: "order within a kind stays", before: "const n = 2\nconst m = 1\n", after: undefined },
  { name: "several on one line", before: "crn A { species X = n }; const n = 1\n", after: undefined },
  { name: "a broken text", before: "crn A { species X = }\nconst n = 1\n", after: undefined },
  {
    name: "a last line without an end",
    before: "crn A { species X = n }\nconst n = 1",
    after: "const n = 1\n\ncrn A { species X = n }\n",
  },
  {
    name: "Windows line ends",
    before: "crn A { species X = n }\r\nconst n = 1\r\n",
    after: "const n = 1\r\n\r\ncrn A { species X = n }\r\n",
  },
];

test.for(sorting)("sorting: $name", ({ before, after: expected }) =>
  expect(after("source.sortDeclarations", before)).toBe(expected),
);

const disk = {
  "file:///parts.ncrn": "const b = 1\nconst a = 2\nconst `🧪` = 3\n",
  "file:///lib.ncrn": "const c = 1\n",
};

const importing: readonly Case[] = [
  {
    name: "unused names and files go, the rest is in order",
    before: `import { b, a, \`🧪\` } from "parts"
import { c } from "lib"
import "std/clocks" as clocks
const n = a + b
crn A { species X = n }
`,
    after: `import { a, b } from "parts"
const n = a + b
crn A { species X = n }
`,
  },
  {
    name: "by path",
    before: `import { a } from "parts"
import { c } from "lib"
crn A { species X = a + c }
`,
    after: `import { c } from "lib"
import { a } from "parts"
crn A { species X = a + c }
`,
  },
  {
    name: "comments between keep files where they are",
    before: `import { b, a } from "parts"
// library
import { c } from "lib"
crn A { species X = a + b + c }
`,
    after: `import { a, b } from "parts"
// library
import { c } from "lib"
crn A { species X = a + b + c }
`,
  },
  {
    name: "with mistakes in the text nothing counts as unused",
    before: `import { b, a } from "parts"
crn A { species X = wrong }
`,
    after: `import { a, b } from "parts"
crn A { species X = wrong }
`,
  },
  { name: "a broken text", before: 'import { b, a } from "parts"\ncrn A {\n', after: undefined },
  {
    name: "in order already",
    before: 'import { a } from "parts"\ncrn A { species X = a }\n',
    after: undefined,
  },
];

test.for(importing)("imports: $name", ({ before, after: expected }) =>
  expect(after("source.organizeImports", before, disk)).toBe(expected),
);

const repairing: readonly Case[] = [
  {
    name: "everything at once, and what comes to light by it",
    before: `crn A {
  species X, Y = .5
  X ->{1} Y
  X ->{1} Y
  X ->[X²] Y
  0 ->{1} 0
  Y ->{1} X
}
`,
    after: `crn A {
  species X = 0, Y = 0.5
  X ->{1 + 1} Y
  X ->[X^2] Y
  Y ->{1} X
}
`,
  },
  { name: "what leaves a choice", before: "crn A {\n  species X = 1\n  Z ->{1} 0\n}\n", after: undefined },
  {
    name: "what is wrong in one turn of a loop only",
    before: "crn A {\n  species X[2] = 1\n  for i in 1..2 { X[i] ->{1} X[1] }\n}\n",
    after: undefined,
  },
  { name: "nothing wrong", before: "crn A {\n  species X = 1\n  X ->{1} 0\n}\n", after: undefined },
];

test.for(repairing)("repairing: $name", ({ before, after: expected }) => {
  expect(after("source.fixAll.ncrn", before)).toBe(expected);
  expect(after("source.fixAll", before)).toBe(expected);
});

test("nothing of this without being asked for", () => {
  const start = { line: 0, character: 0 };
  const snapshot = openSnapshot("crn A { species X = n }\nconst n = 1\n");
  const asked = { range: { start, end: start }, context: { diagnostics: [] } };
  expect(codeActions(snapshot, asked, featureContext)).toEqual([]);
});
