// Whatever is left of a program, `analyze` answers. Programs are the examples; what is cut out is drawn from a seed.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyze, createSourceText, hasErrors, validProgram } from "../../src/index.js";
import { ncrnFiles } from "../ncrn-files.js";

const SEED = 20_241;
const TRIALS_PER_FILE = 12;

const files = [...ncrnFiles()].filter(
  ([name]) => name.startsWith("examples/") || name.includes("constructs"),
);

test.each(files)("%s survives deletions, swaps and cuts", (name, text) => {
  const random = generator(SEED + name.length);
  const tokens = text.match(/\s+|[\p{L}\p{N}_.]+|[^\s\p{L}\p{N}_]/gu) ?? [];
  for (let trial = 0; trial < TRIALS_PER_FILE; trial++) check(name, damaged(tokens, random), trial);
});

test("very deep and very long input ends with a message", () => {
  for (const text of [
    `crn A { species B = 1; B ->{${"1 + ".repeat(1500)}1} 0 }`,
    `const a = ${"(".repeat(50_000)}1`,
    `const a = ${"-".repeat(3000)}1`,
    `crn A { ${"if 1 > 0 { ".repeat(400)}${"}".repeat(400)} }`,
    "crn A { signal x[1000, 1000, 1000] = 0 }",
    "crn A { species B = 1; for i in 1..1000000000 { B ->{1} 0 } }",
    `${Array.from({ length: 60 }, (_, index) => `func f${index}(x) = f${index + 1}(x) + f${index + 1}(x)\n`).join("")}func f60(x) = x\nconst a = f0(1)`,
    `crn A { signal x = 1; let a0 = x\n${Array.from({ length: 60 }, (_, index) => `let a${index + 1} = a${index} * a${index}\n`).join("")} x' = a60 }`,
    `${Array.from({ length: 5000 }, (_, index) => `const a${5000 - index} = a${4999 - index} + 1\n`).join("")}const a0 = 1`,
  ]) {
    const analysis = analyze(createSourceText("deep.ncrn", text));
    expect(analysis.program.file).toBe("deep.ncrn");
  }
  const deep = analyze(
    createSourceText("deep.ncrn", `crn A { species B = 1; B ->{${"1 + ".repeat(1500)}1} 0 }`),
  );
  expect(deep.diagnostics.map(({ code }) => code)).toContain("nesting-too-deep");
});

function check(name: string, text: string, trial: number): void {
  const source = createSourceText(name, text);
  const readable = path.resolve(import.meta.dirname, "../../../..", path.dirname(name));
  const resolve = (wanted: string): string | undefined =>
    wanted === "iris.csv" ? readFileSync(path.join(readable, wanted), "utf8") : undefined;
  let analysis: ReturnType<typeof analyze>;
  try {
    analysis = analyze(source, { resolve });
  } catch (error) {
    throw new Error(`seed ${SEED}, trial ${trial}:\n${text}`, { cause: error });
  }
  expect(validProgram(analysis) === undefined).toBe(hasErrors(analysis.diagnostics));
  for (const { origin, message } of analysis.diagnostics) {
    expect(message).not.toMatch(/undefined|\[object|NaN/);
    if (origin.file !== name) continue;
    expect(origin.span.start).toBeLessThanOrEqual(origin.span.end);
    expect(origin.span.end).toBeLessThanOrEqual(text.length);
  }
}

function damaged(tokens: readonly string[], random: () => number): string {
  const kept = [...tokens];
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change++) {
    const at = Math.floor(random() * kept.length);
    const kind = random();
    if (kind < 0.5) kept.splice(at, 1 + Math.floor(random() * 3));
    else if (kind < 0.8) kept.splice(at, 1, kept[Math.floor(random() * kept.length)] ?? "");
    else if (kind < 0.9) kept.splice(at, 0, kept[Math.floor(random() * kept.length)] ?? "");
    else kept.length = at;
  }
  return kept.join("");
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value ^= value + Math.imul(value ^ (value >>> 7), 61 | value);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
