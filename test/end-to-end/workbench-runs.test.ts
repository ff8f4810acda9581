// Panels in a real VS Code workbench: a network, from which one gets to the source, and a training that is watched.

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import {
  clickLens,
  eventually,
  exported,
  runCommand,
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
`;

/** It learns so slowly that the boundary still moves when the test is over. */
const FIT = `data points {
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
  phases { forward: 10; feedback: 1 }
  eta: 0.00003
}
train Learner on points as fit {
  feed { x: [a, b, 1]; y: y }
  epochs: 1000000
  plot: loss, w, boundary(a, b)
}
`;

workbenchTest("a network", { files: { "orbit.ncrn": ORBIT } }, async ({ page, folder, photograph }) => {
  await page.locator(".codelens-decoration a", { hasText: "simulate" }).first().waitFor();
  await runCommand(page, "ncrn: Show the Network as a Picture");
  const network = webviewOf(page);
  await eventually(() => network.locator(".status").textContent()).toMatch(/^Click a species/);
  await photograph("21-network");

  await clickNode(page, /^Prey: species, starts at 10/);
  await selectionShown(page, "Ln 2, Col 15 (4 selected)");
  await photograph("50-from-picture-to-source");
  await network.locator("summary", { hasText: "Reactions as a list" }).press("Enter");
  await network.getByRole("link", { name: "Pred ->{death} 0" }).press("Enter");
  await selectionShown(page, "Ln 6, Col 19 (16 selected)");
  await photograph("51-from-list-to-source");
  const picture = network.getByRole("button", { name: "Export the drawing as PNG" });
  const drawing = await exported({ page, folder }, picture, /lotka-?volterra.*\.png$/i);
  expect(drawing.subarray(1, 4).toString()).toBe("PNG");
  expect(drawing.length).toBeGreaterThan(5000);

  const vector = network.getByRole("button", { name: "Export the drawing as SVG" });
  const shapes = (await exported({ page, folder }, vector, /lotka-?volterra.*\.svg$/i)).toString();
  for (const name of ["Prey", "Pred"]) expect(shapes).toContain(`>${name}</text>`);
});

workbenchTest("a training", { files: { "fit.ncrn": FIT } }, async ({ page, folder, photograph }) => {
  await clickLens(page, /^train$/);
  const training = webviewOf(page);
  const status = training.locator(".status");
  const boundary = training.locator(".boundary canvas");
  await eventually(() => status.textContent()).toMatch(/epoch/i);
  await boundary.waitFor();
  const statusBefore = await status.textContent();
  let epoch = await lastEpochDrawn(page);
  await photograph("22-training-live");
  for (let time = 0; time < 2; time++) {
    await eventually(() => lastEpochDrawn(page)).toBeGreaterThan(epoch);
    epoch = await lastEpochDrawn(page);
  }
  expect(await status.textContent()).toMatch(/epoch/i);
  expect(await status.textContent()).not.toBe(statusBefore);
  await boundary.scrollIntoViewIfNeeded();
  await photograph("23-boundary-live");
  const before = await drawnIn(boundary);
  await eventually(() => drawnIn(boundary)).not.toBe(before);
  const vectorMap = training.getByRole("button", { name: "Export the decision boundary as SVG" });
  const map = (await exported({ page, folder }, vectorMap, /fit-boundary\.svg$/)).toString();
  expect(map.match(/<circle /g)).toHaveLength(30 + 1); // three quarters of the data, and the legend
  for (const text of ["a", "b", "training", "validation"]) expect(map).toContain(`>${text}</text>`);
  expect(await status.textContent()).toMatch(/epoch/i); // it goes on
  await runCommand(page, "ncrn: Cancel Simulations, Scans and Trainings");
  await eventually(() => status.textContent()).toMatch(/^Cancelled/);
  expect(await training.locator("h2").allTextContents()).toEqual(["Loss", "Weights", "Decision boundary"]);
  expect(await training.locator('[aria-label="Weights"] .u-legend .u-label').allTextContents()).toEqual([
    "epoch",
    "w[1]",
    "w[2]",
    "w[3]",
  ]);
  await photograph("27-training-cancelled");
  const pictureOfMap = training.getByRole("button", { name: "Export the decision boundary as PNG" });
  const points = await exported({ page, folder }, pictureOfMap, /fit-boundary\.png$/);
  expect(points.subarray(1, 4).toString()).toBe("PNG");
  expect(points.length).toBeGreaterThan(10_000);
});

/** A number that is another one for another picture on a canvas; pictures themselves are much to be asked for often. */
function drawnIn(canvas: Locator): Promise<number> {
  return canvas.evaluate((drawn) => {
    const picture = (drawn as unknown as { readonly toDataURL: () => string }).toDataURL();
    let digest = 0;
    for (let at = 0; at < picture.length; at++) digest = (31 * digest + picture.charCodeAt(at)) | 0;
    return digest;
  });
}

/** Clicks what the status line calls so while the pointer is on it; a picture tells nobody where its nodes are. */
async function clickNode(page: Page, description: RegExp): Promise<void> {
  const network = webviewOf(page);
  const box = await network.locator(".drawing").boundingBox();
  const { x: left = 0, y: top = 0, width = 0, height = 0 } = box ?? {};
  for (let y = top + STEP_PIXELS; y < top + height; y += STEP_PIXELS)
    for (let x = left + STEP_PIXELS; x < left + width; x += STEP_PIXELS) {
      await page.mouse.move(x, y);
      const text = await network.locator(".status").textContent();
      if (!description.test(text ?? "")) continue;
      await page.mouse.move(x + 1, y + 1); // what is said of the node may have moved the drawing
      if (description.test((await network.locator(".status").textContent()) ?? ""))
        return page.mouse.click(x + 1, y + 1);
    }
  throw new Error(`No node is described as ${description}.`);
}

/** Nodes are larger. */
const STEP_PIXELS = 32;

async function selectionShown(page: Page, text: string): Promise<void> {
  await page.locator(".statusbar-item", { hasText: text }).waitFor();
}

/** Where the line of the loss ends, as its chart tells those who use the keyboard. */
async function lastEpochDrawn(page: Page): Promise<number> {
  const chart = webviewOf(page).locator("section[aria-label='Loss']");
  await chart.locator(".canvas").press("End");
  const read = (await chart.locator("[aria-live]").textContent()) ?? "";
  return Number(/^epoch (\S+), training \S+/.exec(read)?.[1]);
}
