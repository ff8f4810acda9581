// A VS Code workbench in a browser: code-server with the packed extension, everything it writes in one scratch folder.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

/** What is opened. */
export interface WorkbenchOptions {
  /** Files of the folder that the workbench opens; the first one is shown. */
  readonly files: Readonly<Record<string, string>>;
  /** Without its part for Node, the extension runs in the browser. */
  readonly onlyBrowser?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A running workbench. */
export interface WorkbenchSession {
  readonly page: Page;
  /** The folder that is open, on this machine. */
  readonly folder: string;
  /** What the workbench has complained about. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

const root = path.dirname(path.dirname(import.meta.dirname));
const codeServer = path.join(root, ".cache", "code-server");
const chromiumProgram = process.env.CHROMIUM ?? "/usr/bin/chromium";
const PATIENCE_MILLISECONDS = 45_000;

/** Of code-server without its native modules. */
const OWN_COMPLAINTS = /watchdog|bindings file|Failed to load resource/;

/** Restricted mode is on: this is how a downloaded model is opened for the first time. */
const SETTINGS = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "files.autoSave": "off", // as on a desktop
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Starts server and browser with the extension, and opens the first file. */
export async function openWorkbench(options: WorkbenchOptions): Promise<WorkbenchSession> {
  const scratch = mkdtempSync(path.join(tmpdir(), "ncrn-workbench-"));
  const folder = writeWorkspace(scratch, options);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = startCodeServer(scratch, extensionsFor(options), [
    ...["--bind-addr", `127.0.0.1:${port}`, "--auth", "none"],
    ...["--disable-telemetry", "--disable-update-check"],
  ]);
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    server.kill("SIGTERM");
    await new Promise((resolve) => void server.once("exit", resolve));
    // Processes of the server may still be writing.
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  };
  try {
    await answering(`${address}/healthz`);
    browser = await startBrowser(chromiumProgram);
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    const complaints: string[] = [];
    page.on("console", (message) => {
      const [first = ""] = message.text().split("\n");
      if (message.type() === "error" && !OWN_COMPLAINTS.test(first)) complaints.push(first);
    });
    const [shown = ""] = Object.keys(options.files);
    await page.goto(addressOfFile(address, folder, shown));
    await page.locator(`.tab[data-resource-name="${shown}"]`).waitFor();
    return { page, folder, complaints, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function writeWorkspace(scratch: string, { files, settings: own = {} }: WorkbenchOptions): string {
  const user = path.join(scratch, "data", "User");
  const machine = path.join(scratch, "data", "Machine");
  const folder = path.join(scratch, "workspace");
  for (const needed of [user, machine, folder, path.join(scratch, "home")])
    mkdirSync(needed, { recursive: true });
  writeFileSync(path.join(user, "settings.json"), JSON.stringify({ ...SETTINGS, ...own }));
  writeFileSync(path.join(machine, "settings.json"), JSON.stringify(own)); // those of a machine count only here
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Where scripts/test-workbench.mjs has installed the extension, once for all tests. */
function extensionsFor({ onlyBrowser = false }: WorkbenchOptions): string {
  return path.join(process.env.NCRN_WORKBENCH ?? "", onlyBrowser ? "browser" : "node");
}

function startCodeServer(scratch: string, extensions: string, words: readonly string[]): ChildProcess {
  const home = path.join(scratch, "home");
  const folders = ["--user-data-dir", path.join(scratch, "data"), "--extensions-dir", extensions];
  const entry = path.join(codeServer, "node_modules", "code-server", "out", "node", "entry.js");
  return spawn(process.execPath, [entry, ...folders, ...words], {
    cwd: codeServer,
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    stdio: ["ignore", "ignore", "ignore"],
  });
}

function startBrowser(executablePath: string): Promise<Browser> {
  const switches = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"];
  const quiet = ["disable-background-networking", "disable-component-update"];
  const args = [...switches, ...quiet].map((name) => `--${name}`);
  return chromium.launch({ executablePath, headless: true, args });
}

/** The address carries the file to open, so that no test has to click through the explorer. */
function addressOfFile(address: string, folder: string, file: string): string {
  const remote = address.replace("http", "vscode-remote");
  const payload = JSON.stringify([["openFile", `${remote}${folder}/${file}`]]);
  return `${address}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => void setTimeout(resolve, 200));
  }
  throw new Error(`${address} does not answer.`);
}
