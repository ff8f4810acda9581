// Runs test/end-to-end/workbench*.test.ts: the packed extension in a real VS Code workbench, driven through a browser.
// Words after the command choose among the files: `pnpm test:workbench views`.
// The workbench is code-server from npm, set up once in .cache/code-server without compiling anything: install scripts
// are left out, and the one native module that is loaded at the start (argon2) is replaced by one that comes prebuilt.
// Needs Chromium: set CHROMIUM to its program, or install Debian's packages chromium and fonts-dejavu-core.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const CODE_SERVER_VERSION = "4.100.3"; // VS Code 1.100; later versions need Node 22
const ARGON2 = "npm:@node-rs/argon2@2.0.2";

const root = path.dirname(import.meta.dirname);
const workbench = path.join(root, ".cache", "code-server");
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

if (!existsSync(chromium)) {
  console.error(`There is no ${chromium}. Install Debian's chromium and fonts-dejavu-core, or set CHROMIUM.`);
  process.exit(1);
}
if (!isSetUp()) setUp();
const wanted = process.argv.slice(2);
const files = wanted.length === 0 ? [""] : wanted.map((word) => `-${word}`);
const filters = files.map((word) => `test/end-to-end/workbench${word}`);
run(process.execPath, ["packages/vscode-extension/scripts/bundle.mjs"], root);
run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--no-file-parallelism", ...filters], root, {
  NCRN_WORKBENCH: "1",
  CHROMIUM: chromium,
});

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

function run(program, words, cwd, environment = {}) {
  const { status } = spawnSync(program, words, {
    cwd,
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  if (status !== 0) process.exit(status ?? 1);
}
