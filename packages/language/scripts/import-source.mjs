// Imports a TypeScript source file without a build, so that generators read what is written, not what was built.
import { rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** The exports of a TypeScript module; packages it imports stay outside of the bundle. */
export async function importSource(file) {
  const bundle = path.join(path.dirname(import.meta.dirname), `.source-${process.pid}.mjs`);
  try {
    await build({
      entryPoints: [file],
      outfile: bundle,
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
    });
    return await import(pathToFileURL(bundle).href);
  } finally {
    rmSync(bundle, { force: true });
  }
}
