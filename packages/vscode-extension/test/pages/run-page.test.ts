// The run panel's page in a real browser: what it draws, tells and exports. Pictures go to .cache/pages.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { PATIENCE_MILLISECONDS } from "../../src/pages/run/run-pacer.js";
import {
  CHROMIUM,
  changeTheme,
  hasChromium,
  type OpenPage,
  type PageLook,
  reachedByTab,
  savedBy,
  THEMES,
} from "./open-page.js";
import { isDone, MAIN, pageOpener, photograph, pictures, RUN_PAGE, statusOf } from "./shown-page.js";

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

/** A thousand million events: goes on for much longer than it takes to move a slider or to press a button. */
const LONG = `crn Cells {
  species A = 1000
  rate eat = 0.1
  0 ->{100} A
  A ->{eat} 0
}
simulate Cells as long { until: 100000000; method: ssa(seed: 1); volume: 1; plot: A }
`;

if (!hasChromium) console.log(`The pages are not tested: there is no ${CHROMIUM}.`);

const open = pageOpener(RUN_PAGE);

/** Opens the page and runs a text in it. */
async function run(text: string, look: PageLook = { theme: "vscode-light" }): Promise<OpenPage> {
  const shown = await open(look);
  await order(shown, text);
  return shown;
}

/** Runs a text in an open page, as when it is saved. */
async function order(
  shown: OpenPage,
  text: string,
  more: { files?: Record<string, string>; answers?: number } = {},
): Promise<void> {
  await shown.send({
    kind: "run",
    subject: { uri: MAIN, kind: text.includes("\ntrain ") ? "train" : "simulate", name: undefined },
    model: { root: MAIN, texts: { [MAIN]: text, ...more.files } },
    liveBoundary: true,
    answers: more.answers,
  });
}

/** Runs a text again and waits for the end: in between the status is another one. */
async function orderAndWait(shown: OpenPage, text: string): Promise<void> {
  await shown.page.evaluate(`document.querySelector(".status").textContent = ""`);
  await order(shown, text);
  await isDone(shown);
}

/** The labels of the horizontal axis, as its drawing has them. */
async function horizontalTicks(shown: OpenPage, title = "Time course"): Promise<readonly number[]> {
  await shown.page.getByRole("button", { name: `Export ${title} as SVG` }).click();
  const svg = (await savedBy(shown)).at(-1)?.content ?? "";
  return [...svg.matchAll(/<text x="[^"]*" y="368"[^>]*>([^<]*)</g)].map(([, label]) => Number(label));
}

/** Drags over a part of a chart; shares of its width. */
async function drag({ page }: OpenPage, from: number, to: number): Promise<void> {
  const plot = page.locator(".u-over").first();
  await plot.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + from * width, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + to * width, y + height / 2, { steps: 5 });
  await page.mouse.up();
}

const fieldOf = ({ page }: OpenPage, name: string) => page.getByRole("textbox", { name: `Value of ${name}` });

test.runIf(hasChromium)("a simulation is drawn with legend, report and sliders", async () => {
  const shown = await run(PREDATORS);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/^Done in /);
  expect(await shown.page.locator("h1").textContent()).toBe("orbit");
  expect(await shown.page.locator(".u-legend .u-label").allTextContents()).toEqual(["time", "Prey", "Pred"]);
  expect(await shown.page.locator(".report").textContent()).toContain("max(Pred)");
  await shown.page.locator("summary").click();
  expect(await shown.page.locator(".slider .name").allTextContents()).toEqual([
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
  expect(await fieldOf(shown, "rate eat").inputValue()).toBe("0.3162");
});

test.runIf(hasChromium)("exports are what is shown", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  for (const kind of ["SVG", "CSV", "PNG"])
    await shown.page.getByRole("button", { name: `Export Time course as ${kind}` }).click();
  await expect.poll(async () => (await savedBy(shown)).length).toBe(3);
  const [svg, csv, png] = await savedBy(shown);
  expect([svg?.name, csv?.name, png?.name]).toEqual([
    "orbit-course.svg",
    "orbit-course.csv",
    "orbit-course.png",
  ]);
  expect(svg?.content).toMatch(/^<svg[\s\S]*<text[^>]*>Prey<\/text>[\s\S]*<\/svg>\n$/);
  const picture = Buffer.from(png?.content ?? "", "base64");
  expect(picture.subarray(1, 4).toString()).toBe("PNG");
  expect(picture.length).toBeGreaterThan(20_000);
  writeFileSync(path.join(pictures, "export.png"), picture);
  expect(csv?.content.split("\n").slice(0, 2)).toEqual(["time,Prey,Pred", "0,10,5"]);
});

