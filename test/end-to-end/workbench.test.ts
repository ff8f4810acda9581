// The packed extension in a real VS Code workbench. Slow to set up, hence only with NCRN_WORKBENCH=1: `pnpm test:workbench`.

import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";

const root = path.dirname(path.dirname(import.meta.dirname));
const screenshots = path.join(root, ".cache", "workbench");
const isWanted = process.env.NCRN_WORKBENCH === "1";
if (!isWanted)
  console.log("The workbench test is left out: `pnpm test:workbench` sets up what it needs and runs it.");

/** One name misspelt (`ES` for `SE`), and spaced as nobody should. */
const MODEL = `/// Michaelis and Menten's enzyme.
crn Enzyme {
  species S=10, E = 1, SE = 0, P = 0
  rate bind = 1.0, unbind = 0.5, convert = 0.3

  S + E <->{bind,unbind} SE
    ES ->{convert}   E + P
}
`;

test.runIf(isWanted)(
  "colours, one squiggle for one mistake, its quick fix, formatting",
  { timeout: 180_000 },
  async () => {
    const { openWorkbench } = await import("./workbench-session.js"); // loads the browser driver
    mkdirSync(screenshots, { recursive: true });
    const { page, close } = await openWorkbench({
      codeServer: path.join(root, ".cache", "code-server"),
      extension: path.join(root, "packages", "vscode-extension", "dist", "ncrn.vsix"),
      chromium: process.env.CHROMIUM ?? "/usr/bin/chromium",
      files: { "enzyme.ncrn": MODEL },
    });
    const photograph = (name: string): Promise<Buffer> =>
      page.screenshot({ path: path.join(screenshots, `${name}.png`) });
    try {
      await page.locator(".squiggly-error").first().waitFor();
      await photograph("1-squiggle");
      expect(await page.locator(".squiggly-error").count()).toBe(1);
      expect(await problems(page)).toEqual([
        expect.stringMatching(/`ES`.*Did you mean `SE`\?.*unknown-name/s),
      ]);
      await photograph("2-problems");

      const colours = await Promise.all(["species", "E", "10", "->"].map((text) => colourOf(page, text)));
      expect(colours).not.toContain(null);
      expect(new Set(colours).size).toBe(4);

      await applyQuickFix(page, "ES");
      await page.locator(".squiggly-error").waitFor({ state: "detached" });
      await photograph("3-fixed");
      expect(await linesOf(page)).toContain("    SE ->{convert}   E + P");

      await runCommand(page, "Format Document");
      await page.locator(".view-line", { hasText: /species\sS\s=\s10,/ }).waitFor();
      expect(await linesOf(page)).toContain("  SE ->{convert} E + P");
      await page.locator(".markers-panel", { hasText: "No problems have been detected" }).waitFor();
      await photograph("4-formatted");
    } catch (error) {
      await photograph("failure");
      throw error;
    } finally {
      await close();
    }
  },
);

/** The lines on the screen, in no particular order; the workbench writes blanks as no-break spaces. */
async function linesOf(page: Page): Promise<readonly string[]> {
  const lines = await page.locator(".monaco-editor .view-line").allTextContents();
  return lines.map((line) => line.replaceAll("\u00a0", " "));
}

/** The class by which the editor colours the first piece of text that is exactly this. */
function colourOf(page: Page, text: string): Promise<string | null> {
  const piece = page.locator(".view-line span span", { hasText: new RegExp(`^\\s*${text}\\s*$`) });
  return piece.first().getAttribute("class");
}

/** The texts of the problems view, below the line that names the file. */
async function problems(page: Page): Promise<readonly string[]> {
  await runCommand(page, "Problems: Focus on Problems View");
  const rows = page.locator(".markers-panel .monaco-list-row");
  await rows.nth(1).waitFor();
  return (await rows.allTextContents()).slice(1);
}

async function applyQuickFix(page: Page, text: string): Promise<void> {
  await page.locator(".view-line span span", { hasText: text }).last().click();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: "SE" }).first().waitFor();
  await page.keyboard.press("Enter");
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").waitFor();
  await page.keyboard.type(title);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}
