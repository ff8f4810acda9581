// Enforces who may import whom, file sizes and freedom from cycles.
// Reads the source text of packages/*/src; RULES FIRST, machinery below. The rules are explained in ARCHITECTURE.md.
// test/import-rules/violating holds one violation of every kind, and a test that each of them is found.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { scriptArguments } from "./script-arguments.mjs";

const USAGE = `Usage: node scripts/check-imports.mjs [ROOT]

Lists what breaks the import rules in the packages of a folder (this repository).

  -h, --help  prints this text`;

/** Package folder → our packages that it may import. */
const PACKAGES = {
  "elementary-functions": [],
  language: ["elementary-functions"],
  simulator: ["elementary-functions"],
  compiler: ["elementary-functions", "language", "simulator"],
  experiments: ["elementary-functions", "language", "compiler", "simulator"],
  lsp: ["language", "compiler", "simulator", "experiments"],
  cli: ["language", "compiler", "simulator", "experiments", "lsp"],
  "vscode-extension": ["language", "compiler", "experiments", "lsp"],
  "zed-extension": [],
};

/** Packages that give the same answer in a browser, in a worker and on any day: no Node, no clock, no chance. */
const PURE = ["elementary-functions", "language", "simulator", "compiler", "experiments"];

/** Packages in which not even types go in a circle. */
const ACYCLIC_TYPES = ["elementary-functions", "compiler", "simulator", "experiments", "vscode-extension"];

/**
 * Package → folder in its src → folders (or files) that it may import there, besides itself. The longest matching key
 * counts. Files directly in src see everything, and are seen by folders only if they import nothing themselves.
 */
const FOLDERS = {
  language: {
    text: [],
    diagnostics: ["text"],
    "diagnostics/fixes": ["text", "diagnostics", "tokens", "cst", "ast", "parse.ts"],
    std: [],
    tokens: ["text", "diagnostics"],
    cst: ["text", "diagnostics", "tokens"],
    ast: ["text", "diagnostics", "tokens", "cst"],
    model: ["text", "diagnostics", "tokens", "cst", "ast", "std"],
    format: ["text", "diagnostics", "ast", "parse.ts"],
  },
  compiler: {
    network: [],
    polynomials: ["network"],
    lowering: ["network", "polynomials"],
    learning: ["network", "polynomials", "lowering"],
    clock: ["network", "lowering"],
    "clock-events": ["network"],
    reactions: ["network", "polynomials", "lowering", "learning", "clock", "clock-events"],
    explanation: ["network", "lowering", "reactions"],
    ncrn: ["network", "emission.ts"],
    sbml: ["network", "emission.ts"],
    crn: ["network", "emission.ts"],
    bytecode: ["network", "emission.ts"],
  },
  simulator: {
    bytecode: ["utf8.ts"],
    code: ["bytecode"],
    equations: ["bytecode", "code"],
    elimination: [],
    interpreter: ["bytecode", "code", "equations", "elimination"],
    webassembly: ["utf8.ts"],
    engine: ["bytecode", "code", "equations", "elimination", "interpreter", "webassembly"],
    runs: ["bytecode", "code", "equations", "interpreter", "engine"],
    stochastic: [
      "random.ts",
      "bytecode",
      "code",
      "equations",
      "interpreter",
      "webassembly",
      "engine",
      "runs",
    ],
  },
  "vscode-extension": {
    messages: [],
    worker: ["messages"],
    pages: ["messages"],
    requests: [],
    documents: [],
    tasks: [],
    subjects: ["messages", "requests", "documents"],
    panels: ["messages", "requests", "documents"],
    assertions: ["requests"],
    contributions: [
      "services.ts",
      "messages",
      "requests",
      "documents",
      "tasks",
      "subjects",
      "panels",
      "assertions",
    ],
  },
};

/** Outside package → the files that may import it. Packages not listed are free to whoever declares them. */
const CONFINED = [
  {
    name: /^chevrotain$/,
    to: ["language/src/tokens/", "language/src/cst/", "language/src/ast/ast-from-cst.ts"],
  },
  { name: /^xmlbuilder2$/, to: ["compiler/src/sbml/"] },
  { name: /^vscode-(languageserver|jsonrpc)/, to: ["lsp/src/"] },
  { name: /^(vscode|vscode-languageclient)$/, to: ["vscode-extension/src/"] },
  {
    name: /^prettier$/,
    to: ["language/src/format/", "lsp/src/formatting/", "cli/src/commands/format.ts"],
  },
];

const LONGEST_FILE = 500;
const MAY_BE_LONGER = /(^|\/)(nodes|catalogue|grammar|[^/]+\.generated)\.ts$/;

