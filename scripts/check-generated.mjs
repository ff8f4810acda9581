// Are the generated files in the repository what their generators write today?
// Generators are packages/*/scripts/generate-*.mjs, run after a build, from their package's folder, without arguments.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { scriptArguments } from "./script-arguments.mjs";

const USAGE = `Usage: node scripts/check-generated.mjs [--write]

Fails if a generated file is not what its generator writes today, and puts back what was there.

  --write     leaves the new files, to be committed
  -h, --help  prints this text`;

const root = path.dirname(import.meta.dirname);

/** What generators may write, whole files or marked regions. A generated file of another name needs a line here. */
const GENERATED = [
  /\.generated\.[a-z]+$/,
  /^packages\/vscode-extension\/syntaxes\/[^/]+\.json$/,
  /^packages\/zed-extension\/grammar\/src\/.+\.(json|c|h)$/,
  /^docs\/language\.md$/,
];

/** Generators in the order in which they run: the language's own come first, others read what those write. */
const GENERATORS = [
  "elementary-functions",
  "language",
  "simulator",
  "compiler",
  "experiments",
  "lsp",
  "cli",
  "vscode-extension",
  "zed-extension",
].flatMap((folder) => {
  const scripts = path.join("packages", folder, "scripts");
  if (!existsSync(path.join(root, scripts))) return [];
  const names = readdirSync(path.join(root, scripts)).filter((name) => /^generate-.*\.mjs$/.test(name));
  return names
    .sort()
    .map((name) => ({ cwd: path.join(root, "packages", folder), script: `scripts/${name}` }));
});

const { write } = scriptArguments(USAGE, {
  options: { write: { type: "boolean", default: false } },
  read: ({ values }) => values,
});
const before = readGenerated();
const broken = GENERATORS.filter(({ cwd, script }) => {
  return spawnSync(process.execPath, [script], { cwd, stdio: ["ignore", "inherit", "inherit"] }).status !== 0;
});
const after = readGenerated();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);

for (const { cwd, script } of broken) console.log(`${path.relative(root, cwd)}/${script} failed`);
for (const file of changed)
  console.log(write ? `${file} written` : `${file} is out of date: run "pnpm generate"`);
if (!write) for (const file of changed) putBack(file);
process.exit(broken.length > 0 || (changed.length > 0 && !write) ? 1 : 0);

function putBack(file) {
  const text = before.get(file);
  if (text === undefined) rmSync(path.join(root, file));
  else writeFileSync(path.join(root, file), text);
}

/** Path below the root → text, of every file that a generator may write. */
function readGenerated() {
  const files = new Map();
  const walk = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== "node_modules" && entry.name !== "dist") walk(name);
      else if (entry.isFile() && GENERATED.some((pattern) => pattern.test(name))) {
        files.set(name, readFileSync(path.join(root, name), "utf8"));
      }
    }
  };
  walk("packages");
  walk("docs");
  return files;
}
