// Every sound `.ncrn` file of the repository: formatting is idempotent and changes neither the tree nor the comments.
import { expect, test } from "vitest";
import { formatText } from "../../src/format/prettier-plugin.js";
import { createSourceText, equalTrees, hasErrors, type ParsedFile, parse } from "../../src/index.js";
import { ncrnFiles } from "../ncrn-files.js";

const sound = [...ncrnFiles()].filter(([, content]) => !hasErrors(parsed(content).diagnostics));

function parsed(content: string): ParsedFile {
  return parse(createSourceText("test.ncrn", content));
}

async function formatted(content: string): Promise<string> {
  const result = await formatText(createSourceText("test.ncrn", content));
  if ("diagnostics" in result) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.text;
}

function commentsOf(content: string): string[] {
  return parsed(content).comments.map(({ value }) => value.trimEnd());
}

async function check(content: string): Promise<void> {
  const once = await formatted(content);
  expect(await formatted(once), "formatted twice").toBe(once);
  expect(equalTrees(parsed(content).document, parsed(once).document), `same tree:\n${once}`).toBe(true);
  expect(commentsOf(once), "same comments").toEqual(commentsOf(content));
}

for (const [name, content] of sound) {
  test(`${name} keeps its tree and comments`, () => check(content));
  test(`${name} is formatted alike with other line ends and a byte order mark`, async () => {
    expect(await formatted(content.replaceAll("\n", "\r\n"))).toBe(await formatted(content));
    expect(await formatted(content.replaceAll("\n", "\r"))).toBe(await formatted(content));
    expect(await formatted(`\ufeff${content}`)).toBe(`\ufeff${await formatted(content)}`);
  });
}

for (const [name, content] of sound.filter(
  ([name]) => name.startsWith("examples/") || name.includes("/std/"),
)) {
  test(`${name} is in the one style`, async () => {
    expect(await formatted(content)).toBe(content);
  });
}

test("there are files to try", () => {
  expect(sound.length).toBeGreaterThan(10);
});
