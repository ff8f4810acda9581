// node compile-ahead.mjs FOLDER: runs commands of the bundle in FOLDER in this process, one after the other, and writes beside
// it what V8 compiled for them.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { codeCacheOf, runScript, scriptFrom } from "../dist/cached-script.js";

const [folder] = process.argv.slice(2);
const file = path.join(folder, "command-line.cjs");

/** What short commands have in common; code that only long ones need would be read in vain by the others. */
const COMMANDS = ["new project", "check project/oscillator.ncrn", "simulate project/oscillator.ncrn"];

const script = scriptFrom(file);
const { runCommandLine } = runScript(file, script);
for (const command of COMMANDS) {
  await runCommandLine(command.split(" "));
  if (process.exitCode) throw new Error(`ncrn ${command}`);
}
writeFileSync(codeCacheOf(file), script.createCachedData());
