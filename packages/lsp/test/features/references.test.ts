// References in several files; those in one file are tested with the other requests about one symbol.

import { expect, test } from "vitest";
import { referencesAt } from "../../src/features/references.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";

/** Every place is marked, in all files; each one of the first file finds all of them. */
async function check(files: Readonly<Record<string, string>>): Promise<void> {
  const read = Object.entries(files).map(([name, marked]) => ({
    uri: `file:///${name}`,
    ...markedText(marked),
  }));
  const disk = Object.fromEntries(read.slice(1).map(({ uri, text }) => [uri, text]));
  const { snapshot, context } = openWorkspace({ [MAIN]: read[0]!.text }, disk);
  const expected = [...read]
    .sort((a, b) => (a.uri < b.uri ? -1 : 1))
    .flatMap(({ uri, ranges }) => ranges.map((range) => ({ uri, range })));
  for (const { start: position } of read[0]!.ranges) {
    await expect(
      referencesAt(snapshot, { position, context: { includeDeclaration: true } }, context),
    ).resolves.toEqual(expected);
  }
}

const cases: readonly (readonly [title: string, files: Record<string, string>])[] = [
  [
    "in files that import this one",
    {
      "main.ncrn": "const <|n|> = 1\nconst m = <|n|>",
      "a.ncrn": 'import { <|n|> } from "main"\nconst k = 2 * <|n|>',
      "b.ncrn": "const n = 3\nconst k = n",
    },
  ],
  [
    "in a file that is imported, and in others that import it",
    {
      "main.ncrn": 'import { <|n|> } from "lib"\nconst m = <|n|>',
      "lib.ncrn": "const <|n|> = 1",
      "other.ncrn": 'import "lib" as lib\nconst k = lib.<|n|>',
    },
  ],
  [
    "through a file between",
    {
      "main.ncrn": "func <|f|>(x) = x",
      "a.ncrn": 'import { <|f|> } from "main"',
      "b.ncrn": 'import { <|f|> } from "a"\ncrn A { species S = 1; S ->[<|f|>(S)] 0 }',
    },
  ],
  [
    "in backticks elsewhere",
    {
      "main.ncrn": "const <|n|> = 1",
      "a.ncrn": 'import { <|`n`|> } from "main"\nconst k = 2 * <|`n`|>',
    },
  ],
  [
    "of a built-in function, in all files",
    {
      "main.ncrn":
        'import { <|half_squared_error|> } from "std/metrics"\nfunc f(x) = <|half_squared_error|>(x, 1)',
      "a.ncrn":
        'import { <|half_squared_error|> } from "std/metrics"\nfunc g(x) = <|half_squared_error|>(x, 1)',
    },
  ],
  [
    "in a file with mistakes",
    {
      "main.ncrn": "const <|n|> = 1",
      "a.ncrn": 'import { <|n|> } from "main"\nconst k = 2 * <|n|> +\ncrn {',
    },
  ],
  [
    "in files that import one another",
    {
      "main.ncrn": 'import "a" as a\nconst <|n|> = 1',
      "a.ncrn": 'import { <|n|> } from "main"\nconst k = <|n|>',
    },
  ],
];

test.for(cases)("%s", ([, files]) => check(files));

test("the text of an open document counts, not the one on disk", async () => {
  const open = { [MAIN]: "const n = 1", "file:///a.ncrn": 'import { n } from "main"\nconst k = 1' };
  const { snapshot, context } = openWorkspace(open, {
    "file:///a.ncrn": 'import { n } from "main"\nconst k = n',
  });
  const position = rangeFromSpan(snapshot.source, { start: 6, end: 7 }).start;
  const found = await referencesAt(snapshot, { position, context: { includeDeclaration: false } }, context);
  expect(found?.map(({ uri, range }) => [uri, range.start.line])).toEqual([["file:///a.ncrn", 0]]);
});

test("a file that changes on disk is read again", async () => {
  const disk: Record<string, string> = { "file:///a.ncrn": 'import { n } from "main"' };
  const { snapshot, context } = openWorkspace({ [MAIN]: "const n = 1" }, disk);
  const position = { line: 0, character: 6 };
  const count = async (): Promise<number | undefined> =>
    (await referencesAt(snapshot, { position, context: { includeDeclaration: false } }, context))?.length;
  expect(await count()).toBe(1);
  disk["file:///a.ncrn"] = 'import { n } from "main"\nconst k = n + n';
  expect(await count()).toBe(3);
  disk["file:///b.ncrn"] = 'import { n } from "main"';
  expect(await count()).toBe(4);
  delete disk["file:///a.ncrn"];
  expect(await count()).toBe(1);
});

test("where no name stands there is nothing", async () => {
  const { snapshot, context } = openWorkspace({ [MAIN]: "const n = 1" });
  const position = { line: 0, character: 2 };
  await expect(
    referencesAt(snapshot, { position, context: { includeDeclaration: true } }, context),
  ).resolves.toBeNull();
});

const columns = `data D from "a.csv" {
  <|size|> = 2 * size
  double = 2 * <|length|> + <|length|>
}
`;

test.for([
  ["a column of a data file", { "file:///a.csv": "size,length\n1,2\n" }],
  ["what may be a column of a file that cannot be read", {}],
] as const)("%s", async ([, disk]) => {
  const { text, ranges } = markedText(columns);
  const { snapshot, context } = openWorkspace({ [MAIN]: text }, disk);
  const places = ranges.slice(1);
  for (const { start: position } of places) {
    await expect(
      referencesAt(snapshot, { position, context: { includeDeclaration: true } }, context),
    ).resolves.toEqual(places.map((range) => ({ uri: MAIN, range })));
  }
});
