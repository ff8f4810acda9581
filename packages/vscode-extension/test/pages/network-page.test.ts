// The network panel's page in a real browser. Pictures go to .cache/pages.

import { readFileSync, writeFileSync } from "node:fs";
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
import { MAIN, pageOpener, pictures, root, statusOf } from "./shown-page.js";

const PAGE = {
  title: "Network",
  script: "dist/network-page.js",
  workers: { worker: "dist/model-worker.js", layout: "dist/layout-worker.js" },
};

const open = pageOpener(PAGE);

async function draw(
  text: string,
  look: PageLook = { theme: "vscode-light", width: 1000 },
): Promise<OpenPage> {
  const shown = await open(look);
  await order(shown, text);
  return shown;
}

/** Draws a text in an open page, as when it is saved. */
async function order(shown: OpenPage, text: string): Promise<void> {
  const model = { root: MAIN, texts: { [MAIN]: text } };
  await shown.page.evaluate(`document.querySelector("[role=status]").textContent = ""`);
  await shown.send({ kind: "draw", subject: { uri: MAIN, name: undefined }, model });
}

/** Waits for the next drawing. */
const isDrawnAnew = ({ page }: OpenPage): Promise<void> =>
  expect.poll(() => page.locator("[role=status]").textContent(), { timeout: 30_000 }).toMatch(/ is drawn\.$/);

/** The drawing as it is in sight. */
async function pictureOf({ page }: OpenPage): Promise<string> {
  return (await page.locator(".drawing").screenshot()).toString("base64");
}

/** The share of points that differ clearly in two pictures; edges may be smoothed in another way. */
async function difference({ page }: OpenPage, ...pictures: readonly [string, string]): Promise<number> {
  return page.evaluate(`(async () => {
    const pixels = await Promise.all(${JSON.stringify(pictures)}.map(async (picture) => {
      const image = new Image();
      image.src = "data:image/png;base64," + picture;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    }));
    const [first, second] = pixels;
    let count = 0;
    for (let at = 0; at < first.length; at += 4)
      if ([0, 1, 2].some((channel) => Math.abs(first[at + channel] - second[at + channel]) > 80)) count++;
    return (4 * count) / first.length;
  })()`);
}

const SAME = 0.004;

const example = (name: string): string =>
  readFileSync(path.join(root, "examples", name, "model.ncrn"), "utf8");
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
  await shown.page.getByText("Reactions as a list").click();
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
  await shown.page.getByRole("searchbox").fill("THETA");
  await expect.poll(() => statusOf(shown)).toMatch(/^\d+ species found/);
  expect(await statusOf(shown)).not.toMatch(/^0 species/);
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
  expect(await reachedByTab(shown.page, 10)).toEqual([
    "Find species by a part of their name",
    "Show the whole network",
    "Find new places for all species and reactions",
    "Export the drawing as SVG",
    "Export the drawing as PNG",
    expect.stringMatching(/^Drawing of the network\. Arrow keys/),
    "Species as a list",
    "Reactions as a list",
  ]);
  await shown.page.locator(".reactions summary").focus();
  await shown.page.keyboard.press("Enter");
  expect(await reachedByTab(shown.page, 1)).toEqual(["S ->{1} 0"]);
  await shown.page.keyboard.press("Enter");
  expect((await shown.told()).at(-1)).toMatchObject({ kind: "reveal" });
});

test.runIf(hasChromium)(
  "filters, search and zoom stay when the model is saved and the theme changes",
  async () => {
    const text = example("linear-regression");
    const shown = await draw(text);
    await isDrawn(shown);
    const whole = await pictureOf(shown);
    const phase = shown.page.getByRole("button", { name: "Show the reactions of: feedback" });
    await phase.click();
    await shown.page.getByRole("searchbox").fill("Theta");
    await shown.page.locator(".drawing").focus();
    for (const key of ["+", "+", "ArrowRight"]) await shown.page.keyboard.press(key);
    const before = await pictureOf(shown);
    expect(await difference(shown, before, whole)).toBeGreaterThan(3 * SAME);
    const differs = async (picture: string): Promise<number> =>
      difference(shown, await pictureOf(shown), picture);
    await order(shown, `// saved again\n${text}`);
    await isDrawnAnew(shown);
    expect(await phase.getAttribute("aria-pressed")).toBe("false");
    expect(await shown.page.getByRole("searchbox").inputValue()).toBe("Theta");
    expect(await statusOf(shown)).toMatch(/^\d+ species found/);
    expect(await differs(before)).toBeLessThan(SAME);
    await changeTheme(shown, "vscode-high-contrast");
    await expect.poll(() => differs(before)).toBeGreaterThan(0.5);
    await photograph(shown, "network-zoomed-high-contrast");
    await changeTheme(shown, "vscode-light");
    await expect.poll(() => differs(before)).toBeLessThan(SAME);
    await shown.page.getByRole("searchbox").fill("");
    await phase.click();
    await shown.page.getByRole("button", { name: "Show the whole network" }).click();
    await shown.page.locator(".drawing").focus();
    await expect.poll(() => differs(whole)).toBeLessThan(SAME);
  },
);

