// The extension without its part for Node: the workbench runs it in a web worker, as editors in browsers do.

import { expect } from "vitest";
import {
  clickLens,
  goTo,
  lineWith,
  runCommand,
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

workbenchTest(
  "squiggle, completion, hover, view and simulation in a browser",
  { files: { "main.ncrn": MAIN, "parts.ncrn": PARTS }, onlyBrowser: true },
  async ({ page, photograph }) => {
    await page.locator(".squiggly-error").first().waitFor();
    await photograph("30-browser-squiggle");
    expect(await page.locator(".squiggly-error").count()).toBe(1);

    await goTo(page, 5, 7);
    await page.keyboard.press("Control+Space");
    const offers = page.locator(".suggest-widget .monaco-list-row");
    await expect
      .poll(() => offers.allTextContents())
      .toEqual(expect.arrayContaining([expect.stringMatching(/^Water/)]));
    await photograph("31-browser-completion");
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-error").waitFor({ state: "detached" });

    await goTo(page, 3, 12);
    await runCommand(page, "Show or Focus Hover");
    await expect
      .poll(() => page.locator(".monaco-hover:not(.hidden)", { hasText: "Water" }).first().textContent())
      .toMatch(/0[.,]5/);
    await photograph("32-browser-hover");
    await page.keyboard.press("Escape");

    await clickLens(page, /^reactions \(2\)$/);
    await tabShown(page, "Tank (reactions)");
    await lineWith(page, "Water ->{0.5} 0");
    await page.locator('.tab[data-resource-name="main.ncrn"]').click();
    await runCommand(page, "ncrn: Simulate");
    await expect
      .poll(() => webviewOf(page).locator(".status").textContent(), { timeout: 60_000 })
      .toMatch(/^Done in /);
    await photograph("33-browser-simulation");
  },
);
