// Scans in the run panel's page, in a real browser: what it draws, tells and exports. Pictures go to .cache/pages.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  changeTheme,
  hasChromium,
  type OpenPage,
  type PageLook,
  reachedByTab,
  savedBy,
  THEMES,
} from "./open-page.js";
import { isDone, MAIN, pageOpener, photograph, pictures, RUN_PAGE, statusOf } from "./shown-page.js";

const PREDATORS = `units { time: s; concentration: nM }
crn LotkaVolterra {
  species Prey = 10, Pred = 5
  rate birth = 1 [1/s], eat = 0.1 [1/nM/s], death = 0.8 [1/s]
  Prey ->{birth} 2 Prey
  Prey + Pred ->{eat} 2 Pred
  Pred ->{death} 0
}
`;
const scanOf = (vary: string, more = ""): string =>
  `${PREDATORS}scan LotkaVolterra as deaths { vary { ${vary} }; until: 30; measure: max(Pred), period(Prey); ${more} }\n`;
const DEATHS = scanOf("death: linspace(0.4, 1.2, 9)", "plot: Pred");

const open = pageOpener(RUN_PAGE);

/** Opens the page and runs a scan in it. */
async function run(text: string, look: PageLook = { theme: "vscode-light" }): Promise<OpenPage> {
  const shown = await open(look);
  await order(shown, text);
  return shown;
}

async function order(shown: OpenPage, text: string): Promise<void> {
  await shown.send({
    kind: "run",
    subject: { uri: MAIN, kind: "scan", name: undefined },
    model: { root: MAIN, texts: { [MAIN]: text } },
    liveBoundary: true,
    answers: undefined,
  });
}

const titlesOf = ({ page }: OpenPage): Promise<string[]> => page.locator("h2").allTextContents();
const labelsOf = ({ page }: OpenPage, title: string): Promise<string[]> =>
  page.locator(`section[aria-label="${title}"] .u-legend .u-series:visible .u-label`).allTextContents();

/** The newest file after a press on one of the buttons of a chart. */
async function exported(shown: OpenPage, title: string, kind: string) {
  const before = (await savedBy(shown)).length;
  await shown.page.getByRole("button", { name: `Export ${title} as ${kind}`, exact: true }).click();
  await expect.poll(async () => (await savedBy(shown)).length).toBe(before + 1);
  const file = (await savedBy(shown)).at(-1);
  return { name: file?.name ?? "", content: file?.content ?? "" };
}

test.runIf(hasChromium)("a scan: a chart a measure, courses in the colours of a scale, a table", async () => {
  const shown = await run(DEATHS);
  await isDone(shown);
  expect(await titlesOf(shown)).toEqual(["max(Pred)", "period(Prey)", "Time courses of Pred", "Points"]);
  expect(await labelsOf(shown, "max(Pred)")).toEqual(["death (1/s)", "max(Pred)"]);
  expect(await labelsOf(shown, "Time courses of Pred")).toEqual(["time (s)"]);
  expect(await shown.page.locator(".colour-scale:visible").count()).toBe(1);
  const scale = shown.page.getByRole("img", { name: "Colours: death (1/s) from 0.4 to 1.2" });
  expect(await scale.isVisible()).toBe(true);
  expect(await shown.page.locator(".points tbody tr").count()).toBe(9);
  expect(await shown.page.locator(".points tbody tr").first().locator("td").allTextContents()).toEqual([
    "0.4",
    expect.stringMatching(/^\d+(\.\d+)?$/),
    expect.stringMatching(/^\d+(\.\d+)?$/),
  ]);
  const cells = shown.page.locator(".points tbody td:first-child");
  expect(await cells.allTextContents()).toEqual([
    "0.4",
    "0.5",
    "0.6",
    "0.7",
    "0.8",
    "0.9",
    "1.0",
    "1.1",
    "1.2",
  ]);
  const alignment = `getComputedStyle(document.querySelector(".points td")).textAlign`;
  expect(await shown.page.evaluate(alignment)).toBe("right");
  await photograph(shown, "scan-light");
});

