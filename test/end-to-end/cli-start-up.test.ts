// What a user waits for before a command begins: the bundle has compiled code that this Node takes.

import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { Script } from "node:vm";
import { expect, test } from "vitest";
import { ncrn, root, temporaryFolder } from "./run-ncrn.js";

const cli = path.join(root, "packages", "cli");
const bundle = path.join(cli, "dist", "bundle");
const script = path.join(bundle, "command-line.cjs");

test("the command has compiled code for the Node that built it, which V8 takes", () => {
  const caches = readdirSync(bundle).filter((name) => name.endsWith(".cache"));
  expect(caches.length).toBe(1);
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(script, "utf8")}\n})`;
  const cachedData = readFileSync(path.join(bundle, caches[0]!));
  expect(new Script(source, { filename: script, cachedData }).cachedDataRejected).toBe(false);
});

test("without it, the command does the same", async () => {
  const [cache] = readdirSync(bundle).filter((name) => name.endsWith(".cache"));
  const words = ["simulate", "examples/lotka-volterra/model.ncrn", "orbit", "--json"];
  const withCode = await ncrn(words);
  // Other tests run the command meanwhile, so that it is taken from a copy.
  const copy = copyOfBundle();
  rmSync(path.join(copy, cache!));
  const withoutCode = await ncrn(words, { main: path.join(copy, "main.js") });
  expect(withoutCode).toMatchObject({ exitCode: 0, stdout: withCode.stdout });
});

/** The bundle in a package of the same name and with the same dependencies. */
function copyOfBundle(): string {
  const folder = temporaryFolder({ "package.json": readFileSync(path.join(cli, "package.json")) });
  symlinkSync(path.join(cli, "node_modules"), path.join(folder, "node_modules"));
  const copy = path.join(folder, "dist", "bundle");
  cpSync(bundle, copy, { recursive: true });
  return copy;
}