test.runIf(hasChromium)("the lists show what filters and search leave", async () => {
  const shown = await draw(example("linear-regression"));
  await isDrawn(shown);
  const rows = shown.page.locator(".species tbody tr");
  const all = await rows.count();
  await shown.page.getByRole("searchbox").fill("theta");
  expect(await rows.count()).toBeLessThan(all);
  await shown.page.getByText("Species as a list").click();
  await photograph(shown, "network-lists-light");
  await rows.first().locator("a").focus();
  await shown.page.keyboard.press("Enter");
  expect((await shown.told()).at(-1)).toMatchObject({ kind: "reveal" });
});

test.runIf(hasChromium)(
  "a faulty text leaves the earlier drawing, faintly; a document that is gone, too",
  async () => {
    const text = "crn A {\n  species S = 1\n  S ->{1} 0\n}\n";
    const shown = await draw(text);
    await isDrawn(shown);
    await order(shown, text.replace("{1}", "{k}"));
    await expect
      .poll(() => statusOf(shown))
      .toBe("The model has errors. The drawing is that of an earlier text.");
    expect(await shown.page.locator(".drawing.stale").count()).toBe(1);
    await order(shown, text);
    await isDrawnAnew(shown);
    expect(await shown.page.locator(".drawing.stale").count()).toBe(0);
    await shown.send({ kind: "unreadable", message: "main.ncrn is not there any more." });
    await expect.poll(() => statusOf(shown)).toMatch(/^main\.ncrn is not there any more\./);
  },
);

test.runIf(hasChromium)("a large circuit is shown phase by phase, and all of it if asked for", async () => {
  const shown = await draw(readFileSync(path.join(root, "examples", "paper", "xor", "ours.ncrn"), "utf8"), {
    theme: "vscode-light",
    width: 700,
  });
  await isDrawn(shown);
  const { page } = shown;
  expect(await statusOf(shown)).toContain("68 of 436 reactions are shown: choose more phases, or “all”.");
  const phases = page.getByRole("group", { name: "Phases" }).locator('[aria-pressed="true"]');
  expect(await phases.allTextContents()).toEqual(["forward", "always"]);
  await photograph(shown, "network-large-phase-light");
  const all = page.getByRole("button", { name: "Show the reactions of all phases" });
  await all.click();
  expect(await statusOf(shown)).toMatch(/^Laying out 436 reactions and 134 species …/);
  const start = Date.now();
  await isDrawn(shown);
  console.log(`a network of 436 reactions: laid out and drawn after ${Date.now() - start} ms`);
  expect(await statusOf(shown)).toMatch(/Names are small here/);
  await photograph(shown, "network-large-all-light");
  expect(await hasEmptyBorder(shown)).toBe(true);
  await page.setViewportSize({ width: 1100, height: 900 });
  await expect.poll(() => hasEmptyBorder(shown)).toBe(true);
  await photograph(shown, "network-large-widened-light");
  expect(await statusOf(shown)).not.toMatch(/reactions are shown/);
  const drawing = await viewSvg(shown, await exported(shown, "SVG"), "network-export-large");
  expect(drawing).toMatchObject({ species: 134, reactions: 436 });
  const png = Buffer.from(await exported(shown, "PNG"), "base64");
  writeFileSync(path.join(pictures, "network-export-large.png"), png);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
});

test.runIf(hasChromium)("a search goes to what it finds, and says what the filter hides", async () => {
  const shown = await draw(readFileSync(path.join(root, "examples", "paper", "xor", "ours.ncrn"), "utf8"), {
    theme: "vscode-dark",
    width: 900,
  });
  await isDrawn(shown);
  const search = shown.page.getByRole("searchbox");
  const place = await drawingPlace(shown);
  await search.fill("z[2]");
  await expect
    .poll(() => statusOf(shown))
    .toMatch(/^\d+ species found, \d+ more hidden by the phase filter\. Enter/);
  await photograph(shown, "network-large-found-dark");
  await search.press("Enter");
  expect(await statusOf(shown)).toMatch(/ This is .*z\[2\].*, the 1\. of \d+\./);
  await search.press("Enter");
  expect(await statusOf(shown)).toMatch(/, the 2\. of \d+\./);
  await photograph(shown, "network-large-next-dark");
  await search.fill("adjoint that is not there");
  await expect.poll(() => statusOf(shown)).toBe("0 species found.");
  await search.fill("");
  await expect.poll(() => statusOf(shown)).toMatch(/^Click/);
  expect(await drawingPlace(shown)).toEqual(place);
});