test.runIf(hasChromium)(
  "exports are those of a chart: drawing with points and scale, table with all",
  async () => {
    const shown = await run(DEATHS);
    await isDone(shown);
    const csv = await exported(shown, "max(Pred)", "CSV");
    expect(csv.name).toBe("deaths-max-pred.csv");
    const lines = csv.content.split("\n");
    expect([lines[0], lines.length]).toEqual(["death,max(Pred),period(Prey)", 11]);
    expect(lines[9]).toMatch(/^1\.2,17\.9\d*,5\.9\d*$/);
    const measured = (await exported(shown, "max(Pred)", "SVG")).content;
    expect(measured.match(/<circle/g)).toHaveLength(9);
    expect(measured).toContain(">death (1/s)</text>");
    const courses = (await exported(shown, "Time courses of Pred", "SVG")).content;
    expect(courses).toContain('<linearGradient id="colours">');
    expect(courses).not.toContain("death = ");
    expect(new Set(courses.match(/stroke="#(?!e3e3e3|222222)[0-9a-f]{6}"/g)).size).toBe(9);
    expect((await exported(shown, "Time courses of Pred", "CSV")).content.split("\n")[0]).toBe(
      `time,${[0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2].map((value) => `death = ${value} 1/s`).join(",")}`,
    );
    const png = Buffer.from((await exported(shown, "Time courses of Pred", "PNG")).content, "base64");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    writeFileSync(path.join(pictures, "scan-export.png"), png);
  },
);

test.runIf(hasChromium)(
  "two axes: lines with a legend, a logarithmic axis, a line that is hidden, courses apart",
  async () => {
    const shown = await run(scanOf("death: logspace(0.1, 10, 7); birth: [0.5, 1, 2]", "plot: Pred, Prey"));
    await isDone(shown);
    expect(await labelsOf(shown, "max(Pred)")).toEqual(["death (1/s)", "0.5", "1", "2"]);
    const title = shown.page.locator('section[aria-label="max(Pred)"] .legend-title');
    expect(await title.textContent()).toBe("birth (1/s)");
    const chart = shown.page.getByRole("region", { name: "max(Pred)", exact: true });
    const isLogarithmic = () =>
      chart.getByRole("button", { name: "Logarithmic death axis" }).getAttribute("aria-pressed");
    expect(await isLogarithmic()).toBe("true");
    const whole = (await exported(shown, "max(Pred)", "SVG")).content;
    await chart.getByRole("button", { name: "Show birth = 2 1/s" }).click();
    const without = (await exported(shown, "max(Pred)", "SVG")).content;
    expect([whole, without].map((svg) => svg.match(/<circle/g)?.length)).toEqual([21, 14]);
    expect(whole.match(/>(birth \(1\/s\)|0\.5|1|2)<\/text>/g)).toEqual(
      expect.arrayContaining([">birth (1/s)</text>", ">0.5</text>", ">1</text>", ">2</text>"]),
    );
    expect(await titlesOf(shown)).toEqual([
      "max(Pred)",
      "period(Prey)",
      ...["Pred", "Prey"].flatMap((name) =>
        ["0.5", "1", "2"].map((birth) => `Time courses of ${name}, birth = ${birth} 1/s`),
      ),
      "Points",
    ]);
    const first = "Time courses of Prey, birth = 0.5 1/s";
    const labels = await labelsOf(shown, first);
    expect([labels[0], labels[1], labels.length]).toEqual(["time (s)", "0.1", 8]);
    const courses = await exported(shown, first, "CSV");
    expect(courses.name).toBe("deaths-course-prey-birth-0-5.csv");
    expect(courses.content).toMatch(/^time,death = 0\.1 1\/s,death = 0\.215443 1\/s,/);
    await photograph(shown, "scan-two-axes");
    await changeTheme(shown, "vscode-dark");
    await photograph(shown, "scan-two-axes-dark");
  },
);

test.runIf(hasChromium)("many lines: as many as can be seen, in the colours of a scale", async () => {
  const text = scanOf("death: linspace(0.4, 1.2, 12); birth: linspace(0.5, 2, 10)").replace(
    ", period(Prey)",
    "",
  );
  const shown = await run(text, { theme: "vscode-dark" });
  await isDone(shown);
  expect(await labelsOf(shown, "max(Pred)")).toEqual(["death (1/s)"]);
  expect(await shown.page.getByRole("img", { name: /^Colours: birth/ }).isVisible()).toBe(true);
  const svg = (await exported(shown, "max(Pred)", "SVG")).content;
  expect(svg.match(/<circle/g)).toHaveLength(120);
  await photograph(shown, "scan-many-lines-dark");
});

