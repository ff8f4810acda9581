// Runs pnpm commands on a machine that may have nothing but Node and npm:
//
//   node scripts/pnpm.mjs install --frozen-lockfile + run build + run test:all
//
// A lone "+" separates commands; the first that fails ends the run with its exit code. Which pnpm: the one that
// started this script, else one of version 10 or newer on PATH, else the version pinned in package.json, through npx.
// This file keeps to old syntax, so that an old Node reaches the sentence below instead of a syntax error.
import { spawnSync } from "child_process";
import { readFileSync } from "fs";
import path from "path";
import { fileURLToPath } from "url";

const OLDEST_NODE = [20, 19];
const OLDEST_PNPM = 10;
const STARTED_BY_NPX = "NCRN_PNPM_FROM_NPX";

const script = fileURLToPath(import.meta.url);
const root = path.dirname(path.dirname(script));
const shell = process.platform === "win32"; // npx and pnpm are .cmd files there

if (isOldNode()) {
  console.error(
    "ncrn needs Node.js " +
      OLDEST_NODE.join(".") +
      " or newer, and this is " +
      process.version +
      ": install a newer Node.js, then run the same command again.",
  );
  process.exit(1);
}
const commandLine = process.argv.slice(2);
const pnpm = findPnpm();
process.exit(pnpm === undefined ? runAgainThroughNpx() : runCommands(pnpm));

function isOldNode() {
  const version = process.versions.node.split(".").map(Number);
  return version[0] < OLDEST_NODE[0] || (version[0] === OLDEST_NODE[0] && version[1] < OLDEST_NODE[1]);
}

/** The command that starts pnpm, as program and first arguments; undefined when there is none. */
function findPnpm() {
  const parent = process.env.npm_execpath || "";
  if (/[\\/]pnpm\.[cm]?js$/.test(parent)) return [process.execPath, parent];
  if (/[\\/]pnpm(\.exe)?$/.test(parent)) return [parent];
  const version = spawnSync("pnpm", ["--version"], { encoding: "utf8", shell: shell, cwd: root });
  return version.status === 0 && parseInt(version.stdout, 10) >= OLDEST_PNPM ? ["pnpm"] : undefined;
}

/** Starting npx takes a second or two, so it is started once, for this script, and not once for each command. */
function runAgainThroughNpx() {
  if (process.env[STARTED_BY_NPX]) {
    console.error("npx fetched pnpm, but pnpm does not start.");
    return 1;
  }
  process.env[STARTED_BY_NPX] = "1";
  const pinned = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).packageManager.split(
    "+",
  )[0];
  return run(["npx", "--yes", "--package=" + pinned, "--", "node", script].concat(commandLine));
}

function runCommands(pnpmCommand) {
  let rest = commandLine;
  while (rest.length > 0) {
    const end = rest.indexOf("+") === -1 ? rest.length : rest.indexOf("+");
    const command = rest.slice(0, end);
    console.log("> pnpm " + command.join(" "));
    const status = run(pnpmCommand.concat(command));
    if (status !== 0) return status;
    rest = rest.slice(end + 1);
  }
  return 0;
}

function run(command) {
  const result = spawnSync(command[0], command.slice(1), { stdio: "inherit", shell: shell, cwd: root });
  if (result.error) console.error(command[0] + ": " + result.error.message);
  return result.status === null ? 1 : result.status;
}
