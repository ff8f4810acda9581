// packages/cli/dist → packages/cli/dist/bundle: the command in a few files instead of some two thousand, which is what its
// start-up time consists of. Nearly all of it is one script, whose compiled code is kept beside it; parts that few commands
// need stay apart.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";

const folder = path.dirname(import.meta.dirname);
const dist = path.join(folder, "dist");
const bundle = path.join(dist, "bundle");
// Made beside it, so that the command is there all the time but for an instant.
const outdir = path.join(dist, `bundle-${process.pid}`);

const common = {
  outdir,
  bundle: true,
  platform: "node",
  target: "node20",
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "external",
  logLevel: "warning",
};
// Native code, fonts, and what is few files already.
const external = ["@resvg/resvg-js", "dejavu-fonts-ttf", "prettier"];
/** Large, and seldom needed: by the name under which each is imported when it is. */
const APART = {
  vega: import.meta.resolve("vega"),
  "vega-lite": import.meta.resolve("vega-lite"),
  "sbml-from-reactions": new URL("../../compiler/dist/sbml/sbml-from-reactions.js", import.meta.url).href,
  lsp: new URL("../dist/commands/lsp.js", import.meta.url).href,
};

try {
  await buildCommandLine();
  await buildOtherFiles();
  compileAhead();
  rmSync(bundle, { recursive: true, force: true });
  renameSync(outdir, bundle);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

/** The script of which compiled code is kept. */
async function buildCommandLine() {
  const { outputFiles } = await build({
    ...common,
    write: false,
    entryPoints: { "command-line": path.join(dist, "run-command-line.js") },
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    external,
    plugins: [keepApart()],
    // In the old module format modules know their place in the old way.
    define: { "import.meta.url": "placeOfModule", "import.meta.dirname": "__dirname" },
    banner: {
      js: `const placeOfModule = require("node:url").pathToFileURL(__filename).href;
const importModule = module.importModule ?? ((name) => import(name));`,
    },
  });
  mkdirSync(outdir);
  // Compiled code that was kept has lost what a script needs for importing: whoever runs it does that.
  for (const { path: file, text } of outputFiles)
    writeFileSync(file, text.replaceAll(/\bimport\((?=")/g, "importModule("));
}

/** What starts it, and what lies apart; the language server with all that it needs, since it starts with every editor. */
async function buildOtherFiles() {
  const { lsp, ...apart } = APART;
  await buildModules({
    main: path.join(dist, "main.js"),
    "ensemble-worker": path.join(dist, "workers", "ensemble-worker.js"),
    "scan-worker": path.join(dist, "workers", "scan-worker.js"),
    ...Object.fromEntries(Object.entries(apart).map(([name, url]) => [name, new URL(url).pathname])),
  });
  await buildModules({ lsp: new URL(lsp).pathname }, []);
}

async function buildModules(entryPoints, left = external) {
  await build({
    ...common,
    entryPoints,
    splitting: true,
    format: "esm",
    external: left,
    plugins: [takeCompiledCommandLine()],
    // Packages in the old module format ask for Node's own modules in the old way.
    banner: {
      js: 'import { createRequire as nodeRequire } from "node:module"; const require = nodeRequire(import.meta.url);',
    },
  });
}

/** Leaves imports of what lies apart as they are, by the new name. */
function keepApart() {
  return {
    name: "keep-apart",
    setup({ onResolve }) {
      onResolve({ filter: /./ }, ({ kind, path: wanted }) => {
        const name = path.basename(wanted, ".js");
        return kind === "dynamic-import" && name in APART
          ? { path: `./${name}.js`, external: true }
          : undefined;
      });
    },
  };
}

function takeCompiledCommandLine() {
  return {
    name: "take-compiled-command-line",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\/run-command-line\.js$/ }, () => ({
        path: path.join(dist, "run-cached-command-line.js"),
      }));
    },
  };
}

/** Runs commands, and keeps what V8 compiled for them. */
function compileAhead() {
  const working = mkdtempSync(path.join(tmpdir(), "ncrn-bundle-"));
  try {
    const script = path.join(import.meta.dirname, "compile-ahead.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, outdir], {
      cwd: working,
      encoding: "utf8",
      // V8 refuses code that was compiled with other flags than those it runs with.
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    if (status !== 0) throw new Error(stderr);
  } finally {
    rmSync(working, { recursive: true, force: true });
  }
}