test.runIf(hasChromium)(
  "a crosshair and the keyboard read values; up and down pick one line of many",
  async () => {
    const shown = await run(DEATHS);
    await isDone(shown);
    const { page } = shown;
    const said = (title: string) =>
      page.locator(`section[aria-label="${title}"] [aria-live="polite"]`).textContent();
    const chartOf = (title: string) => page.getByRole("application", { name: title });
    await chartOf("max(Pred).").focus();
    await page.keyboard.press("End");
    expect(await said("max(Pred)")).toMatch(/^death \(1\/s\) 1\.2, max\(Pred\) 17\.99/);
    await chartOf("Time courses of Pred").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    expect(await said("Time courses of Pred")).toMatch(/^time \(s\) [\d.]+, death = 0\.5 1\/s [\d.]+$/);
    expect(await labelsOf(shown, "Time courses of Pred")).toEqual(["time (s)", "death = 0.5 1/s"]);
    await photograph(shown, "scan-picked-line");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await said("Time courses of Pred")).toContain("death = 1.2 1/s");
    await page.keyboard.press("0");
    expect(await labelsOf(shown, "Time courses of Pred")).toEqual(["time (s)"]);
  },
);

const NOISY = `crn Births {
  species X = 5
  rate birth = 5, death = 1
  0 ->{birth} X
  X ->{death} 0
}
scan Births as noise {
  vary { death: [0.5, 1, 2, 4] }
  method: ssa(runs: 30, seed: 1)
  until: 10
  measure: mean(X), final(X)
}
`;

test.runIf(hasChromium)("ensembles have bars, which go with their line", async () => {
  const shown = await run(NOISY, { theme: "vscode-high-contrast" });
  await isDone(shown);
  const note = await shown.page.locator('section[aria-label="final(X)"] .note').textContent();
  expect(note).toBe("Means of 30 stochastic runs; bars: ± standard deviation.");
  expect(await shown.page.locator(".points tbody td").nth(2).textContent()).toMatch(/ ± /);
  const header = (await exported(shown, "final(X)", "CSV")).content.split("\n")[0];
  expect(header).toBe("death,mean(X),final(X),sd(final(X))");
  const bars = async () => (await exported(shown, "final(X)", "SVG")).content.includes('stroke-width="1.2"');
  expect(await bars()).toBe(true);
  await photograph(shown, "scan-bars-high-contrast");
  await shown.page.getByRole("button", { name: "Show final(X)", exact: true }).click();
  expect(await bars()).toBe(false);
  await shown.page.getByRole("button", { name: "Logarithmic value axis" }).last().click();
  await photograph(shown, "scan-bars-logarithmic");
});

const BURST = `crn Burst {
  species A = 1, B = 1
  rate k = 1, d = 1
  2 A ->{k} 3 A
  B ->{d} 0
}
scan Burst as bursts { vary { k: [0.1, 0.2, 5, 0.3] }; until: 2; measure: final(A), period(B); plot: A }
`;

test.runIf(hasChromium)(
  "a run that fails leaves a gap; its sentence leads to its place; its row says why",
  async () => {
    const shown = await run(BURST);
    await expect
      .poll(() => statusOf(shown), { timeout: 20_000 })
      .toMatch(/^error: With k = 5: `A` grows without bound/);
    expect((await exported(shown, "final(A)", "SVG")).content.match(/<circle/g)).toHaveLength(3);
    const note = (title: string) => shown.page.locator(`section[aria-label="${title}"] .note`).textContent();
    expect(await note("final(A)")).toBe("1 of 4 runs failed.");
    expect(await note("period(B)")).toBe("1 of 4 runs failed. 3 runs have no such value.");
    expect(await shown.page.locator(".points .reason").textContent()).toMatch(/grows without bound/);
    await photograph(shown, "scan-failed-run");
    await shown.page.locator(".status a").click();
    const told = await shown.told();
    expect(told.at(-1)).toMatchObject({ kind: "reveal", file: MAIN });
    expect(told.findLast(({ kind }) => kind === "problems")).toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({
          code: "solution-escapes",
          message: expect.stringMatching(/^With k = 5: /),
        }),
      ]),
    });
  },
);

