// Runs test/end-to-end/workbench*.test.ts: the packed extension in a real VS Code workbench, driven through a browser.
// Words after the command choose among the files: `pnpm test:workbench views`. `--repeat 20` runs them so often and tells at
// the end how many runs passed. Screenshots of the last run are kept in .cache/workbench, those of one that failed beside it.
// The workbench is code-server from npm, set up once in .cache/code-server without compiling anything: install scripts
// are left out, and the native modules that the tests need (argon2 at the start, node-pty for terminals, in which tasks run)
// are replaced by ones that come prebuilt.
// Tasks call the command line, which `pnpm build` makes.
// Needs Chromium: set CHROMIUM to its program, or install Debian's packages chromium and fonts-dejavu-core.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { packExtension } from "../packages/vscode-extension/scripts/pack-extension.mjs";
import { scriptArguments, wholeNumber } from "./script-arguments.mjs";

const CODE_SERVER_VERSION = "4.100.3"; // VS Code 1.100; later versions need Node 22
const ARGON2 = "npm:@node-rs/argon2@2.0.2";
const NODE_PTY = "npm:@lydell/node-pty@1.1.0";

const USAGE = `Usage: node scripts/test-workbench.mjs [--repeat COUNT] [WORD …]

Runs test/end-to-end/workbench*.test.ts in a VS Code workbench. WORD chooses among the files:
"views" runs workbench-views.test.ts. Needs Chromium; CHROMIUM names its program.

  --repeat COUNT  runs them so often and tells how many runs passed (1)
  -h, --help      prints this text`;

const root = path.dirname(import.meta.dirname);
const workbench = path.join(root, ".cache", "code-server");
const pictures = path.join(root, ".cache", "workbench");
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

const { times, words } = scriptArguments(USAGE, {
  options: { repeat: { type: "string", default: "1" } },
  mostPositionals: Infinity,
  read: ({ values, positionals }) => ({
    times: wholeNumber(values.repeat, "--repeat"),
    words: positionals,
  }),
});
if (!existsSync(chromium)) {
  console.error(`There is no ${chromium}. Install Debian's chromium and fonts-dejavu-core, or set CHROMIUM.`);
  process.exit(1);
}
if (!isSetUp()) setUp();
provideSearch();
provideTerminals();
const files = words.length === 0 ? [""] : words.map((word) => `-${word}`);
const filters = files.map((word) => `test/end-to-end/workbench${word}`);
run(process.execPath, ["packages/vscode-extension/scripts/bundle.mjs"], root);
const extensions = mkdtempSync(path.join(tmpdir(), "ncrn-extensions-"));
process.once("exit", () => rmSync(extensions, { recursive: true, force: true }));
await install("node", {});
await install("browser", { onlyBrowser: true });
let failures = 0;
for (let time = 1; time <= times; time++) {
  if (times > 1) console.log(`Run ${time} of ${times}`);
  if (runTests()) continue;
  failures++;
  if (times > 1 && existsSync(pictures)) renameSync(pictures, `${pictures}-failed-${time}`);
}
if (times > 1) console.log(`${times - failures} of ${times} runs passed.`);
if (failures > 0) process.exitCode = 1;

function runTests() {
  rmSync(pictures, { recursive: true, force: true });
  const words = ["node_modules/vitest/vitest.mjs", "run", "--no-file-parallelism", ...filters];
  const env = { ...process.env, NCRN_WORKBENCH: extensions, CHROMIUM: chromium };
  return spawnSync(process.execPath, words, { cwd: root, stdio: "inherit", env }).status === 0;
}

/** Packs the extension and installs it into a folder of its own; the tests share it. */
async function install(folder, options) {
  const packed = path.join(extensions, `${folder}.vsix`);
  await packExtension(packed, options);
  const words = ["--install-extension", packed, "--extensions-dir", path.join(extensions, folder)];
  const entry = path.join(workbench, "node_modules", "code-server", "out", "node", "entry.js");
  const all = [entry, "--user-data-dir", path.join(extensions, "data"), ...words];
  const { status, stderr } = spawnSync(process.execPath, all, { cwd: workbench, encoding: "utf8" });
  if (status === 0) return;
  console.error(stderr);
  process.exit(1);
}

/** VS Code asks a program to list files, which the packages of npm lack; this one lists them all, whatever it is asked. */
function provideSearch() {
  const vscode = path.join(workbench, "node_modules", "code-server", "lib", "vscode");
  const folder = path.join(vscode, "node_modules", "@vscode", "ripgrep", "bin");
  mkdirSync(folder, { recursive: true });
  const listing = "#!/bin/sh\nfind . -type f | sed 's|^\\./||'\n";
  writeFileSync(path.join(folder, "rg"), listing, { mode: 0o755 });
}

/** In a folder of its own, to which that of the workbench leads. */
function provideTerminals() {
  const folder = path.join(workbench, "terminals");
  const installed = path.join(folder, "node_modules", "node-pty");
  if (!existsSync(installed)) {
    mkdirSync(folder, { recursive: true });
    const manifest = { private: true, dependencies: { "node-pty": NODE_PTY } };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
    npmInstall(folder);
  }
  const used = path.join(
    workbench,
    "node_modules",
    "code-server",
    "lib",
    "vscode",
    "node_modules",
    "node-pty",
  );
  rmSync(used, { recursive: true, force: true });
  symlinkSync(installed, used);
}

function isSetUp() {
  const marker = path.join(workbench, "version.txt");
  return existsSync(marker) && readFileSync(marker, "utf8") === CODE_SERVER_VERSION;
}

function setUp() {
  console.log(`Setting up code-server ${CODE_SERVER_VERSION} in ${path.relative(root, workbench)} (once).`);
  rmSync(workbench, { recursive: true, force: true });
  mkdirSync(workbench, { recursive: true });
  const manifest = {
    private: true,
    dependencies: { "code-server": CODE_SERVER_VERSION },
    overrides: { argon2: ARGON2 },
  };
  writeFileSync(path.join(workbench, "package.json"), JSON.stringify(manifest));
  const vscode = path.join(workbench, "node_modules", "code-server", "lib", "vscode");
  npmInstall(workbench);
  npmInstall(vscode, "--omit=dev");
  symlinkSync("node_modules", path.join(vscode, "node_modules.asar"));
  npmInstall(path.join(vscode, "extensions"), "--omit=dev");
  writeFileSync(path.join(workbench, "version.txt"), CODE_SERVER_VERSION);
}

function npmInstall(folder, ...flags) {
  run(
    "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...flags],
    folder,
  );
}

function run(program, words, cwd) {
  const { status } = spawnSync(program, words, { cwd, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
