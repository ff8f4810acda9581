// What a user waits for before anything is computed: a new network, a large one, and a run of the command.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { summaryOf } from "../measure/statistics.mjs";
import { PEERS } from "../peers/places.mjs";

const ROOT = path.join(import.meta.dirname, "..", "..");
const SMALL_FILE = path.join(ROOT, "examples", "lotka-volterra", "model.ncrn");
const RECORD = "orbit";

export function measureStartUp({ rounds, quick, say }) {
  const newNetworks = [];
  const large = [];
  const commands = [];
  for (let round = 0; round < rounds; round++) {
    say(`start-up: round ${round + 1} of ${rounds}`);
    newNetworks.push(inNewProcess("new-network.mjs", "1000"));
    if (!quick) large.push(inNewProcess("large-network.mjs", "100"));
    for (let run = 0; run < 3; run++) commands.push(timeCommand());
  }
  return {
    newNetwork: summariesOf(newNetworks),
    ...(large.length === 0 ? {} : { largeNetwork: summariesOf(large) }),
    command: { file: "examples/lotka-volterra/model.ncrn", milliseconds: summaryOf(commands) },
  };
}

function summariesOf(results) {
  return Object.fromEntries(
    Object.keys(results[0]).map((key) => [key, summaryOf(results.map((result) => result[key]))]),
  );
}

function inNewProcess(script, ...args) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, script), ...args],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
  return JSON.parse(stdout);
}

/** Wall time of `ncrn simulate` from the start of its process to its end. */
function timeCommand() {
  const start = performance.now();
  const command = path.join(ROOT, "packages", "cli", "dist", "bundle", "main.js");
  const { status, stderr } = spawnSync(
    process.execPath,
    [command, "simulate", SMALL_FILE, RECORD, "--quiet"],
    {
      cwd: commandFolder(),
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

/** A folder for what the command writes. */
function commandFolder() {
  const folder = path.join(PEERS, "runs");
  mkdirSync(folder, { recursive: true });
  return folder;
}