/** Runs for a long time. */
const SLOW = scanOf("death: linspace(0.4, 1.2, 400)", "plot: Pred").replace("until: 30", "until: 3000");

test.runIf(hasChromium)(
  "points come in while it goes on; what is there stays when it is cancelled",
  async () => {
    const shown = await run(SLOW);
    const rows = () => shown.page.locator(".points tbody tr").count();
    await expect.poll(rows, { timeout: 20_000 }).toBeGreaterThan(2);
    const before = await rows();
    await expect.poll(rows, { timeout: 20_000 }).toBeGreaterThan(before);
    expect(await statusOf(shown)).toMatch(/^run \d+ of 400, death = /);
    await shown.page.getByRole("button", { name: /^Stop the run/ }).click();
    expect(await statusOf(shown)).toMatch(/^Cancelled in run \d+ of 400\.$/);
    expect(await titlesOf(shown)).toEqual(["max(Pred)", "period(Prey)", "Time courses of Pred", "Points"]);
    const points = (await exported(shown, "max(Pred)", "SVG")).content.match(/<circle/g)?.length ?? 0;
    expect(points).toBe(await rows());
    expect(await shown.page.locator(".stale").count()).toBe(0);
    await photograph(shown, "scan-cancelled");
  },
);

test.runIf(hasChromium)("sliders are there for what is not varied, and scan anew", async () => {
  const shown = await run(DEATHS);
  await isDone(shown);
  await shown.page.locator("summary").click();
  expect(await shown.page.locator(".slider .name").allTextContents()).toEqual([
    "birth",
    "eat",
    "Prey",
    "Pred",
  ]);
  const first = () => shown.page.locator(".points tbody td").nth(1).textContent();
  const before = await first();
  await shown.page.getByRole("slider", { name: "rate eat" }).fill("150");
  await expect.poll(first).not.toBe(before);
  await isDone(shown);
  expect((await exported(shown, "period(Prey)", "CSV")).content).toMatch(
    /^# eat = 0\.3162\S* .* in the text\)\ndeath,/,
  );
});

test.runIf(hasChromium)("what a slider has set gives way to the scan that varies it", async () => {
  const shown = await run(DEATHS);
  await isDone(shown);
  await shown.page.locator("summary").click();
  await shown.page.getByRole("slider", { name: "rate birth" }).fill("150");
  await expect.poll(() => shown.page.locator(".changes").count()).toBe(1);
  await isDone(shown);
  await order(shown, scanOf("birth: [0.5, 1]"));
  await expect
    .poll(() => shown.page.locator(".notice").textContent())
    .toMatch(/^birth is varied by the scan now; its slider stood at [\d.]+\.$/);
});

test.runIf(hasChromium)("another quantity has another axis; themes change while it is shown", async () => {
  const shown = await run(DEATHS);
  await isDone(shown);
  await shown.page.evaluate(`document.querySelector(".status").textContent = ""`);
  await order(shown, scanOf("Prey: logspace(1, 100, 5)", "plot: Pred"));
  await isDone(shown);
  expect(await titlesOf(shown)).toEqual(["max(Pred)", "period(Prey)", "Time courses of Pred", "Points"]);
  expect(await labelsOf(shown, "max(Pred)")).toEqual(["Prey (nM)", "max(Pred)"]);
  expect(await labelsOf(shown, "Time courses of Pred")).toHaveLength(6);
  for (const [theme, name] of THEMES) {
    await changeTheme(shown, theme);
    await photograph(shown, `scan-${name}`);
  }
});

test.runIf(hasChromium)("everything is reached with the keyboard and has a name", async () => {
  const shown = await run(DEATHS);
  await isDone(shown);
  const names = await reachedByTab(shown.page, 60);
  expect(names).toContain("Points");
  expect(names).toContain("Show max(Pred)");
  expect(names.filter((name) => name === "")).toEqual([]);
  // Lines that the legend does not show are not gone to either.
  expect(names.filter((name) => name.startsWith("Show death"))).toEqual([]);
});
