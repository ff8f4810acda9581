// Everything about the code that is not a test. Runs all steps even when one fails, so that one run shows it all.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { scriptArguments } from "./script-arguments.mjs";

scriptArguments(`Usage: pnpm check

Types, lint, import rules, formatting, generated files up to date.

  -h, --help  prints this text`);

const root = path.dirname(import.meta.dirname);
const tsc = "node_modules/typescript/bin/tsc";

const STEPS = [
  { name: "types", command: [tsc, "--build"] },
  { name: "types of tests", command: [tsc, "--project", "tsconfig.test.json"] },
  {
    name: "lint and format",
    command: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"],
  },
  { name: "import rules", command: ["scripts/check-imports.mjs"] },
  { name: "generated files", command: ["scripts/check-generated.mjs"] },
];

const failed = STEPS.filter(({ name, command }) => {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, command, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
