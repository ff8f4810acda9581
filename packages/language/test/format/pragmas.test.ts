// Comments that ask Prettier to format a file, or not to.
import { format, formatWithCursor } from "prettier/standalone";
import { expect, test } from "vitest";
import { ncrnPlugin } from "../../src/format/prettier-plugin.js";

const options = { parser: "ncrn", plugins: [ncrnPlugin] };
const messy = "const k=1\n";

test.each([
  ["// @format\nconst k=1\n", "// @format\nconst k = 1\n"],
  ["\n  // Rates.\n  // @prettier\n\nconst k=1\n", "// Rates.\n// @prettier\n\nconst k = 1\n"],
  ["/**\n * @format\n */\nconst k=1\n", "/**\n * @format\n */\nconst k = 1\n"],
])("with a pragma a file is formatted where pragmas are required: %j", async (text, expected) => {
  expect(await format(text, { ...options, requirePragma: true })).toBe(expected);
});

test.each([
  messy,
  "// Not @formatted\nconst k=1\n",
  "const k=1 // @format\n",
  "// Rates.\n\n// @format\nconst k=1\n",
])("without one at its head it stays as it is: %j", async (text) => {
  expect(await format(text, { ...options, requirePragma: true })).toBe(text);
});

test.each(["// @noformat\nconst k=1\n", "/* @noprettier */\nconst k=1\n"])(
  "with the contrary pragma it stays as it is: %j",
  async (text) => {
    expect(await format(text, { ...options, checkIgnorePragma: true })).toBe(text);
  },
);

test("a pragma is put at the head once", async () => {
  const once = await format(messy, { ...options, insertPragma: true });
  expect(once).toBe("// @format\n\nconst k = 1\n");
  expect(await format(once, { ...options, insertPragma: true })).toBe(once);
});

test("the cursor stays at its character", async () => {
  const { formatted, cursorOffset } = await formatWithCursor("const k=1\nconst  m=2\n", {
    ...options,
    cursorOffset: 17,
  });
  expect(formatted.slice(cursorOffset)).toBe("m = 2\n");
});
