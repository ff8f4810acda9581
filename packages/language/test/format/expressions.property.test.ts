// Random expressions: printed and parsed again they are the same tree, at any width.
import fc from "fast-check";
import { format } from "prettier/standalone";
import { expect, test } from "vitest";
import { ncrnPlugin } from "../../src/format/prettier-plugin.js";
import { createSourceText, equalTrees, hasErrors, type ParsedFile, parse } from "../../src/index.js";

const leaf = fc.oneof(
  fc.constantFrom("A", "concentration_of_the_product", "`mRNA*`", "z[1]", "z.p", "matrix[i, 2]", "time"),
  fc.constantFrom("0", "12", "0.5", "1e-3", "3.25e12", "2 [1/s]", "0.1 [1/nM/s]"),
);

const operator = fc.constantFrom("||", "&&", "<", ">=", "==", "!=", "+", "-", "*", "/", "%", ".*", "./", "^");

/** Source text; operands are in parentheses often enough that most of it parses, and not always. */
const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { depthSize: "small" },
    leaf,
    tie("expression").map((inner) => `(${inner})`),
  ),
  expression: fc.oneof(
    { depthSize: "medium" },
    leaf,
    fc.tuple(tie("operand"), operator, tie("operand")).map((parts) => parts.join(" ")),
    fc
      .tuple(tie("expression"), fc.constantFrom("+", "*", "-", "/"), tie("operand"))
      .map((parts) => parts.join("")),
    fc.tuple(fc.constantFrom("-", "!"), tie("operand")).map((parts) => parts.join("")),
    fc.tuple(tie("operand"), tie("operand")).map(([base, power]) => `${base}^-${power}`),
    fc.array(tie("expression"), { minLength: 1, maxLength: 3 }).map((all) => `max(${all.join(",")})`),
    fc.array(tie("expression"), { minLength: 1, maxLength: 4 }).map((all) => `[${all.join(" , ")}]`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([condition, then, otherwise]) => `if ${condition} then ${then} else ${otherwise}`),
  ),
}));

function parsed(content: string): ParsedFile {
  return parse(createSourceText("test.ncrn", content));
}

const contexts: readonly ((text: string) => string)[] = [
  (text) => `const value = ${text}\n`,
  (text) => `crn Network {\n  species A = 1\n  A ->[${text}] 0\n  z' = ${text}\n}\n`,
  (text) => `model Learner {\n  weight theta = 0\n  loss = ${text}\n}\n`,
];

test.each([40, 80, 120])("expressions keep their trees at width %i", async (printWidth) => {
  const options = { parser: "ncrn", plugins: [ncrnPlugin], printWidth };
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(expression, fc.constantFrom(...contexts), async (text, context) => {
      const content = context(text);
      if (hasErrors(parsed(content).diagnostics)) return;
      tried++;
      const once = await format(content, options);
      expect(equalTrees(parsed(content).document, parsed(once).document), `same tree:\n${once}`).toBe(true);
      expect(await format(once, options), "formatted twice").toBe(once);
    }),
    { numRuns: Number(process.env["RUNS"] ?? 150), seed: Number(process.env["SEED"] ?? 1) },
  );
  expect(tried).toBeGreaterThan(60);
});
