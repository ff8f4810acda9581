// What users do in a workbench, and what they see.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { WorkbenchOptions } from "./workbench-session.js";

const root = path.dirname(path.dirname(import.meta.dirname));
const screenshots = path.join(root, ".cache", "workbench");

/** Slow to set up, hence only in `pnpm test:workbench`, which tells where the extension is installed. */
const isWanted = process.env.NCRN_WORKBENCH !== undefined;

/** An open workbench in a test. */
export interface Workbench {
  readonly page: Page;
  /** The folder that is open, on this machine. */
  readonly folder: string;
  /** Screenshots go to .cache/workbench. */
  readonly photograph: (name: string) => Promise<Buffer>;
}

/** A test in a workbench of its own; a screenshot is taken when it fails. */
export function workbenchTest(
  name: string,
  options: WorkbenchOptions,
  steps: (workbench: Workbench) => Promise<void>,
): void {
  test.runIf(isWanted)(name, { timeout: 360_000 }, async () => {
    const { openWorkbench } = await import("./workbench-session.js"); // loads the browser driver
    mkdirSync(screenshots, { recursive: true });
    const { page, folder, complaints, close } = await openWorkbench(options);
    const photograph = (picture: string): Promise<Buffer> =>
      page.screenshot({ path: path.join(screenshots, `${picture}.png`) });
    try {
      await steps({ page, folder, photograph });
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

/** Runs a command by its title in the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await takeFromPalette(page, "F1", `>${title}`, title);
}

/**
 * Takes a row by a click, since a workbench that is still starting may close the palette, and keys would go elsewhere. A busy one
 * may take its time for the rows: it is asked twice before the palette is opened anew.
 */
async function takeFromPalette(page: Page, key: string, typed: string, text: string | RegExp): Promise<void> {
  const input = page.locator(".quick-input-widget input");
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
  for (let attempt = 1; ; attempt++) {
    try {
      if (attempt % 2 === 1 || !(await input.isVisible())) await page.keyboard.press(key);
      await input.fill(typed, ATTEMPT);
      return await row.click(ATTEMPT);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
      if (attempt % 2 === 0) await page.keyboard.press("Escape");
    }
  }
}

const ATTEMPT = { timeout: 8000 };
const MOST_ATTEMPTS = 6;

/** Picks an item of the list that is open. */
export async function pick(page: Page, text: string): Promise<void> {
  await page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click();
}

/**
 * Opens a file from the explorer; quick open would also find files by parts of names. A click may meet another row, since rows
 * move when files appear.
 */
export async function openFile(page: Page, name: string): Promise<void> {
  const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first();
  const tab = page.locator(`.tab.active[data-resource-name="${name}"]`);
  for (let attempt = 1; ; attempt++) {
    try {
      await row.click(ATTEMPT);
      await tab.waitFor(ATTEMPT);
      break;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
  await page.locator(".editor-group-container .monaco-editor .view-line").first().click();
}

/** Puts the cursor of the active editor at a place, counted from one. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await takeFromPalette(page, "Control+G", `:${line}:${column}`, /^Go to line/i);
  await page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
}

/** The page inside the webview that is shown. */
export function webviewOf(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").last().frameLocator("#active-frame");
}

/**
 * Clicks a code lens that opens something. When lenses are told anew while a busy editor draws them, it may forget what those on
 * the screen mean ("Actual command not found"), and nothing happens.
 */
export async function clickLens(page: Page, text: string | RegExp): Promise<void> {
  const before = await tabNames(page);
  for (let attempt = 1; ; attempt++) {
    await page.locator(".codelens-decoration a", { hasText: text }).first().click();
    try {
      return await expect.poll(() => tabNames(page), ATTEMPT).not.toEqual(before);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
      await haveLensesToldAgain(page);
    }
  }
}

/** By a change that is taken back. */
async function haveLensesToldAgain(page: Page): Promise<void> {
  await page.locator(".editor-group-container .monaco-editor .view-line").first().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" ");
  await page.keyboard.press("Control+Z");
}

async function tabNames(page: Page): Promise<readonly (string | null)[]> {
  const tabs = page.locator(".tab[data-resource-name]");
  return tabs.evaluateAll((found) => found.map((tab) => tab.getAttribute("data-resource-name")));
}

/** A tab by the name on it. */
export async function tabShown(page: Page, name: string): Promise<void> {
  await page.locator(".tab", { hasText: name }).first().waitFor();
}

/** Limits of what a busy machine takes its time for. */
const PATIENCE = { timeout: 60_000 };

/** Asks again and again until the answer is as expected. */
export function eventually<Answer>(ask: () => Promise<Answer> | Answer) {
  return expect.poll(ask, PATIENCE);
}

/** Waits until the panel that is shown says that its run is done. */
export async function runEnds(page: Page): Promise<void> {
  await eventually(() => webviewOf(page).locator(".status").textContent()).toMatch(/^Done in /);
}

/** Presses a button that exports, takes the place that the workbench suggests, and reads what is written there. */
export async function exported(
  { page, folder }: Pick<Workbench, "page" | "folder">,
  button: Locator,
  suggestion: RegExp,
): Promise<Buffer> {
  const input = page.locator(".quick-input-widget input");
  await button.click();
  await eventually(() => input.inputValue()).toMatch(suggestion);
  const file = await input.inputValue();
  expect(path.dirname(file)).toBe(folder);
  await input.press("Enter");
  await eventually(() => existsSync(file) && readFileSync(file).length > 0).toBe(true);
  await input.waitFor({ state: "hidden" });
  return readFileSync(file);
}

/** The texts of the problems view, below the line that names the file. */
export async function problems(page: Page): Promise<readonly string[]> {
  await runCommand(page, "Problems: Focus on Problems View");
  const rows = page.locator(".markers-panel .monaco-list-row");
  await rows.nth(1).waitFor();
  return (await rows.allTextContents()).slice(1);
}

/** Takes the first repair that is offered for a piece of text, by a part of its title. */
export async function applyQuickFix(page: Page, text: string, repair: string): Promise<void> {
  await page.locator(".view-line span span", { hasText: text }).last().click();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: repair }).first().waitFor();
  await page.keyboard.press("Enter");
}

/** Gives the name at the cursor another one. */
export async function rename(page: Page, name: string): Promise<void> {
  await page.keyboard.press("F2");
  await page.locator(".rename-box input").fill(name);
  await page.keyboard.press("Enter");
}