test.runIf(hasChromium)("a zoomed chart stays as it is while runs and themes change", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  const whole = await horizontalTicks(shown);
  expect([whole[0], whole.at(-1)]).toEqual([0, 30]);
  await drag(shown, 0.25, 0.5);
  const zoomed = await horizontalTicks(shown);
  expect(zoomed[0]).toBeGreaterThan(7);
  expect(zoomed.at(-1)).toBeLessThan(16);
  await orderAndWait(shown, PREDATORS.replace("Prey = 10", "Prey = 12"));
  expect(await horizontalTicks(shown)).toEqual(zoomed);
  await changeTheme(shown, "vscode-dark");
  expect(await horizontalTicks(shown)).toEqual(zoomed);
  await photograph(shown, "simulation-zoomed-dark");
  const reset = shown.page.getByRole("button", { name: /^Show the whole chart/ });
  await reset.click();
  expect(await horizontalTicks(shown)).toEqual(whole);
  expect(await reset.isDisabled()).toBe(true);
  await drag(shown, 0.5, 0.75);
  expect(await horizontalTicks(shown)).not.toEqual(whole);
  await shown.page.locator(".u-over").dblclick();
  expect(await horizontalTicks(shown)).toEqual(whole);
  await orderAndWait(shown, PREDATORS.replace("until: 30", "until: 60"));
  expect((await horizontalTicks(shown)).at(-1)).toBe(60);
});

test.runIf(hasChromium)("a training draws on in a zoomed chart, and the others follow it", async () => {
  const shown = await run(PLANE.replace("epochs: 60", "epochs: 1000000"));
  const epochOf = async (): Promise<number> => Number(/\d+/.exec((await statusOf(shown)) ?? "")?.[0]);
  await expect.poll(epochOf, { timeout: 30_000 }).toBeGreaterThan(40);
  await drag(shown, 0.2, 0.6);
  const zoomed = await horizontalTicks(shown, "Loss");
  const followed = (await horizontalTicks(shown, "Weights")).at(-1) ?? 0;
  const newest = async () => (await horizontalTicks(shown, "Weights")).at(-1);
  await expect.poll(newest, { timeout: 60_000 }).toBeGreaterThan(followed);
  expect(await horizontalTicks(shown, "Loss")).toEqual(zoomed);
  await shown.page.getByRole("button", { name: /^Stop the run/ }).click();
  expect(await statusOf(shown)).toMatch(/^Cancelled in epoch \d+ of 1000000\.$/);
});

test.runIf(hasChromium)("what a run does not have is not left over from the run before", async () => {
  const shown = await run(PLANE);
  await isDone(shown);
  await orderAndWait(shown, PLANE.replace(", boundary(a, b)", ""));
  expect(await shown.page.locator("h2").allTextContents()).toEqual(["Loss", "Weights"]);
  await orderAndWait(shown, PREDATORS);
  expect(await shown.page.locator("h2").allTextContents()).toEqual(["Time course", "Report"]);
  await orderAndWait(shown, PREDATORS.replace(/ {2}report.*\n/, ""));
  expect(await shown.page.locator("h2").allTextContents()).toEqual(["Time course"]);
});

test.runIf(hasChromium)("results of an earlier text stay, faintly, while the text is faulty", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  await order(shown, PREDATORS.replace("{eat}", "{eats}"));
  await expect
    .poll(() => statusOf(shown))
    .toBe("The model has errors. Faint results are those of an earlier run.");
  expect(await shown.page.locator(".chart.stale, .report.stale").count()).toBe(2);
  await photograph(shown, "problem-after-run-light");
  await orderAndWait(shown, PREDATORS);
  expect(await shown.page.locator(".stale, .problems a").count()).toBe(0);
});

