// Vitest reporter: closes every run with one line, "N passed, N failed", also kept in .cache/test-summary.txt for CI.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const summaryFile = path.join(import.meta.dirname, "..", ".cache", "test-summary.txt");

export default class SummaryReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const line = summaryLine(modules, unhandledErrors);
    mkdirSync(path.dirname(summaryFile), { recursive: true });
    writeFileSync(summaryFile, `${line}\n`);
    // After the default reporter's own closing lines.
    process.once("exit", () => console.log(line));
  }
}

/**
 * A file or a suite that breaks outside its tests (an import error, a failing hook) counts as one failure, and so does
 * an error that no test owns: nothing that fails the run may read as "0 failed".
 *
 * @param {readonly import("vitest/node").TestModule[]} modules
 * @param {readonly unknown[]} unhandledErrors
 */
function summaryLine(modules, unhandledErrors) {
  const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      count[state === "pending" ? "skipped" : state] += 1;
    }
    for (const owner of [module, ...module.children.allSuites()]) {
      if (owner.errors().length > 0) count.failed += 1;
    }
  }
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
  return `${count.passed} passed, ${count.failed} failed${skipped}`;
}
