// The extension without its part for Node: the workbench runs it in a web worker, as editors in browsers do.

import { expect } from "vitest";
import {
  applyQuickFix,
  clickLens,
  eventually,
  goTo,
  linesOf,
  lineWith,
  openFile,
  rename,
  runCommand,
  runEnds,
  tabShown,
  webviewOf,
  workbenchTest,
} from "./workbench-actions.js";

const PARTS = `module Decay(A) {
  A ->{0.5} 0
}
`;

const MAIN = `import { Decay } from "parts"
crn Tank {
  species Water = 2
  use leak = Decay(Water)
  Watr ->{1} 2 Water
}
`;

const FIT = `data points {
  seed: 1
  sample 20 {
    a ~ uniform(0, 1)
    y = 2 * a
  }
}
model Line {
  input x >= 0
  target y
  weight w = 0.5
  state z = 0

  z' = w * x - z

  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Line as Learner {
  phases { forward: 10; feedback: 1 }
  eta: 0.1
}
train Learner on points as fit {
  feed { x: a; y: y }
  epochs: 20
  plot: loss, w
}
`;

workbenchTest(
  "squiggle, completion, hover, quick fix, rename, formatting, views, simulation, training in a browser",
  { files: { "main.ncrn": MAIN, "parts.ncrn": PARTS, "fit.ncrn": FIT }, onlyBrowser: true },
  async ({ page, photograph }) => {
    await page.locator(".squiggly-error").first().waitFor();
    await photograph("30-browser-squiggle");
    expect(await page.locator(".squiggly-error").count()).toBe(1);

    await goTo(page, 5, 7);
    await page.keyboard.press("Control+Space");
    const offers = page.locator(".suggest-widget .monaco-list-row");
    await eventually(() => offers.allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Water/)]),
    );
    await photograph("31-browser-completion");
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-error").waitFor({ state: "detached" });

    await goTo(page, 3, 12);
    await runCommand(page, "Show or Focus Hover");
    await eventually(() =>
      page.locator(".monaco-hover:not(.hidden)", { hasText: "Water" }).first().textContent(),
    ).toMatch(/0[.,]5/);
    await photograph("32-browser-hover");
    await page.keyboard.press("Escape");

    await goTo(page, 5, 8);
    await page.keyboard.press("Backspace");
    await page.locator(".squiggly-error").first().waitFor();
    await applyQuickFix(page, "Wate", "Water");
    await page.locator(".squiggly-error").waitFor({ state: "detached" });
    await photograph("34-browser-fixed");

    await goTo(page, 3, 12);
    await rename(page, "Level");
    await lineWith(page, "species Level = 2");
    await lineWith(page, "use leak = Decay(Level)");
    await lineWith(page, "Level ->{1} 2 Level");
    await goTo(page, 3, 1);
    await page.keyboard.type("    ");
    await lineWith(page, "      species Level");
    await runCommand(page, "Format Document");
    await eventually(() => linesOf(page)).toContain("  species Level = 2");
    await photograph("35-browser-renamed");

    await clickLens(page, /^reactions \(2\)$/);
    await tabShown(page, "Tank (reactions)");
    await lineWith(page, "Level ->{0.5} 0");
    await page.locator('.tab[data-resource-name="main.ncrn"]').click();
    await runCommand(page, "ncrn: Simulate");
    await runEnds(page);
    await photograph("33-browser-simulation");

    await runCommand(page, "File: Save All");
    await runCommand(page, "View: Close All Editors");
    await openFile(page, "fit.ncrn");
    await lineWith(page, "train Learner");
    await runCommand(page, "ncrn: Show the Network as a Picture");
    await eventually(() => webviewOf(page).locator(".status").textContent()).toMatch(/^Click a species/);
    await photograph("36-browser-network");
    await page.locator('.tab[data-resource-name="fit.ncrn"]').click();
    await runCommand(page, "ncrn: Train");
    await runEnds(page);
    await eventually(() => webviewOf(page).locator("h2").allTextContents()).toEqual(["Loss", "Weights"]);
    await photograph("37-browser-training");
  },
);