test.runIf(hasChromium)(
  "values of sliders reach the run, the report and exports, and can be set back",
  async () => {
    const shown = await run(PREDATORS);
    await isDone(shown);
    await shown.page.locator("summary").click();
    const resetAll = shown.page.getByRole("button", {
      name: "Set all sliders back to the values in the text",
    });
    expect(await resetAll.isDisabled()).toBe(true);
    await shown.page.getByRole("slider", { name: "rate eat" }).fill("150");
    await shown.page.getByRole("slider", { name: "initial value Prey" }).fill("50");
    const changes = shown.page.locator(".changes");
    const sentence = "Set by sliders: eat = 0.3162 (0.1 in the text), Prey = 3.162 (10 in the text).";
    await expect.poll(() => changes.textContent()).toBe(sentence);
    expect(await shown.page.locator("summary").textContent()).toBe("Rates and amounts (2 changed)");
    await shown.page.getByRole("button", { name: "Export Time course as CSV" }).click();
    expect((await savedBy(shown)).at(-1)?.content.split("\n").slice(0, 4)).toEqual([
      "# eat = 0.3162 (0.1 in the text)",
      "# Prey = 3.162 (10 in the text)",
      "time,Prey,Pred",
      "0,3.162,5",
    ]);
    await shown.page.getByRole("button", { name: "Export Time course as SVG" }).click();
    expect((await savedBy(shown)).at(-1)?.content).toContain(">eat = 0.3162 (0.1 in the text)</text>");
    await photograph(shown, "simulation-sliders-light");
    await shown.page.getByRole("button", { name: "Write the value of eat into the text" }).click();
    const start = PREDATORS.indexOf("eat = 0.1") + "eat = ".length;
    const place = { span: { start, end: start + 3 }, value: 0.1 };
    expect((await shown.told()).at(-1)).toEqual({ kind: "write", place, value: 0.3162 });
    await orderAndWait(shown, PREDATORS.replace("eat = 0.1", "eat = 0.3162"));
    expect(await changes.textContent()).toBe("Set by sliders: Prey = 3.162 (10 in the text).");
    await resetAll.click();
    await expect.poll(() => changes.count()).toBe(0);
    expect(await fieldOf(shown, "initial value Prey").inputValue()).toBe("10");
  },
);

test.runIf(hasChromium)("an exact value can be typed, and what is no number changes nothing", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  await shown.page.locator("summary").click();
  const field = fieldOf(shown, "rate eat");
  await field.fill("0.12345");
  await field.press("Enter");
  const changes = shown.page.locator(".changes");
  await expect.poll(() => changes.textContent()).toBe("Set by sliders: eat = 0.12345 (0.1 in the text).");
  await field.fill("a little");
  await field.press("Enter");
  expect(await field.inputValue()).toBe("0.12345");
  await field.fill("0.1");
  await field.press("Enter");
  await expect.poll(() => changes.count()).toBe(0);
});

test.runIf(hasChromium)("a value of a slider gives way to a new value in the text, with a word", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  await shown.page.locator("summary").click();
  await shown.page.getByRole("slider", { name: "rate eat" }).fill("150");
  await shown.page.getByRole("slider", { name: "rate birth" }).fill("120");
  await expect.poll(() => shown.page.locator(".changes").textContent()).toMatch(/eat = .*/);
  await orderAndWait(shown, PREDATORS.replace("eat = 0.1", "eat = 0.3"));
  const notice = shown.page.locator(".notice");
  expect(await notice.textContent()).toBe(
    "eat follows the text again, which says 0.3 now; its slider stood at 0.3162.",
  );
  expect(await shown.page.locator(".changes").textContent()).toMatch(/^Set by sliders: birth = [^,]*\.$/);
  expect(await fieldOf(shown, "rate eat").inputValue()).toBe("0.3");
  await photograph(shown, "simulation-dropped-light");
  await orderAndWait(shown, PREDATORS.replace("eat = 0.1", "eat = 0.3"));
  expect(await notice.textContent()).toBe("");
});

for (const [theme, name] of THEMES) {
  test.runIf(hasChromium)(
    `a value that makes a mistake is told at its slider in the theme ${name}`,
    async () => {
      const text = PREDATORS.replace("crn Lotka", "const start = 2\ncrn Lotka").replace(
        "death = 0.8",
        "death = 1 / (start - 1)",
      );
      const shown = await run(text, { theme });
      await isDone(shown);
      await shown.page.locator("summary").click();
      const field = fieldOf(shown, "constant start");
      await field.fill("1");
      await field.press("Enter");
      await expect
        .poll(() => statusOf(shown))
        .toMatch(/^The model does not run with the values of the sliders; the text by itself is sound\./);
      expect(
        await shown.page.locator(".slider", { hasText: "start" }).locator(".refusal").textContent(),
      ).not.toBe("");
      const told = (await shown.told()).filter(({ kind }) => kind === "problems");
      expect(told.flatMap(({ problems }) => problems)).toEqual([]);
      await photograph(shown, `slider-refused-${name}`);
      await field.fill("3");
      await field.press("Enter");
      await isDone(shown);
      expect(await shown.page.locator(".refusal:not(:empty)").count()).toBe(0);
    },
  );
}

