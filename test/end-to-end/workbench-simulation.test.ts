// Simulations in a real VS Code workbench: sliders, saving, exports, runs that are cancelled, and runs that fail.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import {
  clickLens,
  eventually,
  exported,
  goTo,
  lineWith,
  openFile,
  problems,
  runCommand,
  runEnds,
  webviewOf,
  workbenchTest,
} from "./workbench-actions.js";

const ORBIT = `crn LotkaVolterra {
  species Prey = 10, Pred = 5
  rate birth = 1, eat = 0.1, death = 0.8
  Prey ->{birth} 2 Prey
  Prey + Pred ->{eat} 2 Pred
  Pred ->{death} 0
}
simulate LotkaVolterra as orbit {
  until: 30
  plot: Prey, Pred
  report: max(Pred)
}
`;

/** A thousand million events: goes on for much longer than it takes to press a button. */
const LONG = `crn Cells {
  species A = 1000
  rate die = 1
  0 ->{1000} A
  A ->{die} 0
}
simulate Cells as long { until: 100000000; method: ssa; volume: 1 }
`;

/** The first record fails as a whole; the second at a reaction whose rate becomes negative. */
const FAILING = `crn Burst {
  species A = 1
  2 A ->{1} 3 A
}
simulate Burst as burst { until: 2 }
crn Turn {
  species X = 1, Y = 5
  X ->[X - Y] Y
}
simulate Turn as turn { until: 2; method: ssa; volume: 100 }
`;

workbenchTest(
  "a simulation with sliders, saving, exports; one that is cancelled; and runs that fail",
  { files: { "orbit.ncrn": ORBIT, "failing.ncrn": FAILING, "long.ncrn": LONG } },
  async ({ page, folder, photograph }) => {
    await clickLens(page, /^simulate$/);
    await runEnds(page);
    const simulation = webviewOf(page);
    await eventually(() => simulation.locator(".u-legend .u-label").allTextContents()).toEqual([
      "time",
      "Prey",
      "Pred",
    ]);
    await photograph("20-simulation");
    const first = await whatIsDrawn(page);

    await simulation.locator("summary", { hasText: "Rates and amounts" }).click();
    await simulation.getByLabel("rate birth", { exact: true }).press("PageUp");
    await simulation.locator(".changes", { hasText: /birth = .* \(1 in the text\)/ }).waitFor();
    await runEnds(page);
    const second = await whatIsDrawn(page);
    expect(second.report).not.toBe(first.report);
    expect(second.curve).not.toBe(first.curve);
    await photograph("60-slider");

    const press = (name: string, suggestion: RegExp) =>
      exported({ page, folder }, simulation.getByRole("button", { name }), suggestion);
    const table = (await press("Export Time course as CSV", /\.csv$/)).toString().split("\n");
    expect(table.slice(0, 3)).toEqual([
      expect.stringMatching(/^# birth = .* \(1 in the text\)$/),
      "time,Prey,Pred",
      "0,10,5",
    ]);
    expect(Number(table.at(-2)?.split(",")[0])).toBe(30);
    const drawing = (await press("Export Time course as SVG", /\.svg$/)).toString();
    expect(drawing).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
    for (const name of ["Prey", "Pred", "time"]) expect(drawing).toContain(`>${name}</text>`);
    const picture = await press("Export Time course as PNG", /\.png$/);
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect(picture.length).toBeGreaterThan(10_000);

    await simulation.getByLabel("Write the value of birth into the text").click();
    await lineWith(page, "rate birth = 1.585");
    await eventually(() => simulation.locator(".changes").count()).toBe(0);
    await runEnds(page);
    expect((await whatIsDrawn(page)).report).toBe(second.report);

    await page.locator('.tab[data-resource-name="orbit.ncrn"]').click();
    await goTo(page, 9, 12);
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("2");
    await lineWith(page, "until: 2");
    await page.keyboard.press("Control+S");
    await eventually(async () => (await whatIsDrawn(page)).report).not.toBe(second.report);
    await runEnds(page);
    expect((await whatIsDrawn(page)).curve).not.toBe(second.curve);
    await photograph("61-run-on-save");

    await runCommand(page, "View: Close All Editors");
    await openFile(page, "long.ncrn");
    await clickLens(page, /^simulate$/);
    const long = webviewOf(page);
    const status = long.locator(".status");
    await progressIsMade(page);
    await photograph("65-long-simulation");
    await long.getByRole("button", { name: "Stop the run; what was computed stays" }).click();
    await eventually(() => status.textContent()).toMatch(/^Cancelled at \d+ % of the time\.$/);
    await long.getByRole("button", { name: "Run again with the values of the sliders" }).click();
    await progressIsMade(page);
    await runCommand(page, "ncrn: Cancel Simulations, Scans and Trainings");
    await eventually(() => status.textContent()).toMatch(/^Cancelled at \d+ % of the time\.$/);
    await photograph("66-simulation-cancelled");

    await runCommand(page, "View: Close All Editors");
    await openFile(page, "failing.ncrn");
    await goTo(page, 5, 3);
    await runCommand(page, "ncrn: Simulate");
    await eventually(() => webviewOf(page).locator(".status").textContent()).toMatch(
      /`A` grows without bound/,
    );
    await page.locator(".squiggly-error").waitFor();
    await photograph("62-run-fails");
    await openFile(page, "failing.ncrn");
    await goTo(page, 10, 3);
    await runCommand(page, "ncrn: Simulate");
    await eventually(() => page.locator(".squiggly-error").count()).toBe(2);
    await photograph("63-reaction-fails");
    expect(await problems(page)).toEqual([
      expect.stringMatching(/grows without bound.*ncrn run.*solution-escapes.*\[Ln 5, Col 19\]/s),
      expect.stringMatching(/ncrn run.*negative-propensity.*\[Ln 8, Col 3\]/s),
      expect.stringMatching(/can become negative.*negative-flux.*\[Ln 8, Col 8\]/s), // of the language server
    ]);
    await photograph("64-problems-of-runs");
  },
);

/** The run in the panel that is shown tells how far it is. */
async function progressIsMade(page: Page): Promise<void> {
  await webviewOf(page).locator("progress[value]:not(.idle)").waitFor();
}

/** The report in words, and the picture of the chart. */
async function whatIsDrawn(page: Page): Promise<{ readonly report: string; readonly curve: string }> {
  const panel = webviewOf(page);
  const report = (await panel.locator(".report table").textContent()) ?? "";
  const curve = await panel
    .locator(".chart canvas")
    .evaluate((canvas) => (canvas as unknown as { readonly toDataURL: () => string }).toDataURL());
  return { report, curve };
}
