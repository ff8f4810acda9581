// Comments set anywhere in a text survive formatting in their order, and the result is stable. At several widths.

import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { format } from "prettier/standalone";
import { expect, test } from "vitest";
import { ncrnPlugin } from "../../src/format/prettier-plugin.js";
import { createSourceText, equalTrees, hasErrors, type ParsedFile, parse } from "../../src/index.js";
import { tokensFromText } from "../../src/tokens/tokens-from-text.js";

const constructs = readFileSync(path.join(import.meta.dirname, "../fixtures/constructs.ncrn"), "utf8");
const gaps = tokensFromText(createSourceText("constructs.ncrn", constructs))
  .value.tokens.filter((token) => token.image !== "")
  .map((token) => (token.endOffset as number) + 1);

const comment = fc.constantFrom(
  " // note\n",
  "\n// own line\n",
  " /* inline */ ",
  "\n/* block\n   of two */\n",
  " /// doc\n",
);

function parsed(content: string): ParsedFile {
  return parse(createSourceText("test.ncrn", content));
}

function formatted(content: string, printWidth: number): Promise<string> {
  return format(content, { parser: "ncrn", plugins: [ncrnPlugin], printWidth });
}

function commentsOf(content: string): string[] {
  return parsed(content).comments.map(({ value }) => value.trimEnd());
}

function withComments(insertions: readonly (readonly [number, string])[]): string {
  let text = constructs;
  let n = insertions.length;
  for (const [offset, inserted] of [...insertions].sort(([a], [b]) => b - a)) {
    text = `${text.slice(0, offset)}${inserted.replace(/note|own line|inline|block|doc/, `$& ${n--}`)}${text.slice(offset)}`;
  }
  return text;
}

async function check(content: string, printWidth: number): Promise<void> {
  const once = await formatted(content, printWidth);
  expect(hasErrors(parsed(once).diagnostics), `still sound:\n${once}`).toBe(false);
  expect(equalTrees(parsed(content).document, parsed(once).document), `same tree:\n${once}`).toBe(true);
  expect(commentsOf(once), `same comments:\n${once}`).toEqual(commentsOf(content));
  expect(await formatted(once, printWidth)).toBe(once);
}

for (const printWidth of [40, 80, 120]) {
  test(`comments anywhere survive at width ${printWidth}`, async () => {
    await check(constructs, printWidth);
    const insertions = fc.array(fc.tuple(fc.constantFrom(...gaps), comment), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(insertions, async (places) => {
        const content = withComments(places);
        fc.pre(!hasErrors(parsed(content).diagnostics)); // a line end in the wrong place is a mistake, not a comment
        await check(content, printWidth);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 40), seed: Number(process.env["SEED"] ?? 1) },
    );
  });
}
