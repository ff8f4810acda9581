// Builds everything: TypeScript into packages/*/dist, then each package's own packages/*/scripts/bundle.mjs, if any.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname);

run("node_modules/typescript/bin/tsc", "--build", ...process.argv.slice(2));
for (const folder of readdirSync(path.join(root, "packages")).sort()) {
  const bundle = path.join("packages", folder, "scripts", "bundle.mjs");
  if (existsSync(path.join(root, bundle))) run(bundle);
}

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit", cwd: root });
  if (status !== 0) process.exit(status ?? 1);
}
