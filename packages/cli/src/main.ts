#!/usr/bin/env node
// The `ncrn` command. The first thread loads next to nothing when another one does the work: start-up time is loading.

import * as nodeModules from "node:module";
import { isMainThread } from "node:worker_threads";
import { endQuietlyWithReader } from "./output.js";
import { adoptTerminal, runInOwnThread } from "./own-thread.js";

/** Commands that may take long. */
const LONG = ["simulate", "scan", "train", "verify", "predict"];

// From Node 22.8 on: what was compiled once is kept for all later runs.
(nodeModules as { readonly enableCompileCache?: () => void }).enableCompileCache?.();
const words = process.argv.slice(2);
if (isMainThread) endQuietlyWithReader();
else adoptTerminal();
if (isMainThread && LONG.includes(words[0] ?? "")) runInOwnThread(new URL(import.meta.url), words);
else {
  const { runCommandLine } = await import("./run-command-line.js");
  await runCommandLine(words);
}
