// The run panel's page in a real browser: what it draws, tells and exports. Pictures go to .cache/pages.

import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import {
  CHROMIUM,
  hasChromium,
  type OpenPage,
  openPage,
  type PageLook,
  reachedByTab,
  THEMES,
} from "./open-page.js";

const root = path.join(import.meta.dirname, "..", "..", "..", "..");
const pictures = path.join(root, ".cache", "pages");
const MAIN = "file:///models/main.ncrn";
const PAGE = { title: "Run", script: "dist/run-page.js", workers: { worker: "dist/model-worker.js" } };

const PLANE = `data points {
  seed: 1
  sample 40 {
    a ~ uniform(0, 1)
    b ~ uniform(0, 1)
    y = if a + b > 1 then 1 else 0
  }
  split: 0.75
}
model Plane {
  input x[3] >= 0
  target y
  weight w[3] = [0.2, 0.1, 0]
  state z = 0

  z' = w[1] * x[1] + w[2] * x[2] + w[3] * x[3] - z

  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Plane as Learner {
  phases { forward: 10; feedback: 10 }
  eta: 0.05
}
train Learner on points as fit {
  feed { x: [a, b, 1]; y: y }
  epochs: 60
  plot: loss, w, boundary(a, b)
}
`;

const PREDATORS = `crn LotkaVolterra {
  species Prey = 10, Pred = 5
  rate birth = 1, eat = 0.1, death = 0.8
  Prey ->{birth} 2 Prey
  Prey + Pred ->{eat} 2 Pred
  Pred ->{death} 0
}
simulate LotkaVolterra as orbit {
  until: 30
  plot: Prey, Pred
  report: max(Pred), period(Prey)
}
`;

if (!hasChromium) console.log(`The pages are not tested: there is no ${CHROMIUM}.`);

let open: OpenPage | undefined;
afterEach(async () => {
  const faults = open?.faults ?? [];
  await open?.close();
  open = undefined;
  expect(faults).toEqual([]);
});

/** Opens the page and runs a text in it. */
async function run(text: string, look: PageLook = { theme: "vscode-light" }): Promise<OpenPage> {
  mkdirSync(pictures, { recursive: true });
  open = await openPage(PAGE, look);
  await expect.poll(async () => (await open?.told())?.[0]).toEqual({ kind: "ready" });
  await open.send({
    kind: "run",
    subject: { uri: MAIN, kind: text.includes("\ntrain ") ? "train" : "simulate", name: undefined },
    model: { root: MAIN, texts: { [MAIN]: text } },
    liveBoundary: true,
  });
  return open;
}

const statusOf = ({ page }: OpenPage): Promise<string | null> => page.locator(".status").textContent();
const photograph = ({ page }: OpenPage, name: string): Promise<Buffer> =>
  page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });

test.runIf(hasChromium)("a simulation is drawn with legend, report and sliders", async () => {
  const shown = await run(PREDATORS);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/^Done in /);
  expect(await shown.page.locator("h1").textContent()).toBe("orbit");
  expect(await shown.page.locator(".u-legend .u-label").allTextContents()).toEqual(["time", "Prey", "Pred"]);
  expect(await shown.page.locator(".report").textContent()).toContain("max(Pred)");
  await shown.page.locator("summary").click();
  expect(await shown.page.locator(".slider label").allTextContents()).toEqual([
    "birth",
    "eat",
    "death",
    "Prey",
    "Pred",
  ]);
  await photograph(shown, "simulation-light");
});

test.runIf(hasChromium)("a slider runs the model again with its value", async () => {
  const shown = await run(PREDATORS);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/^Done in /);
  const before = await shown.page.locator(".report td").nth(1).textContent();
  await shown.page.locator("summary").click();
  await shown.page.getByRole("slider", { name: "rate eat" }).fill("150");
  await expect.poll(() => shown.page.locator(".report td").nth(1).textContent()).not.toBe(before);
  expect(await shown.page.locator(".slider output").nth(1).textContent()).toBe("0.3162");
});

test.runIf(hasChromium)("exports are what is shown", async () => {
  const shown = await run(PREDATORS);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/^Done in /);
  for (const kind of ["SVG", "PNG", "CSV"])
    await shown.page.getByRole("button", { name: `Export Time course as ${kind}` }).click();
  const files = (await shown.told()).filter(({ kind }) => kind === "save").map(({ file }) => file) as {
    name: string;
    content: string;
  }[];
  expect(files.map(({ name }) => name)).toEqual(["course.svg", "course.png", "course.csv"]);
  expect(files[0]?.content).toMatch(/^<svg[\s\S]*<text[^>]*>Prey<\/text>[\s\S]*<\/svg>\n$/);
  expect(
    Buffer.from(files[1]?.content ?? "", "base64")
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
  expect(files[2]?.content.split("\n")[0]).toBe("time,Prey,Pred");
  expect(files[2]?.content.split("\n")[1]).toBe("0,10,5");
});

test.runIf(hasChromium)("a mistake is told to the editor and can be gone to", async () => {
  const shown = await run(PREDATORS.replace("{eat}", "{eats}"));
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toBe("The model has errors.");
  await shown.page.locator(".problems a").first().click();
  const told = await shown.told();
  expect(told.at(-1)).toMatchObject({ kind: "reveal", file: MAIN });
  await photograph(shown, "problem-light");
});

test.runIf(hasChromium)("a long run is cancelled", async () => {
  const text = PREDATORS.replace("until: 30", "until: 100000000").replace(/ {2}report.*\n/, "");
  const shown = await run(text);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/Simulating|time/);
  await shown.page.getByRole("button", { name: "Stop the run; what was computed stays" }).click();
  expect(await statusOf(shown)).toBe("Cancelled.");
});

for (const [theme, name] of THEMES) {
  test.runIf(hasChromium)(`a training with its boundary in the theme ${name}`, async () => {
    const shown = await run(PLANE, { theme });
    await expect.poll(() => statusOf(shown), { timeout: 30_000 }).toMatch(/^Done in /);
    expect(await shown.page.locator("h2").allTextContents()).toEqual([
      "Loss",
      "Weights",
      "Decision boundary",
    ]);
    expect(await shown.page.locator(".boundary canvas").getAttribute("aria-label")).toBe("yhat over a and b");
    await photograph(shown, `training-${name}`);
  });
}

test.runIf(hasChromium)("everything can be reached and named without a mouse", async () => {
  const shown = await run(PREDATORS);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/^Done in /);
  expect(await reachedByTab(shown.page, 12)).toEqual([
    "Run again with the values of the sliders",
    "Rates and amounts",
    "Logarithmic time axis",
    "Logarithmic value axis",
    "Show the whole chart again after zooming (double click)",
    "Export Time course as SVG",
    "Export Time course as PNG",
    "Export Time course as CSV",
    expect.stringContaining("Prey"),
    expect.stringContaining("Pred"),
  ]);
});
