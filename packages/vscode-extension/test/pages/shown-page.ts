// What tests of pages share: the page that a test opens, its status and pictures of it, which go to .cache/pages.

import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterEach, expect } from "vitest";
import type { PanelPage } from "../../src/panels/panel-page.js";
import { type OpenPage, openPage, type PageLook } from "./open-page.js";

export const root = path.join(import.meta.dirname, "..", "..", "..", "..");
export const pictures = path.join(root, ".cache", "pages");

/** The address of the model that pages show. */
export const MAIN = "file:///models/main.ncrn";

export const RUN_PAGE: PanelPage = {
  title: "Run",
  script: "dist/run-page.js",
  workers: { worker: "dist/model-worker.js" },
};

/**
 * Opens pages of a panel and waits until they are ready, at most one a test. Each is closed after its test, which fails if
 * anything went wrong in the page.
 */
export function pageOpener(panel: PanelPage): (look: PageLook) => Promise<OpenPage> {
  let open: OpenPage | undefined;
  afterEach(async () => {
    const faults = open?.faults ?? [];
    await open?.close();
    open = undefined;
    expect(faults).toEqual([]);
  });
  return async (look) => {
    mkdirSync(pictures, { recursive: true });
    const shown = await openPage(panel, look);
    open = shown;
    await expect.poll(async () => (await shown.told())[0]).toEqual({ kind: "ready" });
    return shown;
  };
}

export function statusOf({ page }: OpenPage): Promise<string | null> {
  return page.locator(".status").textContent();
}

/** Waits until what the run panel runs has come to its end. */
export function isDone(shown: OpenPage): Promise<void> {
  return expect.poll(() => statusOf(shown), { timeout: 30_000 }).toMatch(/^Done in /);
}

/** Also of what does not fit in the window. */
export function photograph({ page }: OpenPage, name: string): Promise<Buffer> {
  return page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}
