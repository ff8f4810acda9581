// A TypeScript module of packages/lsp → a module that Node can run, made of the sources, so that no build is needed.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = path.dirname(import.meta.dirname);

/** Bundles `packages/lsp/<entry>` and returns its address and the folder to be removed afterwards. */
export async function editorBundle(entry) {
  const cache = path.join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "editor-"));
  const outfile = path.join(folder, "bundle.mjs");
  await build({
    entryPoints: [path.join(root, "packages", "lsp", entry)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    logLevel: "error",
    plugins: [sources()],
    // Some libraries are in the old module format and ask for modules of Node in the old way.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return { url: pathToFileURL(outfile).href, folder };
}

/** Our own packages mean their sources: "@ncrn/language/format" → packages/language/src/format/prettier-plugin.ts. */
function sources() {
  const files = new Map();
  for (const folder of readdirSync(path.join(root, "packages"))) {
    const { name, exports = {} } = JSON.parse(
      readFileSync(path.join(root, "packages", folder, "package.json"), "utf8"),
    );
    for (const [entry, target] of Object.entries(exports)) {
      const source = target.default?.replace("./dist/", "src/").replace(/\.js$/, ".ts");
      if (source) files.set(`${name}${entry.slice(1)}`, path.join(root, "packages", folder, source));
    }
  }
  return {
    name: "sources",
    setup: ({ onResolve }) => {
      onResolve({ filter: /^@ncrn\// }, ({ path: imported }) => ({ path: files.get(imported) }));
    },
  };
}