test.runIf(hasChromium)("a comparison with the source is in the report", async () => {
  const shown = await run(
    "crn Turn {\n  signal x = 1, y = 0\n  x' = -y\n  y' = x\n}\nsimulate Turn as turn {\n  until: 4\n  compare: source, lowered\n}\n",
  );
  await isDone(shown);
  expect(await shown.page.locator(".report .comparison").textContent()).toMatch(
    /^Source and lowered network differ by at most \S+ \(relative, [xy] at t = \S+\)\.$/,
  );
  expect(await shown.page.locator(".u-legend .u-label").allTextContents()).toEqual(["time", "x", "y"]);
  await photograph(shown, "simulation-compared-light");
});

test.runIf(hasChromium)("a run is cancelled while its files are fetched", async () => {
  const text = `import { Pump } from "parts"\n${PREDATORS}`;
  const shown = await run(text);
  const questions = async () => (await shown.told()).filter(({ kind }) => kind === "files-needed");
  await expect.poll(async () => (await questions()).length, { timeout: 20_000 }).toBe(1);
  await shown.page.getByRole("button", { name: /^Stop the run/ }).click();
  expect(await statusOf(shown)).toBe("Cancelled.");
  const files = { "file:///models/parts.ncrn": "module Pump(species V) {\n  V ->{1} 0\n}\n" };
  await order(shown, text, { files, answers: Number((await questions())[0]?.request) });
  await order(shown, text);
  await expect.poll(async () => (await questions()).length, { timeout: 20_000 }).toBe(2);
  expect(await statusOf(shown)).toBe("Preparing …");
  await order(shown, text, { files, answers: Number((await questions())[1]?.request) });
  await isDone(shown);
});

test.runIf(hasChromium)("a document that is gone is said to be gone", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  await shown.send({ kind: "unreadable", message: "main.ncrn is not there any more." });
  await expect.poll(() => statusOf(shown)).toBe("main.ncrn is not there any more.");
});

test.runIf(hasChromium)("zero has no place on a logarithmic axis, and a chart says so", async () => {
  const shown = await run("crn A {\n  species A = 1, B = 0\n  A ->{1} B\n}\nsimulate A { until: 5 }\n");
  await isDone(shown);
  await shown.page.getByRole("button", { name: "Logarithmic value axis" }).click();
  expect(await shown.page.locator(".note").textContent()).toBe(
    "Values of zero and less are left out of the logarithmic axis: B.",
  );
  await shown.page.getByRole("button", { name: "Logarithmic time axis" }).click();
  expect(await shown.page.locator(".note").textContent()).toMatch(/begins behind zero\.$/);
  await photograph(shown, "simulation-logarithmic");
  expect((await horizontalTicks(shown)).every((tick) => tick > 0)).toBe(true);
});

test.runIf(hasChromium)("a chart is read and zoomed with the keyboard", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  await shown.page.locator(".canvas").focus();
  await shown.page.keyboard.press("Home");
  const readout = shown.page.locator(".chart .unseen");
  expect(await readout.textContent()).toBe("time 0, Prey 10, Pred 5");
  await shown.page.keyboard.press("ArrowRight");
  expect(await readout.textContent()).toMatch(/^time 0\.\d+, Prey 10\.\d+, Pred/);
  const opacities = await shown.page.evaluate(
    `[...document.querySelectorAll(".u-legend .u-series")].map((row) => getComputedStyle(row).opacity)`,
  );
  expect(opacities).toEqual(["1", "1", "1"]);
  await photograph(shown, "simulation-crosshair-light");
  await shown.page.keyboard.press("+");
  expect((await horizontalTicks(shown)).at(-1)).toBeLessThan(16);
  await shown.page.locator(".canvas").focus();
  await shown.page.keyboard.press("Escape");
  expect((await horizontalTicks(shown)).at(-1)).toBe(30);
  const entry = shown.page.getByRole("button", { name: "Show Prey" });
  await entry.focus();
  await shown.page.keyboard.press("Enter");
  expect(await entry.getAttribute("aria-pressed")).toBe("false");
  expect(await shown.page.locator("header [role=status]").textContent()).toMatch(/^Done in/);
});

test.runIf(hasChromium)("colours that the operating system forces", async () => {
  const shown = await open({ theme: "vscode-light" });
  await shown.page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await order(shown, PLANE);
  await isDone(shown);
  await photograph(shown, "training-forced-colours");
});

