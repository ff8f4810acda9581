// Long work runs in a thread of its own, so that Ctrl-C is noticed in the middle of an integration. The first thread
// keeps the terminal and the signals; the two share one number, which says whether to stop.

import { isMainThread, Worker, workerData } from "node:worker_threads";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { processOutput } from "./output.js";

/** What the first thread tells the other one. */
interface ThreadData {
  /** One 32-bit number: 1 asks to stop. */
  readonly stop: SharedArrayBuffer;
  /** Of standard error, which looks like no terminal from inside. */
  readonly terminal: { readonly isTTY: boolean; readonly columns: number | undefined };
}

/** One Ctrl-C may arrive twice: from the terminal and again from the package manager that started us. */
const SAME_KEYPRESS_MILLISECONDS = 500;

/** Runs the script with these words in a second thread; the process ends with its exit code. */
export function runInOwnThread(script: URL, words: readonly string[]): void {
  const stop = new SharedArrayBuffer(4);
  const { isTTY = false, columns } = process.stderr;
  const data: ThreadData = { stop, terminal: { isTTY, columns } };
  const worker = new Worker(script, { argv: [...words], workerData: data });
  askToStopOnSignals(new Int32Array(stop));
  let failed: ExitCode | undefined;
  worker.on("error", (error: NodeJS.ErrnoException) => {
    failed = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? exitCodes.runFailed : exitCodes.internalError;
    void reportLostThread(error, words);
  });
  worker.on("exit", (code) => {
    process.exitCode = failed ?? code;
  });
}

/** Says why the thread ended before its command did. */
async function reportLostThread(error: Error, words: readonly string[]): Promise<void> {
  const { memoryProblem } = await import("./memory-exhaustion.js");
  const { reportProblem } = await import("./problem.js");
  const problem = memoryProblem(error) ?? {
    code: "internal-error",
    message: `the run ended unexpectedly (${error.message})`,
    hint: undefined,
    file: undefined,
  };
  reportProblem(processOutput({ json: words.includes("--json"), quiet: false }), problem);
}

/** Inside the thread: makes standard error look like the terminal that it is. Nothing to do in the first thread. */
export function adoptTerminal(): void {
  if (!isMainThread) Object.assign(process.stderr, (workerData as ThreadData).terminal);
}

/** True once somebody pressed Ctrl-C; in the first thread that ends the process anyway. */
export function stopRequested(): boolean {
  return !isMainThread && Atomics.load(new Int32Array((workerData as ThreadData).stop), 0) === 1;
}

/** The first signal asks the work to stop and keep its results, another one ends the process at once. */
function askToStopOnSignals(stop: Int32Array): void {
  let first: number | undefined;
  const onSignal = (): void => {
    first ??= performance.now();
    Atomics.store(stop, 0, 1);
    if (performance.now() - first < SAME_KEYPRESS_MILLISECONDS) return;
    if (process.stderr.isTTY) process.stderr.write("\u001B[?25h"); // the progress bar hides the cursor
    process.exit(exitCodes.interrupted);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
