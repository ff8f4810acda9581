// A page of the extension in a real browser, outside the editor: the same HTML with the same policy, and a stand-in for
// the editor that answers the page and remembers what it has said.

import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { htmlOfPage, type PanelPage } from "../../src/panels/panel-page.js";

const extension = path.dirname(path.dirname(import.meta.dirname));

/** The browser that tests use; pages are not tested where there is none, unless it is demanded. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const hasChromium = process.env.NCRN_REQUIRE_CHROMIUM === "1" || existsSync(CHROMIUM);

/** How the page is shown. */
export interface PageLook {
  readonly theme:
    | "vscode-light"
    | "vscode-dark"
    | "vscode-high-contrast"
    | "vscode-high-contrast vscode-high-contrast-light";
  readonly width?: number;
}

/** All themes, with a name for pictures. */
export const THEMES: readonly (readonly [PageLook["theme"], string])[] = [
  ["vscode-light", "light"],
  ["vscode-dark", "dark"],
  ["vscode-high-contrast", "high-contrast"],
  ["vscode-high-contrast vscode-high-contrast-light", "high-contrast-light"],
];

/** What a page has asked the editor to save. */
export interface SavedFile {
  readonly name: string;
  readonly content: string;
}

/** A page that is open, and what it has told the editor. */
export interface OpenPage {
  readonly page: Page;
  readonly send: (order: unknown) => Promise<void>;
  readonly told: () => Promise<readonly Record<string, unknown>[]>;
  /** What went wrong in the page: exceptions, whatever the policy has forbidden, and lines that were not drawn. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

const COLOURS: Readonly<Record<string, string>> = {
  "vscode-light":
    "--vscode-editor-foreground:#222;--vscode-editor-background:#fff;--vscode-button-background:#0067c0;--vscode-button-foreground:#fff;--vscode-button-secondaryBackground:#e5e5e5;--vscode-textLink-foreground:#0067c0;--vscode-errorForeground:#a1260d;--vscode-focusBorder:#0067c0",
  "vscode-dark":
    "--vscode-editor-foreground:#ddd;--vscode-editor-background:#1e1e1e;--vscode-button-background:#0e639c;--vscode-button-foreground:#fff;--vscode-button-secondaryBackground:#3a3d41;--vscode-textLink-foreground:#4daafc;--vscode-errorForeground:#f48771;--vscode-focusBorder:#007fd4",
  "vscode-high-contrast":
    "--vscode-editor-foreground:#fff;--vscode-editor-background:#000;--vscode-contrastBorder:#6fc3df;--vscode-focusBorder:#f38518;--vscode-textLink-foreground:#21a6ff;--vscode-errorForeground:#f48771",
  "vscode-high-contrast vscode-high-contrast-light":
    "--vscode-editor-foreground:#292929;--vscode-editor-background:#fff;--vscode-contrastBorder:#0f4a85;--vscode-focusBorder:#006bbd;--vscode-textLink-foreground:#0f4a85;--vscode-errorForeground:#b5200d",
};

/** Opens a page. Styles of the editor are given as attributes, as the editor does. */
export async function openPage(panel: PanelPage, { theme, width = 760 }: PageLook): Promise<OpenPage> {
  const server = await serveExtension(panel);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { chromium } = await import("playwright-core");
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const faults: string[] = [];
  page.on("pageerror", (error) => void faults.push(String(error)));
  page.on("console", (message) => {
    // The library that draws networks leaves lines out with a warning.
    if (message.type() === "error" || /invalid endpoints/.test(message.text())) faults.push(message.text());
  });
  await page.addInitScript({ content: editorStandIn(theme) });
  await page.goto(address);
  return {
    page,
    faults,
    send: (order) => page.evaluate(`window.postMessage(${JSON.stringify(order)}, "*")`),
    told: () => page.evaluate("window.told"),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** A script that runs before those of the page. */
function editorStandIn(theme: PageLook["theme"]): string {
  return `
    window.told = [];
    window.acquireVsCodeApi = () => ({
      postMessage: (news) => window.told.push(structuredClone(news)),
      setState: () => {},
      getState: () => undefined,
    });
    document.addEventListener("DOMContentLoaded", () => {
      document.documentElement.setAttribute("style", ${JSON.stringify(COLOURS[theme])});
      document.body.className = ${JSON.stringify(theme)};
    });
  `;
}

async function serveExtension(panel: PanelPage): Promise<Server> {
  const server = createServer(({ url = "/" }, response) => {
    if (url === "/favicon.ico") return void response.writeHead(204).end();
    if (url === "/") {
      const html = htmlOfPage(panel, { address: (file) => `/${file}`, contentSource: "'self'" });
      return void response.setHeader("content-type", "text/html").end(html);
    }
    response.setHeader("content-type", "text/javascript");
    response.end(readFileSync(path.join(extension, url)));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** The files that a page has asked the editor to save, oldest first. */
export async function savedBy({ told }: OpenPage): Promise<readonly SavedFile[]> {
  return (await told()).filter(({ kind }) => kind === "save").map(({ file }) => file as SavedFile);
}

/** The user chooses another theme while the page is open. */
export async function changeTheme({ page }: OpenPage, theme: PageLook["theme"]): Promise<void> {
  await page.evaluate(
    `document.documentElement.setAttribute("style", ${JSON.stringify(COLOURS[theme])});
    document.body.className = ${JSON.stringify(theme)};`,
  );
}

const NAME_OF_FOCUS = `(({ activeElement: element, body }) =>
  element === null || element === body ? null : (element.getAttribute("aria-label") ?? element.textContent ?? "")
)(document)`;

/** What a screen reader calls the elements that Tab goes to, until it comes to the end of the page. */
export async function reachedByTab(page: Page, most: number): Promise<readonly string[]> {
  const names: string[] = [];
  for (let count = 0; count < most; count++) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate<string | null>(NAME_OF_FOCUS);
    if (name === null) break;
    names.push(name.trim());
  }
  return names;
}