/** What a pure package may not say, by rule. Comments are not looked at. */
const IMPURE = /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bperformance\.now\b/;
/** Functions whose last bits JavaScript leaves to the engine. */
const INEXACT = /\bMath\.(exp|expm1|log|log1p|log2|log10|pow|cbrt|hypot|a?(sin|cos|tan)h?|atan2)\b/;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = scriptArguments(USAGE, {
    mostPositionals: 1,
    read: ({ positionals }) => path.resolve(positionals[0] ?? path.dirname(import.meta.dirname)),
  });
  const violations = findViolations(root);
  for (const { file, line, rule, message } of violations)
    console.log(`${file}:${line}: ${message} (${rule})`);
  if (violations.length > 0) process.exit(1);
}

/**
 * @typedef {{ file: string, line: number, rule: string, message: string }} Violation
 * @typedef {{ line: number, specifier: string, typeOnly: boolean }} Import
 * @typedef {{ folder: string, manifest: any, files: Map<string, string> }} Package  files: path below the package → text
 *
 * @param {string} root folder that holds packages/
 * @returns {Violation[]} ordered by file and line
 */
export function findViolations(root) {
  const packages = readPackages(root);
  /** @type {Violation[]} */
  const violations = [];
  for (const pkg of packages.values()) {
    if (PACKAGES[pkg.folder] === undefined) {
      report(
        violations,
        pkg.folder,
        "package.json",
        1,
        "unknown-package",
        "list it in scripts/check-imports.mjs",
      );
      continue;
    }
    /** @type {Map<string, Map<string, number>>} */
    const graph = new Map();
    for (const [file, text] of pkg.files) {
      checkLength(violations, pkg, file, text);
      checkPurity(violations, pkg, file, text);
      graph.set(file, new Map());
      for (const found of importsOf(text)) {
        const target = resolveRelative(pkg, file, found.specifier);
        const counts = !found.typeOnly || ACYCLIC_TYPES.includes(pkg.folder);
        if (target !== undefined && counts) graph.get(file)?.set(target, found.line);
        const problem = problemWith(packages, pkg, file, found, target);
        if (problem) report(violations, pkg.folder, file, found.line, problem[0], problem[1]);
      }
    }
    checkCycles(violations, pkg, graph);
  }
  return violations.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** @returns {[rule: string, message: string] | undefined} */
function problemWith(packages, pkg, file, { specifier }, target) {
  if (specifier.startsWith(".")) {
    if (target === undefined) return ["outside-package", `"${specifier}" is no source file of this package`];
    const folders = FOLDERS[pkg.folder];
    return folders && problemBetweenFolders(pkg, folders, file, target);
  }
  const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  if (specifier.startsWith("node:") || builtinModules.includes(name)) {
    return PURE.includes(pkg.folder) ? ["pure-package", `${pkg.folder} must run without Node`] : undefined;
  }
  const own = [...packages.values()].find((other) => other.manifest.name === name);
  if (own !== undefined) {
    const problem = problemBetweenPackages(pkg, own, specifier.slice(name.length));
    if (problem) return problem;
  }
  const confined = CONFINED.find((rule) => rule.name.test(name));
  if (confined && !confined.to.some((place) => `${pkg.folder}/${file}`.startsWith(place))) {
    return ["confined", `${name} belongs in ${confined.to.join(", ")} only`];
  }
  const { dependencies, devDependencies, peerDependencies } = pkg.manifest;
  const declared = { ...dependencies, ...devDependencies, ...peerDependencies };
  const undeclared = declared[name] === undefined && !(name === "vscode" && declared["@types/vscode"]);
  return undeclared
    ? ["undeclared", `${name} is no dependency in packages/${pkg.folder}/package.json`]
    : undefined;
}

function problemBetweenPackages(pkg, other, entry) {
  if (!PACKAGES[pkg.folder].includes(other.folder)) {
    return ["package-order", `${pkg.folder} may not import ${other.folder}`];
  }
  if (other.manifest.exports?.[`.${entry}`] === undefined) {
    return ["entry-point", `${other.folder} has no entry ".${entry}" in its package.json`];
  }
  return undefined;
}

function problemBetweenFolders(pkg, folders, file, target) {
  const from = folderOf(file, folders);
  const to = folderOf(target, folders);
  if (from === undefined) return undefined;
  if (folders[from] === undefined) {
    return ["unknown-folder", `list ${pkg.folder}/src/${from} in scripts/check-imports.mjs`];
  }
  const allowed = [from, ...folders[from]];
  const below = target.slice("src/".length);
  if (allowed.some((place) => below === place || (to !== undefined && `${to}/`.startsWith(`${place}/`)))) {
    return undefined;
  }
  if (to === undefined && importsOf(pkg.files.get(target) ?? "").length === 0) return undefined;
  return ["folder-order", `${pkg.folder}/src/${from} may not import ${target}`];
}

/** The longest key of `folders` that holds the file, else its first folder; undefined directly in src. */
function folderOf(file, folders) {
  const parts = file.split("/").slice(1, -1);
  for (let depth = parts.length; depth > 0; depth--) {
    const key = parts.slice(0, depth).join("/");
    if (folders[key] !== undefined) return key;
  }
  return parts[0];
}

function checkLength(violations, pkg, file, text) {
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  if (lines <= LONGEST_FILE || MAY_BE_LONGER.test(file)) return;
  report(
    violations,
    pkg.folder,
    file,
    1,
    "long-file",
    `${lines} lines, ${LONGEST_FILE} are allowed: split it`,
  );
}

function checkPurity(violations, pkg, file, text) {
  if (!PURE.includes(pkg.folder)) return;
  for (const [index, line] of withoutComments(text).split("\n").entries()) {
    const found = IMPURE.exec(line);
    if (found)
      report(violations, pkg.folder, file, index + 1, "impure", `${found[0]} gives no repeatable answer`);
    const inexact = INEXACT.exec(line);
    if (inexact)
      report(
        violations,
        pkg.folder,
        file,
        index + 1,
        "inexact",
        `${inexact[0]} differs between engines: use @ncrn/elementary-functions`,
      );
  }
}

/** Reports each cycle once, at the import by which a depth-first walk closes it. Imports of types count where ACYCLIC_TYPES says so. */
function checkCycles(violations, pkg, graph) {
  const done = new Set();
  const trail = [];
  const visit = (file) => {
    if (done.has(file)) return;
    trail.push(file);
    for (const [next, line] of graph.get(file) ?? []) {
      const start = trail.indexOf(next);
      if (start === -1) visit(next);
      else {
        const cycle = [...trail.slice(start), next].join(" → ");
        report(violations, pkg.folder, file, line, "cycle", `imports in a circle: ${cycle}`);
      }
    }
    trail.pop();
    done.add(file);
  };
  for (const file of [...graph.keys()].sort()) visit(file);
}

/**
 * Imports, re-exports, dynamic imports and import types. Static ones are looked for at the start of a line, where the
 * formatter puts them, so that source text inside strings is no import.
 *
 * @returns {Import[]}
 */
function importsOf(text) {
  const code = withoutComments(text);
  const imports = [];
  const add = (index, specifier, typeOnly) =>
    imports.push({ line: code.slice(0, index).split("\n").length, specifier, typeOnly });
  const fromClause = /^(?:import|export)(\s+type)?\b[\s\w$*{},]*?\bfrom\s*["']([^"'\n]+)["']/gm;
  for (const found of code.matchAll(fromClause)) add(found.index, found[2], found[1] !== undefined);
  for (const found of code.matchAll(/^import\s*["']([^"'\n]+)["']/gm)) add(found.index, found[1], false);
  const call = /(typeof\s+)?\b(?:import|require)\(\s*["']([^"'\n]+)["']\s*\)(\s*\.\s*[A-Z])?/g;
  for (const found of code.matchAll(call)) {
    add(found.index, found[2], found[1] !== undefined || found[3] !== undefined);
  }
  return imports.sort((a, b) => a.line - b.line);
}

/** Blanks comments and keeps line breaks. A comment starts a line, or follows a space: "scheme://" is none. */
function withoutComments(text) {
  return text
    .replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/(^|[ \t])\/\/.*$/gm, "$1");
}

