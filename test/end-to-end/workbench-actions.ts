// What users do in a workbench, and what they see.

import { mkdirSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { test } from "vitest";
import type { WorkbenchOptions } from "./workbench-session.js";

const root = path.dirname(path.dirname(import.meta.dirname));
const screenshots = path.join(root, ".cache", "workbench");

/** Slow to set up, hence only with NCRN_WORKBENCH=1: `pnpm test:workbench`. */
const isWanted = process.env.NCRN_WORKBENCH === "1";

/** An open workbench in a test. */
export interface Workbench {
  readonly page: Page;
  /** Screenshots go to .cache/workbench. */
  readonly photograph: (name: string) => Promise<Buffer>;
}

/** A test in a workbench of its own; a screenshot is taken when it fails. */
export function workbenchTest(
  name: string,
  options: WorkbenchOptions,
  steps: (workbench: Workbench) => Promise<void>,
): void {
  test.runIf(isWanted)(name, { timeout: 240_000 }, async () => {
    const { openWorkbench } = await import("./workbench-session.js"); // loads the browser driver
    mkdirSync(screenshots, { recursive: true });
    const { page, complaints, close } = await openWorkbench(options);
    const photograph = (picture: string): Promise<Buffer> =>
      page.screenshot({ path: path.join(screenshots, `${picture}.png`) });
    try {
      await steps({ page, photograph });
    } catch (error) {
      await photograph(`failure-${name.replace(/\W+/g, "-").slice(0, 40)}`);
      console.log(complaints.join("\n"));
      throw error;
    } finally {
      await close();
    }
  });
}

/** The lines on the screen, in no particular order; the workbench writes blanks as no-break spaces. */
export async function linesOf(page: Page): Promise<readonly string[]> {
  const lines = await page.locator(".monaco-editor .view-line").allTextContents();
  return lines.map((line) => line.replaceAll("\u00a0", " "));
}

/** Waits for a line that contains this text, in any editor. */
export async function lineWith(page: Page, text: string): Promise<void> {
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "[ \u00a0]"));
  await page.locator(".monaco-editor .view-line", { hasText: pattern }).first().waitFor();
}

/** Runs a command by its title in the palette, which a workbench that is still starting may close again. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator(".quick-input-widget input");
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press("F1");
      await input.fill(`>${title}`, ATTEMPT);
      await row.waitFor(ATTEMPT);
      break;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
      await page.keyboard.press("Escape");
    }
  }
  await page.keyboard.press("Enter");
}

const ATTEMPT = { timeout: 8000 };
const MOST_ATTEMPTS = 4;

/** Picks an item of the list that is open. */
export async function pick(page: Page, text: string): Promise<void> {
  await page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click();
}

/** Opens a file from the explorer; quick open needs a search program that the test installation lacks. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first().click();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator(".editor-group-container .monaco-editor .view-line").first().click();
}

/** Puts the cursor of the active editor at a place, counted from one. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await page.keyboard.press("Control+G");
  await page.locator(".quick-input-widget input").fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
}

/** The page inside the webview that is shown. */
export function webviewOf(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").last().frameLocator("#active-frame");
}

/** Clicks a code lens. */
export async function clickLens(page: Page, text: string | RegExp): Promise<void> {
  await page.locator(".codelens-decoration a", { hasText: text }).first().click();
}

/** A tab by the name on it. */
export async function tabShown(page: Page, name: string): Promise<void> {
  await page.locator(".tab", { hasText: name }).first().waitFor();
}
