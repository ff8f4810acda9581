// Runs the built command line as a process, in a folder of its own.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, vi } from "vitest";

/** Root of the repository. */
export const root = path.resolve(import.meta.dirname, "..", "..");

const MAIN = path.join(root, "packages", "cli", "dist", "bundle", "main.js");
if (!existsSync(MAIN)) throw new Error("These tests run the built command line: `pnpm build` first.");

// A test starts up to six processes, and machines are busy.
vi.setConfig({ testTimeout: 120_000 });

/** Less than a test has: one that times out leaves nobody behind who could end its processes. */
const MOST_MILLISECONDS = 110_000;

/** A JSON object whose values a test looks into. */
// biome-ignore lint/suspicious/noExplicitAny: tests state the shape by what they expect
export type JsonDocument = Record<string, any>;

/** How a process ended. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  /** The bytes of standard output, for binary results. */
  readonly bytes: Buffer;
  /** Without lines of progress, which slow machines have and quick ones have not. */
  readonly stderr: string;
  /** The lines of progress on standard error. */
  readonly progress: string;
  readonly seconds: number;
}

const PROGRESS = /^(?:training|validation|simulation|scan|verification|prediction) +\d+ % .*\n/gm;

export interface RunOptions {
  /** Working folder; the root of the repository if not given. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called once with the process, for signals. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  /** The script to run instead of the built command line. */
  readonly main?: string;
  /** Ctrl-C, once, as soon as this is on standard error: however fast the machine is, the work is under way. */
  readonly interruptAt?: RegExp;
}

/** Runs `ncrn` with these words. */
export function ncrn(words: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const start = performance.now();
  const child = spawn(process.execPath, [options.main ?? MAIN, ...words], {
    cwd: options.cwd ?? root,
    env: { ...process.env, NO_COLOR: "1", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // Whatever becomes of its test, no process works on for ever.
    timeout: MOST_MILLISECONDS,
    killSignal: "SIGKILL",
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  let isInterrupted = false;
  child.stderr.on("data", (chunk: Buffer) => {
    stderr.push(chunk);
    if (isInterrupted || !options.interruptAt?.test(Buffer.concat(stderr).toString("utf8"))) return;
    isInterrupted = true;
    child.kill("SIGINT");
  });
  options.onStart?.((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      const bytes = Buffer.concat(stdout);
      const messages = Buffer.concat(stderr).toString("utf8");
      resolve({
        exitCode,
        bytes,
        stdout: bytes.toString("utf8"),
        stderr: messages.replace(PROGRESS, ""),
        progress: (messages.match(PROGRESS) ?? []).join(""),
        seconds: (performance.now() - start) / 1000,
      });
    });
  });
}

/** Far more than any process here needs: whoever is beyond it hangs. */
export const HANGS_SECONDS = 60;

/** Time limits in seconds, the last one for machines that have not come far within the others. */
const TIME_LIMITS = [1, 4, 16];

/** Runs `ncrn` with the first time limit within which it comes as far as a test needs, or else with the last one. */
export async function ncrnWithTimeLimit(
  words: readonly string[],
  isFarEnough: (finished: Finished) => boolean,
  options: RunOptions = {},
): Promise<Finished> {
  const [seconds = 1, ...longer] = TIME_LIMITS;
  const within = (limit: number) => ncrn([...words, "--timeout", String(limit)], options);
  let finished = await within(seconds);
  for (const limit of longer) {
    if (isFarEnough(finished)) break;
    finished = await within(limit);
  }
  return finished;
}

/** The JSON document on standard output, which must hold nothing else. */
export function documentOf({ stdout }: Finished): JsonDocument {
  return JSON.parse(stdout) as JsonDocument;
}

/** A folder that is removed after the tests of the file, with these files in it. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "ncrn-test-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
