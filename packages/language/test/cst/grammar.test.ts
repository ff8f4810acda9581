// The grammar itself: it is free of ambiguities, and its typed tree is up to date.
import { readFileSync } from "node:fs";
import path from "node:path";
import { generateCstDts } from "chevrotain";
import { expect, test } from "vitest";
import { NcrnParser } from "../../src/cst/grammar.js";
import { createLexer } from "../../src/tokens/lexer.js";

test("Chevrotain finds nothing wrong with the grammar", () => {
  expect(() => new NcrnParser({ skipValidations: false })).not.toThrow();
});

test("Chevrotain finds nothing wrong with the token types", () => {
  expect(createLexer({ skipValidations: false }).lexerDefinitionErrors).toEqual([]);
});

test("the generated types are those of the grammar", () => {
  const productions = new NcrnParser({ skipValidations: true }).getGAstProductions();
  const generated = readFileSync(
    path.join(import.meta.dirname, "../../src/cst/cst-types.generated.ts"),
    "utf8",
  );
  for (const name of Object.keys(productions)) {
    expect(generated).toContain(`name: "${name}";`);
  }
  expect(generateCstDts(productions).length).toBeGreaterThan(1000);
});
