// What lies in dist/ → an installable package. It is packed from a folder of its own, where the manifest says nothing
// about development: vsce understands neither "catalog:" nor "workspace:", and users need neither.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";

const extension = path.dirname(import.meta.dirname);
const root = path.dirname(path.dirname(extension));
const SHIPPED = [
  "README.md",
  "dist",
  "icons",
  "language-configuration.json",
  "snippets",
  "syntaxes",
  "walkthrough",
];

/**
 * @param {string} packagePath where the .vsix goes
 * @param {{ onlyBrowser?: boolean }} options `onlyBrowser`: without the part for Node, as a browser sees the extension
 */
export async function packExtension(packagePath, { onlyBrowser = false } = {}) {
  const staging = mkdtempSync(path.join(tmpdir(), "ncrn-extension-"));
  try {
    for (const name of SHIPPED)
      cpSync(path.join(extension, name), path.join(staging, name), { recursive: true });
    cpSync(path.join(root, "LICENSE"), path.join(staging, "LICENSE"));
    writeFileSync(
      path.join(staging, "package.json"),
      JSON.stringify(manifestForUsers(onlyBrowser), undefined, 2),
    );
    await createVSIX({ cwd: staging, packagePath, dependencies: false, allowMissingRepository: true });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function manifestForUsers(onlyBrowser) {
  const {
    devDependencies,
    scripts,
    private: _,
    type: __, // the scripts for browsers are no modules
    ...manifest
  } = JSON.parse(readFileSync(path.join(extension, "package.json"), "utf8"));
  if (onlyBrowser) delete manifest.main;
  return manifest;
}
