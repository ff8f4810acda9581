// What stands in the bundle for run-command-line.ts: the same function, from the script that was compiled ahead.

import path from "node:path";
import { exportsOfScript } from "./cached-script.js";
import type * as commandLine from "./run-command-line.js";

const file = path.join(import.meta.dirname, "command-line.cjs");

export const { runCommandLine } = exportsOfScript(file) as typeof commandLine;
