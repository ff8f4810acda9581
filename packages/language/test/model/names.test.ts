// Imports, references in both directions, suppression, and how a report looks.
import { expect, test } from "vitest";
import { analyze, closestName, createSourceText, renderDiagnostics, textOf } from "../../src/index.js";

const FILES: Readonly<Record<string, string>> = {
  "lib/parts.ncrn":
    'import { speed } from "../constants"\nmodule Join(species A, B; rate k = speed) { A ->{k} B }\nfunc twice(x) = 2 * x\ncrn Ready { species S = 1; S ->{speed} 0 }\n',
  "constants.ncrn": "const speed = 3\nconst other = 4\n",
};

test("names, files and networks are imported, relative to the importing file", () => {
  const { program, diagnostics, documents } = analyzeWith(
    'import { Join, Ready } from "lib/parts"\nimport "lib/parts" as lib\nimport "constants"\ncrn N { species X = lib.twice(constants.other), Y = 0; use j = Join(X, Y); use l = lib.Join(Y, X; 7) }\nsimulate Ready { until: 1 }',
  );
  expect(diagnostics).toEqual([]);
  expect(program.networks.map(({ name, reactions }) => [name, reactions.length])).toEqual([
    ["N", 2],
    ["Ready", 1],
  ]);
  expect(program.networks[0]?.species[0]?.initial).toMatchObject({ value: 8 });
  expect(program.networks[0]?.rates).toMatchObject([
    { name: "j.k", value: { value: 3 } },
    { name: "l.k", value: { value: 7 } },
  ]);
  expect(program.networks[0]?.reactions.map(({ rate }) => rate.expression)).toMatchObject([
    { name: "j.k" },
    { name: "l.k" },
  ]);
  expect(documents.map(({ source }) => source.name)).toEqual([
    "model.ncrn",
    "lib/parts.ncrn",
    "constants.ncrn",
  ]);
});

test("without `resolve`, imports fail and data columns are taken on trust", () => {
  const text =
    'data d from "x.csv" { y = 2 * width }\nmodel M { input x; target y; state z = 0; z\' = x; output yhat = z; loss = (yhat - y)^2 }\nlearn M as C { phases { forward: 1 } }\ntrain C on d { feed { x: width; y: y }; epochs: 1 }';
  const analysis = analyze(createSourceText("model.ncrn", text));
  expect(analysis.diagnostics).toEqual([]);
  expect(analysis.program.trainings).toHaveLength(1);
});

test("every use leads to its declaration and back, also across files", () => {
  const text =
    'import { speed } from "constants"\ncrn N { species A = 1; rate k = speed; A ->{k} 0; let twice = 2 * A }\nsimulate N { until: speed; plot: A, twice }';
  const { references, documents } = analyzeWith(text);
  const sourceOf = (file: string) => documents.find(({ source }) => source.name === file)!.source;
  const found = references.symbols.map((symbol) => {
    const uses = (references.usesOf.get(symbol) ?? []).map(({ file, span }) => `${file}@${span.start}`);
    for (const { file, span } of references.usesOf.get(symbol) ?? [])
      expect(textOf(sourceOf(file), span)).toBe(symbol.name);
    return `${symbol.kind} ${symbol.name}: ${uses.length}`;
  });
  expect(found).toEqual([
    "const speed: 3",
    "const other: 0",
    "network N: 1",
    "species A: 3",
    "rate k: 1",
    "let twice: 1",
  ]);
});

test("a comment silences warnings and hints of one code on its line and the next, never errors", () => {
  const codes = (text: string): readonly string[] => analyzeWith(text).diagnostics.map(({ code }) => code);
  expect(codes("crn N { species A = 1\n A ->{1} A\n A ->{1} 0 }")).toEqual(["reaction-without-effect"]);
  expect(
    codes(
      "crn N { species A = 1\n // ncrn-ignore reaction-without-effect: a placeholder\n A ->{1} A\n A ->{1} 0 }",
    ),
  ).toEqual([]);
  expect(
    codes(
      "crn N { species A = 1\n A ->{1} A // ncrn-ignore reaction-without-effect: same line\n A ->{1} 0 }",
    ),
  ).toEqual([]);
  expect(
    codes(
      "crn N { species A = 1\n // ncrn-ignore duplicate-reaction: another code\n A ->{1} A\n A ->{1} 0 }",
    ),
  ).toEqual(["reaction-without-effect"]);
  expect(codes("crn N { species A = 1\n // ncrn-ignore unknown-name: no\n B ->{1} A\n A ->{1} 0 }")).toEqual([
    "unknown-name",
  ]);
});

test("a report marks the place below the line, also after tabs and in long lines", () => {
  const report = (text: string, color = false): string => {
    const source = createSourceText("model.ncrn", text);
    return renderDiagnostics(analyze(source).diagnostics, () => source, { color });
  };
  expect(report("crn N {\n\tspecies A = 1\n\tA + B ->{1} 0\n}")).toBe(
    "model.ncrn:3:6: error[unknown-name]: No species named `B` is visible here.\n  3 | \tA + B ->{1} 0\n    | \t    ^\n    = hint: Did you mean `A`?\n".replace(
      "Did you mean `A`?",
      "Declare it with `species` or `clamped species`.",
    ),
  );
  expect(report("crn N { species A = 1; A ->{k} 0 }", true)).toContain(
    "\u001B[31;1merror[unknown-name]\u001B[0m",
  );
  const long = report(`crn N { species A = 1; ${"A ->{1} 0; ".repeat(100)}B ->{1} 0 }`);
  expect(Math.max(...long.split("\n").map((line) => line.length))).toBeLessThan(200);
});

test("suggestions prefer the same letters, then a longer name, then equal length", () => {
  expect(closestName("ES", ["S", "E", "SE"])).toBe("SE");
  expect(closestName("mi", ["ms", "min"])).toBe("min");
  expect(closestName("thetta", ["beta", "theta"])).toBe("theta");
  expect(closestName("x", ["y", "z"])).toBeUndefined();
  expect(closestName("forward", ["backward"])).toBeUndefined();
});

function analyzeWith(text: string): ReturnType<typeof analyze> {
  return analyze(createSourceText("model.ncrn", text), {
    resolve: (path, from) => FILES[new URL(path, `file:///${from}`).pathname.slice(1)],
  });
}
