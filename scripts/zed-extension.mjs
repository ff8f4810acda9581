// Writes the extension for Zed into a folder, from which Zed installs it as a development extension.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { CannotWrite, writeExtension } from "../packages/zed-extension/scripts/write-extension.mjs";
import { scriptArguments } from "./script-arguments.mjs";

const root = path.dirname(import.meta.dirname);

const USAGE = `Usage: pnpm zed-extension [FOLDER]

Writes the extension for Zed, or brings one that is there up to date. Needs Git.

  FOLDER      where it goes (packages/zed-extension/dist/ncrn)
  -h, --help  prints this text`;

const folder = scriptArguments(USAGE, {
  mostPositionals: 1,
  read: ({ positionals: [given] }) =>
    given === undefined
      ? path.join(root, "packages", "zed-extension", "dist", "ncrn")
      : path.resolve(process.env["INIT_CWD"] ?? ".", given),
});

try {
  writeExtension(folder);
  console.log(`The extension is in ${folder}\nIn Zed, choose "zed: install dev extension" and this folder.`);
  if (spawnSync("rustup", ["--version"], { stdio: "ignore" }).error !== undefined) {
    console.log("Zed compiles it with Rust, installed by rustup, which was not found: see https://rustup.rs");
  }
} catch (error) {
  if (!(error instanceof CannotWrite)) throw error;
  console.error(error.message);
  process.exit(1);
}
