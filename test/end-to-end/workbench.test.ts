// The packed extension in a real VS Code workbench, in restricted mode: while a model is written.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import {
  applyQuickFix,
  clickLens,
  eventually,
  goTo,
  linesOf,
  lineWith,
  problems,
  rename,
  runCommand,
  runEnds,
  workbenchTest,
} from "./workbench-actions.js";

if (process.env.NCRN_WORKBENCH === undefined)
  console.log(
    "The workbench tests are left out: `pnpm test:workbench` sets up what they need and runs them.",
  );

/** One name misspelt (`ES` for `SE`), and spaced as nobody should. */
const MODEL = `/// Michaelis and Menten's enzyme.
crn Enzyme {
  species S=10, E = 1, SE = 0, P = 0
  rate bind = 1.0, unbind = 0.5, convert = 0.3

  S + E <->{bind,unbind} SE
    ES ->{convert}   E + P
}
`;

workbenchTest(
  "colours, a squiggle, completion, quick fix, hover, rename, formatting, a run in restricted mode",
  { files: { "enzyme.ncrn": MODEL } },
  async ({ page, photograph }) => {
    await page.locator(".squiggly-error").first().waitFor();
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
    await photograph("1-squiggle");
    expect(await page.locator(".squiggly-error").count()).toBe(1);
    expect(await problems(page)).toEqual([expect.stringMatching(/`ES`.*Did you mean `SE`\?.*unknown-name/s)]);
    await photograph("2-problems");

    const colours = await Promise.all(["species", "E", "10", "->"].map((text) => colourOf(page, text)));
    expect(colours).not.toContain(null);
    expect(new Set(colours).size).toBe(4);

    await applyQuickFix(page, "ES", "SE");
    await page.locator(".squiggly-error").waitFor({ state: "detached" });
    await photograph("3-fixed");
    expect(await linesOf(page)).toContain("    SE ->{convert}   E + P");

    await goTo(page, 6, 7);
    await page.keyboard.press("Control+Space");
    const offers = page.locator(".suggest-widget .monaco-list-row");
    await offers.first().waitFor();
    await eventually(() => offers.allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^SE/)]),
    );
    await photograph("4-completion");
    await page.keyboard.press("Escape");

    await goTo(page, 6, 3);
    await runCommand(page, "Show or Focus Hover");
    const hover = page.locator(".monaco-hover:not(.hidden)", { hasText: "S" }).first();
    await eventually(() => hover.textContent()).toMatch(/bind/);
    await photograph("5-hover");
    await page.keyboard.press("Escape");

    await goTo(page, 7, 5);
    await rename(page, "Complex");
    await lineWith(page, "<->{bind,unbind} Complex");
    await lineWith(page, "Complex = 0");
    await photograph("6-renamed");

    await runCommand(page, "Format Document");
    await page.locator(".view-line", { hasText: /species\sS\s=\s10,/ }).waitFor();
    expect(await linesOf(page)).toContain("  Complex ->{convert} E + P");
    await page.locator(".markers-panel", { hasText: "No problems have been detected" }).waitFor();
    await photograph("7-formatted");

    await clickLens(page, /^simulate$/);
    await runEnds(page);
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
    await photograph("9-restricted-simulation");

    await runCommand(page, "Developer: Show Running Extensions");
    const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "ncrn" }).first();
    await eventually(() => row.textContent()).toMatch(/Activation: \d+ms/);
    const [, milliseconds] = /Activation: (\d+)ms/.exec((await row.textContent()) ?? "") ?? [];
    console.log(`activation in the workbench: ${milliseconds} ms`);
    await photograph("8-running");
  },
);

/** The class by which the editor colours the first piece of text that is exactly this. */
function colourOf(page: Page, text: string): Promise<string | null> {
  const piece = page.locator(".view-line span span", { hasText: new RegExp(`^\\s*${text}\\s*$`) });
  return piece.first().getAttribute("class");
}
