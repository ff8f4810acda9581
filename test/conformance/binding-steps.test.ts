// The quick fix that writes a reaction of three molecules as two steps keeps its course up to some thousandths.

import { reactionsFromModel } from "@ncrn/compiler";
import { simulateNetwork } from "@ncrn/experiments";
import { analyze, applyFix, createSourceText, fixesFor, hasErrors } from "@ncrn/language";
import { expect, test } from "vitest";

function analysisOf(text: string) {
  const source = createSourceText("model.ncrn", text);
  return { source, ...analyze(source) };
}

/** The concentrations of the species of the text at a few times. */
async function courses(text: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const { program, diagnostics } = analysisOf(text);
  expect(hasErrors(diagnostics)).toBe(false);
  const source = program.networks[0]!;
  const network = reactionsFromModel(source).network!;
  const run = { source, network, record: undefined };
  const { columns, failure } = await simulateNetwork(run, { until: 4, samples: 4 });
  expect(failure).toBeUndefined();
  return new Map(columns.map(({ name, values }) => [name, [...values]]));
}

test.each([["A + B + C ->{0.5} D"], ["A + 2 B ->{k} C + D"], ["2 A + B ->{k + 0.1} 3 D"], ["3 A ->{k} D"]])(
  "%s",
  async (reaction) => {
    const text = `crn N {\n  species A = 0.9, B = 0.7, C = 0.5, D = 0\n  rate k = 0.3\n  ${reaction}\n  D ->{0.1} A\n}\n`;
    const { source, diagnostics } = analysisOf(text);
    const found = diagnostics.find(({ code }) => code === "high-order")!;
    const [fix] = fixesFor(found, source);
    const fixed = applyFix(source, fix!);
    expect(analysisOf(fixed).diagnostics.map(({ code }) => code)).not.toContain("high-order");
    const [before, after] = [await courses(text), await courses(fixed)];
    for (const [name, values] of before)
      for (const [index, value] of values.entries())
        expect(Math.abs((after.get(name)?.[index] ?? Number.NaN) - value), name).toBeLessThan(0.003);
  },
);