test.runIf(hasChromium)("the wheel magnifies, around the pointer", async () => {
  const shown = await draw("crn A {\n  species S = 1, T = 0\n  S ->{1} T\n}\n");
  await isDrawn(shown);
  const before = await pictureOf(shown);
  const place = await drawingPlace(shown);
  await shown.page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await shown.page.mouse.wheel(0, 350);
  await expect.poll(() => pictureOf(shown)).not.toBe(before);
  await shown.page.mouse.wheel(0, -350);
  await expect.poll(async () => difference(shown, await pictureOf(shown), before)).toBeLessThan(SAME);
});

for (const [theme, name] of THEMES) {
  test.runIf(hasChromium)(`colours by phase in the theme ${name}`, async () => {
    const shown = await draw(example("linear-regression"), { theme, width: 800 });
    await isDrawn(shown);
    const roles = await shown.page.locator(".legend .entry").allTextContents();
    await shown.page.getByRole("combobox", { name: "What colours stand for" }).selectOption("phase");
    const phases = await shown.page.locator(".legend .entry").allTextContents();
    expect(phases).not.toEqual(roles);
    expect(phases).toContain("forward");
    expect(phases).toContain("feedback");
    await photograph(shown, `network-phases-${name}`);
  });
}

/** Where the drawing is on the page. */
async function drawingPlace({ page }: OpenPage) {
  return (await page.locator(".drawing").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** True if nothing is drawn along the edges of the drawing, and something inside. */
async function hasEmptyBorder(shown: OpenPage): Promise<boolean> {
  const picture = await pictureOf(shown);
  return shown.page.evaluate(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${picture}";
    await image.decode();
    const canvas = document.createElement("canvas");
    const [width, height] = [(canvas.width = image.width), (canvas.height = image.height)];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const isDrawn = (x, y) => data[4 * (y * width + x)] < 235;
    const FRAME = 6;
    let [inside, outside] = [0, 0];
    for (let y = 2; y < height - 2; y++)
      for (let x = 2; x < width - 2; x++) {
        if (!isDrawn(x, y)) continue;
        if (x < FRAME || y < FRAME || x >= width - FRAME || y >= height - FRAME) outside++;
        else inside++;
      }
    return outside === 0 && inside > 500;
  })()`);
}

/** Presses a button that exports, and takes what the page asks the editor to save. */
async function exported(shown: OpenPage, kind: "SVG" | "PNG"): Promise<string> {
  const count = (await savedBy(shown)).length;
  await shown.page.getByRole("button", { name: `Export the drawing as ${kind}` }).click();
  await expect.poll(async () => (await savedBy(shown)).length).toBe(count + 1);
  const { name, content } = (await savedBy(shown))[count] ?? { name: "", content: "" };
  expect(name).toMatch(new RegExp(`-network\\.${kind.toLowerCase()}$`));
  return content;
}

/** Where the names of species are in an exported drawing. */
function namePlaces(svg: string): Readonly<Record<string, string>> {
  const names = svg.matchAll(/<g class="species".*?<text x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)</g);
  return Object.fromEntries([...names].map(([, x, y, name]) => [name, `${x} ${y}`]));
}

/** Photographs an SVG in a page of its own; the result counts what a browser finds in it. */
async function viewSvg({ page }: OpenPage, svg: string, name: string) {
  writeFileSync(path.join(pictures, `${name}.svg`), svg);
  const view = (await page.context().browser()?.newPage()) ?? page;
  await view.setContent(
    `<body style="margin: 0">${svg.replace("<svg ", '<svg style="max-width: 100%; height: auto" ')}`,
  );
  await view.locator("svg").screenshot({ path: path.join(pictures, `${name}-svg.png`) });
  const count = (selector: string): Promise<number> => view.locator(selector).count();
  const found = {
    species: await count("g.species text"),
    reactions: await count("g.reaction rect"),
    arrows: await count('g.product path[fill="#222222"]'),
    catalysts: await count("g.catalyst circle"),
    legend: await view.locator("g.legend text").allTextContents(),
  };
  await view.close();
  return found;
}

const ENZYME = `crn Enzyme {
  species S = 10, E = 1, SE = 0, P = 0, C = 1
  S + E <->{1, 0.5} SE
  SE ->{0.3} E + P
  2 P + C ->{0.1} S + C
}
`;

test.runIf(hasChromium)(
  "the drawing is exported with names as text, arrows, catalysts and a legend",
  async () => {
    const shown = await draw(ENZYME);
    await isDrawn(shown);
    const svg = await exported(shown, "SVG");
    expect(await viewSvg(shown, svg, "network-export")).toEqual({
      species: 5,
      reactions: 4,
      arrows: 6,
      catalysts: 1,
      legend: ["written by hand"],
    });
    expect(svg).toContain("<title>SE ->{0.3} E + P: source".replace(">{", "&gt;{"));
    expect(svg).toMatch(/>2<\/text>/);
    writeFileSync(
      path.join(pictures, "network-export.png"),
      Buffer.from(await exported(shown, "PNG"), "base64"),
    );
  },
);

test.runIf(hasChromium)(
  "exports are on white, leave out what filters hide, and do not depend on the zoom",
  async () => {
    const shown = await draw(example("linear-regression"), { theme: "vscode-dark", width: 1000 });
    await isDrawn(shown);
    const whole = await exported(shown, "SVG");
    const all = await viewSvg(shown, whole, "network-export-learner");
    expect(all.legend).toEqual(await shown.page.locator(".legend .entry").allTextContents());
    await shown.page.locator(".drawing").focus();
    for (const key of ["-", "-", "-", "-", "-", "-", "ArrowRight"]) await shown.page.keyboard.press(key);
    expect(await exported(shown, "SVG")).toBe(whole);
    await shown.page.getByRole("button", { name: "Show the reactions of: feedback" }).click();
    const part = await viewSvg(shown, await exported(shown, "SVG"), "network-export-filtered");
    expect(part.reactions).toBeLessThan(all.reactions);
    expect(part.reactions).toBe(await shown.page.locator(".reactions tbody tr").count());
    const png = Buffer.from(await exported(shown, "PNG"), "base64");
    writeFileSync(path.join(pictures, "network-export-learner.png"), png);
  },
);

test.runIf(hasChromium)("nodes stay where the user has put them until they are laid out again", async () => {
  const shown = await draw(ENZYME);
  await isDrawn(shown);
  const first = namePlaces(await exported(shown, "SVG"));
  await dragNode(shown, /^P: species/, { right: 30, down: 120 });
  const moved = namePlaces(await exported(shown, "SVG"));
  expect(moved).toEqual({ ...first, P: expect.not.stringMatching(new RegExp(`^${first["P"]}$`)) });
  const grown = ENZYME.replace("C = 1", "C = 1, Q = 0").replace("  SE ->", "  P <->{1, 1} Q\n  SE ->");
  await order(shown, grown);
  await isDrawnAnew(shown);
  const svg = await exported(shown, "SVG");
  const { Q, ...others } = namePlaces(svg);
  expect(others).toEqual(moved);
  expect(Q).toBeDefined();
  expect((await viewSvg(shown, svg, "network-kept-places")).reactions).toBe(6);
  await order(shown, ENZYME.replace("0.3", "0.7"));
  await isDrawnAnew(shown);
  expect(namePlaces(await exported(shown, "SVG"))).toEqual(moved);
  await shown.page.evaluate(`document.querySelector("[role=status]").textContent = ""`);
  await shown.page.getByRole("button", { name: "Find new places for all species and reactions" }).click();
  await isDrawnAnew(shown);
  expect(namePlaces(await exported(shown, "SVG"))).toEqual(first);
});

/** Drags what the status line calls so; a picture tells nobody where its nodes are. */
async function dragNode(
  shown: OpenPage,
  description: RegExp,
  { right, down }: { readonly right: number; readonly down: number },
): Promise<void> {
  const { mouse } = shown.page;
  const box = await drawingPlace(shown);
  for (let y = box.y + 20; y < box.y + box.height; y += 20)
    for (let x = box.x + 20; x < box.x + box.width; x += 32) {
      await mouse.move(x, y);
      if (!description.test((await statusOf(shown)) ?? "")) continue;
      await mouse.down();
      await mouse.move(x + right / 2, y + down / 2);
      await mouse.move(x + right, y + down);
      await mouse.up();
      return;
    }
  throw new Error(`No node is described as ${description}.`);
}

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
