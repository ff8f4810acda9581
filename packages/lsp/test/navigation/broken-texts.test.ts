// Texts as they are while one types: cut off anywhere, or with a piece missing. Every feature answers, at every place.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { consumedBy, preparedItems, producedBy } from "../../src/features/call-hierarchy.js";
import { definitionAt } from "../../src/features/definition.js";
import { highlightsAt } from "../../src/features/document-highlight.js";
import { linksOf } from "../../src/features/document-link.js";
import { symbolsOf } from "../../src/features/document-symbol.js";
import { foldingRanges } from "../../src/features/folding-range.js";
import { referencesAt } from "../../src/features/references.js";
import { renamed } from "../../src/features/rename.js";
import { selectionRanges } from "../../src/features/selection-range.js";
import { allTokens, tokensInRange } from "../../src/features/semantic-tokens.js";
import { typeDefinitionAt } from "../../src/features/type-definition.js";
import { symbolsMatching } from "../../src/features/workspace-symbol.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { openWorkspace } from "../open-workspace.js";

const examples = path.join(import.meta.dirname, "..", "..", "..", "..", "examples");
const iris = readFileSync(path.join(examples, "iris", "model.ncrn"), "utf8");
const STRANGE = `import { a, } from "std/clocks"
import "lib" as
units { time: ; }
const \`🧪 n\` = ((1
func f(x, ) = x +
module M(species S[2], ; rate k = ) { use d = M(S; k: ); S.p.q[1] -> { }
crn A {
  species S, S[, T = = 2; signal x >= = 1
  phases { a; a: 1; : 2 }
  phase a { phase b { S ->{1} 0 by
  for in 1.. { if { } else
  f: g: 2 S + ->{k, , } <->[x
  x'' = ; at 5 { S += ; = 3 }
}
data D from { sample { a ~ ; = 2 } where: }
learn as C { phases { } }
train on D { feed { x: ; : y } plot: , }
simulate A as { until plot: S[ }
`;

/** Deterministic numbers below a bound. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * bound);
  };
}

async function askEverything(text: string, offsets: readonly number[]): Promise<void> {
  const { snapshot, context } = openWorkspace(
    { "file:///main.ncrn": text },
    { "file:///lib.ncrn": "const n = 1" },
  );
  symbolsOf(snapshot);
  foldingRanges(snapshot);
  linksOf(snapshot, context);
  await symbolsMatching({ query: "s" }, context);
  expect(allTokens(snapshot, context).data.every((number) => number >= 0)).toBe(true);
  for (const offset of offsets) {
    const { start: position, end } = rangeFromSpan(snapshot.source, { start: offset, end: offset + 10 });
    definitionAt(snapshot, { position }, context);
    typeDefinitionAt(snapshot, { position }, context);
    highlightsAt(snapshot, { position });
    await referencesAt(snapshot, { position, context: { includeDeclaration: true } }, context);
    await renamed(snapshot, { position, newName: "fresh" }, context);
    tokensInRange(snapshot, { range: { start: position, end } });
    expect(selectionRanges(snapshot, { positions: [position] })?.length).toBe(1);
    for (const item of (await preparedItems(snapshot, { position }, context)) ?? []) {
      await producedBy({ item }, context);
      await consumedBy({ item }, context);
    }
  }
}

for (const [title, text] of [
  ["a learner", iris],
  ["hardly anything right", STRANGE],
] as const) {
  test(`${title}, cut off`, async () => {
    const next = numbers(1);
    for (let round = 0; round < 40; round++) {
      const cut = text.slice(0, next(text.length));
      await askEverything(cut, [cut.length, next(cut.length + 1)]);
    }
  });
  test(`${title}, with pieces missing`, async () => {
    const next = numbers(2);
    for (let round = 0; round < 40; round++) {
      const at = next(text.length);
      const rest = text.slice(0, at) + text.slice(at + 1 + next(8));
      await askEverything(rest, [at, next(rest.length + 1)]);
    }
  });
}

test("hardly anything right, at every place", () =>
  askEverything(
    STRANGE,
    Array.from({ length: STRANGE.length / 3 }, (_, index) => 3 * index),
  ));