test.runIf(hasChromium)("a mistake is told to the editor and can be gone to", async () => {
  const shown = await run(PREDATORS.replace("{eat}", "{eats}"));
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toBe("The model has errors.");
  await shown.page.locator(".problems a").first().click();
  const told = await shown.told();
  expect(told.at(-1)).toMatchObject({ kind: "reveal", file: MAIN });
  await photograph(shown, "problem-light");
});

test.runIf(hasChromium)("a run that fails says so once, with a link, and draws what there is", async () => {
  const shown = await run(
    "crn Growth {\n  species A = 1\n  2 A ->{1} 3 A\n}\nsimulate Growth { until: 2 }\n",
  );
  const failure =
    /^error: `A` grows without bound: at time 1 .* has reached \d\.\d+·10\S+\. .*\(solution-escapes\)$/;
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(failure);
  expect(await shown.page.locator(".problems li").count()).toBe(0);
  const problems = (await shown.told()).at(-1)?.problems;
  expect(problems).toContainEqual(expect.objectContaining({ code: "solution-escapes", file: MAIN }));
  await photograph(shown, "simulation-failed-light");
  await shown.page.locator(".status a").click();
  expect((await shown.told()).at(-1)).toMatchObject({ kind: "reveal", file: MAIN });
  await order(shown, "crn Start {\n  species A = 1\n  A ->[1 / (A - 1)] 0\n}\nsimulate Start { until: 2 }\n");
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/^error: .*time 0\b/);
  expect(await shown.page.locator(".chart").count()).toBe(0);
  await photograph(shown, "simulation-failed-at-start-light");
});

test.runIf(hasChromium)("a chart that is gone to is not hidden by the head", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  await shown.page.setViewportSize({ width: 760, height: 500 });
  await shown.page.evaluate("scrollTo(0, document.body.scrollHeight)");
  await shown.page.getByRole("button", { name: "Logarithmic time axis" }).focus();
  const [button, head] = await Promise.all([
    shown.page.getByRole("button", { name: "Logarithmic time axis" }).boundingBox(),
    shown.page.locator("header").boundingBox(),
  ]);
  expect(button?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0));
});

/** Has the page tell what its workers are asked to do: `[["start", overrides], ["end"], …]`. */
async function followWorkers({ page }: OpenPage) {
  await page.evaluate(`{
    window.orders = [];
    const { postMessage, terminate } = Worker.prototype;
    Worker.prototype.postMessage = function (order) {
      window.orders.push(["start", order.request.overrides]);
      return postMessage.call(this, order);
    };
    Worker.prototype.terminate = function () {
      window.orders.push(["end"]);
      return terminate.call(this);
    };
  }`);
  return () => page.evaluate<readonly (readonly [string, Record<string, number>?])[]>("window.orders");
}

/** Moves a slider to these places, faster than anything can run. */
async function sweep({ page }: OpenPage, name: string, places: readonly number[]): Promise<void> {
  await page.evaluate(moved(name, places));
}

/** A script that does it. */
function moved(name: string, places: readonly number[]): string {
  return `{
    const slider = document.querySelector('[type="range"][aria-label="${name}"]');
    for (const place of ${JSON.stringify(places)}) {
      slider.value = String(place);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }`;
}

test.runIf(hasChromium)("while a slider moves, one run goes on and the newest values come next", async () => {
  const shown = await run(PREDATORS);
  await isDone(shown);
  await shown.page.getByText("Rates and amounts").click();
  const orders = await followWorkers(shown);
  await sweep(
    shown,
    "rate eat",
    Array.from({ length: 60 }, (_, index) => 100 + index),
  );
  const last = "Set by sliders: eat = 0.389 (0.1 in the text).";
  await expect.poll(() => shown.page.locator(".changes").textContent()).toBe(last);
  await isDone(shown);
  const begun = (await orders()).filter(([what]) => what === "start").map(([, values]) => values?.["eat"]);
  expect(begun).toHaveLength(2);
  expect(begun.at(-1)).toBe(0.389);
});

