// Puts into dist/ all that the extension ships: client and server, for Node and for browsers, and the scripts of the
// panels, in one file each, without dependencies; the pages about diagnostics, the icon, and the licences of everything bundled. Run after the TypeScript build.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { build } from "esbuild";

const extension = path.dirname(import.meta.dirname);
const root = path.dirname(path.dirname(extension));
const dist = path.join(extension, "dist");
const ICON_PIXELS = 256;

/** Entry in src/ → file in dist/, by where it runs. The editor loads CommonJS everywhere; pages and workers are scripts. */
const HOST = { platform: "node", target: "node20", format: "cjs", external: ["vscode"] };
const BROWSER_HOST = { platform: "browser", target: "es2022", format: "cjs", external: ["vscode"] };
const SCRIPT = { platform: "browser", target: "es2022", format: "iife" };
/** Modules of Node that a package loads without need. */
const NOT_IN_BROWSERS = Object.fromEntries(
  ["events", "url"].map((name) => [name, path.join(import.meta.dirname, "not-in-browsers", `${name}.js`)]),
);
const OUTPUTS = [
  ["extension.node.ts", "extension.cjs", HOST],
  ["server.node.ts", "server.cjs", HOST],
  ["extension.browser.ts", "extension.browser.js", BROWSER_HOST],
  ["server.browser.ts", "server.browser.js", SCRIPT],
  ["worker/model-worker.ts", "model-worker.js", SCRIPT],
  ["pages/run/run-page.ts", "run-page.js", SCRIPT],
  ["pages/network/network-page.ts", "network-page.js", SCRIPT],
];

mkdirSync(dist, { recursive: true });
for (const file of readdirSync(dist)) if (/\.c?js$/.test(file)) rmSync(path.join(dist, file));
const bundled = await Promise.all(
  OUTPUTS.map(([entry, outfile, options]) => bundle(entry, outfile, options)),
);
writeFileSync(
  path.join(dist, "THIRD-PARTY-NOTICES.txt"),
  noticesOf([...bundled.flat(), "packages/vscode-extension/node_modules/elkjs/lib/main.js"]),
);
copyLayoutWorker();
copyDiagnosticPages();
drawIcon();

/** Bundles one entry and returns the files of which something is left in it. */
async function bundle(entry, outfile, options) {
  const { metafile } = await build({
    entryPoints: [path.join(extension, "src", entry)],
    outfile: path.join(dist, outfile),
    absWorkingDir: root,
    bundle: true,
    minify: true,
    keepNames: true, // readable stack traces in bug reports
    metafile: true,
    ...(options.platform === "node"
      ? { define: { "import.meta.dirname": "__dirname" } } // `import.meta` is empty in CommonJS
      : { alias: NOT_IN_BROWSERS }),
    loader: { ".css": "text" },
    logLevel: "warning",
    ...options,
  });
  const [output] = Object.values(metafile.outputs);
  return Object.keys(output.inputs).filter((file) => output.inputs[file].bytesInOutput > 0);
}

/** The worker of the layout library comes bundled. */
function copyLayoutWorker() {
  const worker = path.join(extension, "node_modules", "elkjs", "lib", "elk-worker.min.js");
  cpSync(worker, path.join(dist, "layout-worker.js"));
}

/** The pages that codes link to; without them diagnostics have no link. */
function copyDiagnosticPages() {
  const pages = path.join(root, "docs", "diagnostics");
  const target = path.join(dist, "diagnostics");
  rmSync(target, { recursive: true, force: true });
  if (existsSync(pages)) cpSync(pages, target, { recursive: true });
}

/** Marketplaces want a bitmap; the drawing is the source. */
function drawIcon() {
  const drawing = readFileSync(path.join(extension, "icons", "ncrn.svg"), "utf8");
  const image = new Resvg(drawing, { fitTo: { mode: "width", value: ICON_PIXELS } }).render();
  writeFileSync(path.join(dist, "icon.png"), image.asPng());
}

/** One section for each package outside this repository, with its licence text. */
function noticesOf(files) {
  const folders = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? []),
  );
  const sections = [...folders].map((folder) => noticeOf(path.join(root, folder)));
  return `The extension contains the following packages.\n\n${sections.sort().join("\n")}`;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : `${readFileSync(path.join(folder, file), "utf8").trim()}\n`;
  return `${"=".repeat(78)}\n${name} ${version} (${license})\n\n${text}`;
}
