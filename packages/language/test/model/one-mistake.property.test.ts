// One mistake gives one error through the whole front half, and it hides no other: every example is cut off behind each
// of its tokens, and loses each of its tokens in turn.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyze, createSourceText, type Diagnostic } from "../../src/index.js";
import { tokensFromText } from "../../src/tokens/tokens-from-text.js";
import { ncrnFiles } from "../ncrn-files.js";

const root = path.resolve(import.meta.dirname, "../../../..");
const examples = [...ncrnFiles()].filter(([name]) => name.startsWith("examples/"));
/** Those of the paper repeat the constructs of the others. */
const damagedExamples = examples.filter(([name]) => !name.startsWith("examples/paper/"));

/** A mistake of another kind in front of the damaged text. */
const ELSEWHERE = "crn Elsewhere {\n  species Q = 1\n  Q ->{nowhere} 0\n}\n";

function errors(name: string, text: string): readonly Diagnostic[] {
  const resolve = (wanted: string, from: string): string | undefined => {
    const file = path.join(root, path.dirname(from), wanted);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const { diagnostics } = analyze(createSourceText(name, text), { resolve });
  return diagnostics.filter(({ severity }) => severity === "error");
}

type Damage = (content: string, start: number, end: number) => string;
const cut: Damage = (content, _, end) => content.slice(0, end);
const deletion: Damage = (content, start, end) => content.slice(0, start) + content.slice(end);

/** The text after each damage, with the place of the damage. */
function* damaged(name: string, content: string, damage: Damage): Generator<readonly [string, string]> {
  for (const { startOffset, endOffset, image } of tokensFromText(createSourceText(name, content)).value
    .tokens) {
    const end = (endOffset ?? startOffset) + 1;
    if (end > startOffset) yield [`${name}:${startOffset} ${image}`, damage(content, startOffset, end)];
  }
}

/** Every damage that gives more than one error, with its errors; and the number of damages. */
function check(damage: Damage): {
  readonly several: readonly string[];
  readonly most: number;
  readonly count: number;
} {
  const several: string[] = [];
  let [most, count] = [0, 0];
  for (const [name, content] of damagedExamples) {
    for (const [place, text] of damaged(name, content, damage)) {
      const found = errors(name, text);
      count++;
      most = Math.max(most, found.length);
      if (found.length > 1)
        several.push([place, ...found.map(({ code, message }) => `  ${code} ${message}`)].join("\n"));
    }
  }
  return { several, most, count };
}

test("the examples are free of errors", () => {
  expect(examples.length).toBeGreaterThan(8);
  expect(examples.flatMap(([name, content]) => errors(name, content))).toEqual([]);
});

test("a file cut off behind any token has one error at most", () => {
  const { several, count } = check(cut);
  expect(count).toBeGreaterThan(1500);
  expect(several.join("\n")).toBe("");
});

test("any single token left out gives one error at most, with one exception, and two at the very worst", () => {
  const { several, most, count } = check(deletion);
  expect(count).toBeGreaterThan(1500);
  // `eat = [1/nM/s]`, a unit without its number, reads as a list of two unknown names.
  expect(several.length, several.join("\n")).toBeLessThanOrEqual(1);
  expect(most).toBeLessThanOrEqual(2);
});

test("an unknown name elsewhere in the file is reported beside every syntax error, unless it may be the lost one", () => {
  const hidden: string[] = [];
  for (const [name, content] of damagedExamples) {
    for (const [place, text] of damaged(name, content, deletion)) {
      const found = errors(name, ELSEWHERE + text);
      if (found.some(({ data }) => data["name"] === "nowhere")) continue;
      const [, start = "0"] = /:(\d+) \S+$/.exec(place) ?? [];
      // Where a `const` at the top has lost its name, the unknown name may be just that.
      if (!/(^|\n)const $/.test(content.slice(0, Number(start)))) hidden.push(place);
    }
  }
  expect(hidden).toEqual([]);
});