/** A relative import → the file below the package, or undefined when it leaves src or does not exist. */
function resolveRelative(pkg, file, specifier) {
  if (!specifier.startsWith(".")) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const candidates = [target, target.replace(/\.js$/, ".ts"), target.replace(/\.js$/, ".tsx")];
  return candidates.find((candidate) => pkg.files.has(candidate));
}

/** @returns {Map<string, Package>} */
function readPackages(root) {
  const packages = new Map();
  const base = path.join(root, "packages");
  for (const folder of readdirSync(base).sort()) {
    const manifestFile = path.join(base, folder, "package.json");
    if (!existsSync(manifestFile)) continue;
    const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
    packages.set(folder, { folder, manifest, files: readSources(path.join(base, folder)) });
  }
  return packages;
}

function readSources(packageFolder) {
  const files = new Map();
  const src = path.join(packageFolder, "src");
  const names = existsSync(src) ? readdirSync(src, { recursive: true, encoding: "utf8" }) : [];
  for (const name of names.sort()) {
    if (!/\.(ts|tsx|json)$/.test(name)) continue;
    files.set(`src/${name.split(path.sep).join("/")}`, readFileSync(path.join(src, name), "utf8"));
  }
  return files;
}

function report(violations, folder, file, line, rule, message) {
  violations.push({ file: `packages/${folder}/${file}`, line, rule, message });
}
