// All tests of the repository run from here. Imports of our own packages resolve to their sources, so that unit
// tests need no build and stack traces point at TypeScript.
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import SummaryReporter from "./scripts/summary-reporter.mjs";

const root = import.meta.dirname;

export default defineConfig({
  resolve: { alias: sourceAliases() },
  test: {
    include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "test/import-rules/violating/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000, // against hanging only: machines may be slow and shared
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } }, // likewise; a default of one second is a bound on speed
    passWithNoTests: true,
    reporters: ["default", new SummaryReporter()],
  },
});

/** "@ncrn/language/format" → packages/language/src/format/prettier-plugin.ts, read from the packages' own `exports`. */
function sourceAliases(): { find: RegExp; replacement: string }[] {
  const aliases: { find: RegExp; replacement: string }[] = [];
  for (const folder of readdirSync(`${root}/packages`)) {
    const manifest = JSON.parse(readFileSync(`${root}/packages/${folder}/package.json`, "utf8")) as {
      name: string;
      exports?: Record<string, { default: string }>;
    };
    for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
      const source = target.default.replace("./dist/", "src/").replace(/\.js$/, ".ts");
      aliases.push({
        find: new RegExp(`^${manifest.name}${entry.slice(1)}$`),
        replacement: `${root}/packages/${folder}/${source}`,
      });
    }
  }
  return aliases;
}