test.runIf(hasChromium)("a long run whose values are outdated is cancelled, once", async () => {
  const shown = await run(LONG);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/Simulating|time/);
  await shown.page.getByText("Rates and amounts").click();
  const orders = await followWorkers(shown);
  await sweep(shown, "rate eat", [110, 120, 130]);
  await expect.poll(async () => (await orders()).length).toBe(2);
  expect(await orders()).toEqual([["end"], ["start", { eat: 0.1995 }]]);
  // In one go: the run of the slider's newest value is still waiting when the button is pressed.
  await shown.page.evaluate(`{
    ${moved("rate eat", [140])}
    document.querySelector('[aria-label="Stop the run; what was computed stays"]').click();
  }`);
  expect(await statusOf(shown)).toMatch(/^Cancelled/);
  // A page's timers go off in the order of their times: one that was set before, for less time, has gone off by then.
  await shown.page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${PATIENCE_MILLISECONDS + 1}))`);
  expect(await statusOf(shown)).toMatch(/^Cancelled/);
  expect((await orders()).slice(2)).toEqual([["end"]]);
});

test.runIf(hasChromium)("a long run is cancelled", async () => {
  const shown = await run(LONG);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/Simulating|time/);
  await shown.page.getByRole("button", { name: "Stop the run; what was computed stays" }).click();
  expect(await statusOf(shown)).toMatch(/^Cancelled at \d+ % of the time\.$/);
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
    if (theme === "vscode-dark") await checkBoundaryExports(shown);
  });
}

/** Both are on white, with the map, all points of the data, and words. */
async function checkBoundaryExports(shown: OpenPage): Promise<void> {
  await shown.page.getByRole("button", { name: "Export the decision boundary as SVG" }).click();
  const svg = (await savedBy(shown)).at(-1);
  expect(svg?.name).toBe("fit-boundary.svg");
  const texts = [...(svg?.content ?? "").matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts).toEqual(
    expect.arrayContaining(["a", "b", "yhat &gt; 0.5", "yhat ≤ 0.5", "training", "validation"]),
  );
  const view = await shown.page.context().browser()?.newPage();
  if (view === undefined) throw new Error("There is no browser.");
  await view.setContent(`<body style="margin: 0">${svg?.content ?? ""}`);
  await view.locator("svg").screenshot({ path: path.join(pictures, "boundary-svg.png") });
  expect(await view.locator("circle").count()).toBe(30 + 1); // three quarters of the data, and the legend
  expect(await view.locator('rect[width="6"]').count()).toBe(10 + 1);
  expect(await view.locator("image").getAttribute("href")).toMatch(/^data:image\/png;base64,.{2000}/);
  await view.close();
  const count = (await savedBy(shown)).length;
  await shown.page.getByRole("button", { name: "Export the decision boundary as PNG" }).click();
  await expect.poll(async () => (await savedBy(shown)).length).toBe(count + 1);
  const png = Buffer.from((await savedBy(shown)).at(-1)?.content ?? "", "base64");
  writeFileSync(path.join(pictures, "boundary.png"), png);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.length).toBeGreaterThan(20_000);
}

test.runIf(hasChromium)("everything can be reached and named without a mouse", async () => {
  const shown = await run(PREDATORS);
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toMatch(/^Done in /);
  expect(await reachedByTab(shown.page, 12)).toEqual([
    "Run again with the values of the sliders",
    "Rates and amounts",
    "Logarithmic time axis",
    "Logarithmic value axis",
    "Export Time course as SVG",
    "Export Time course as PNG",
    "Export Time course as CSV",
    "Time course. Left and right read values, up and down pick a line, plus and minus zoom, 0 shows the whole chart.",
    "Show Prey",
    "Show Pred",
  ]);
});

for (const [theme, name] of THEMES) {
  test.runIf(hasChromium)(`many lines, sliders and a report in the theme ${name}`, async () => {
    const species = Array.from({ length: 11 }, (_, index) => `A_long_name_of_species_${index} = ${index}`);
    const decays = species.map(
      (_, index) => `  A_long_name_of_species_${index} ->{k_decay / ${index + 1}} 0`,
    );
    const shown = await run(
      `units { time: min; concentration: nM }
crn Many {
  species ${species.join(", ")}
  rate k_decay = 0.5 [1/min]
  const very_long_name_of_a_constant = 0.25
${decays.join("\n")}
  0 ->{very_long_name_of_a_constant} A_long_name_of_species_0
}
simulate Many as course { until: 20; report: max(A_long_name_of_species_0) }
`,
      { theme, width: 520 },
    );
    await isDone(shown);
    await shown.page.locator("summary").click();
    await shown.page.getByRole("slider", { name: "rate k_decay" }).fill("120");
    await expect.poll(() => shown.page.locator(".changes").count()).toBe(1);
    await photograph(shown, `simulation-many-${name}`);
  });
}
