// packages/cli/dist/main.js → packages/cli/dist/bundle/main.js: the command in a few files instead of some two thousand,
// which is what its start-up time consists of. Parts that are loaded late stay apart.
import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const folder = path.dirname(import.meta.dirname);
const outdir = path.join(folder, "dist", "bundle");

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: {
    main: path.join(folder, "dist", "main.js"),
    "ensemble-worker": path.join(folder, "dist", "workers", "ensemble-worker.js"),
  },
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // Native code, fonts, what is few files already, and the language server, which finds its documents by where it lies.
  external: ["@resvg/resvg-js", "dejavu-fonts-ttf", "@ncrn/lsp", "prettier"],
  // Packages in the old module format ask for Node's own modules in the old way.
  banner: {
    js: 'import { createRequire as nodeRequire } from "node:module"; const require = nodeRequire(import.meta.url);',
  },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "external",
  logLevel: "warning",
});
