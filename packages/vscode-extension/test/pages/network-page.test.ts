// The network panel's page in a real browser. Pictures go to .cache/pages.

import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { hasChromium, type OpenPage, openPage, type PageLook, reachedByTab, THEMES } from "./open-page.js";

const root = path.join(import.meta.dirname, "..", "..", "..", "..");
const pictures = path.join(root, ".cache", "pages");
const MAIN = "file:///models/main.ncrn";
const PAGE = {
  title: "Network",
  script: "dist/network-page.js",
  workers: { worker: "dist/model-worker.js", layout: "dist/layout-worker.js" },
};

let open: OpenPage | undefined;
afterEach(async () => {
  const faults = open?.faults ?? [];
  await open?.close();
  open = undefined;
  expect(faults).toEqual([]);
});

async function draw(
  text: string,
  look: PageLook = { theme: "vscode-light", width: 1000 },
): Promise<OpenPage> {
  mkdirSync(pictures, { recursive: true });
  open = await openPage(PAGE, look);
  await expect.poll(async () => (await open?.told())?.[0]).toEqual({ kind: "ready" });
  const model = { root: MAIN, texts: { [MAIN]: text } };
  await open.send({ kind: "draw", subject: { uri: MAIN, name: undefined }, model });
  return open;
}

const example = (name: string): string =>
  readFileSync(path.join(root, "examples", name, "model.ncrn"), "utf8");
const statusOf = ({ page }: OpenPage): Promise<string | null> => page.locator(".status").textContent();
const isDrawn = (shown: OpenPage): Promise<void> =>
  expect.poll(() => statusOf(shown), { timeout: 30_000 }).toMatch(/^Click a species/);
const photograph = ({ page }: OpenPage, name: string): Promise<Buffer> =>
  page.screenshot({ path: path.join(pictures, `${name}.png`) });

test.runIf(hasChromium)("species and reactions are drawn, listed and linked to their source", async () => {
  const text =
    "crn Enzyme {\n  species S = 10, E = 1, SE = 0, P = 0\n  S + E <->{1, 0.5} SE\n  SE ->{0.3} E + P\n}\n";
  const shown = await draw(text);
  await isDrawn(shown);
  expect(await shown.page.locator("header").textContent()).toContain("4 species, 3 reactions");
  await shown.page.locator("summary").click();
  const links = shown.page.locator(".reactions a");
  expect(await links.allTextContents()).toEqual(["S + E ->{1} SE", "SE ->{0.5} S + E", "SE ->{0.3} E + P"]);
  await links.last().click();
  const told = (await shown.told()).at(-1) as { kind: string; span: { start: number; end: number } };
  expect(told.kind).toBe("reveal");
  expect(text.slice(told.span.start, told.span.end)).toContain("SE ->{0.3} E + P");
  await photograph(shown, "network-enzyme");
});

test.runIf(hasChromium)("a learning circuit has phases to filter by and a search", async () => {
  const shown = await draw(example("linear-regression"), { theme: "vscode-dark", width: 1000 });
  await isDrawn(shown);
  await shown.page.getByRole("button", { name: "Show the reactions of: feedback" }).click();
  await shown.page.getByRole("searchbox").fill("theta");
  await expect.poll(() => statusOf(shown)).toMatch(/^\d+ species found\.$/);
  expect(await statusOf(shown)).not.toBe("0 species found.");
  await photograph(shown, "network-learner-filtered");
});

for (const [theme, name] of THEMES) {
  test.runIf(hasChromium)(`a learning circuit in the theme ${name}`, async () => {
    const shown = await draw(example("linear-regression"), { theme, width: 1000 });
    await isDrawn(shown);
    await photograph(shown, `network-learner-${name}`);
  });
}

test.runIf(hasChromium)("everything can be reached and named without a mouse", async () => {
  const shown = await draw("crn A {\n  species S = 1\n  S ->{1} 0\n}\n");
  await isDrawn(shown);
  expect(await reachedByTab(shown.page, 8)).toEqual([
    "Find species by a part of their name",
    "Show the whole network",
    "Export the drawing as PNG",
    "Reactions as a list",
  ]);
  await shown.page.locator("summary").focus();
  await shown.page.keyboard.press("Enter");
  expect(await reachedByTab(shown.page, 1)).toEqual(["S ->{1} 0"]);
  await shown.page.keyboard.press("Enter");
  expect((await shown.told()).at(-1)).toMatchObject({ kind: "reveal" });
});

test.runIf(hasChromium)("500 reactions", { timeout: 90_000 }, async () => {
  const lines = Array.from(
    { length: 250 },
    (_, i) => `  X[${i + 1}] <->{1, 0.5} X[${(i * 7 + 3) % 250 || 1}]`,
  );
  const shown = await draw(`crn Many {\n  species X[250] = 1\n${lines.join("\n")}\n}\n`);
  const start = Date.now();
  await expect.poll(() => statusOf(shown), { timeout: 60_000 }).toMatch(/^Click a species/);
  console.log(`a network of 500 reactions: drawn after ${Date.now() - start} ms`);
  await photograph(shown, "network-500");
});

test.runIf(hasChromium)("a mistake is shown instead of a drawing", async () => {
  const shown = await draw("crn A {\n  species S = 1\n  S ->{k} 0\n}\n");
  await expect.poll(() => statusOf(shown), { timeout: 20_000 }).toBe("The model has errors.");
  expect(await shown.page.locator(".problems a").count()).toBe(1);
});
