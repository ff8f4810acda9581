// What a user waits for before a command begins: the bundle has compiled code that this Node takes.

import { readdirSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";
import { Script } from "node:vm";
import { expect, test } from "vitest";
import { ncrn, root } from "./run-ncrn.js";

const bundle = path.join(root, "packages", "cli", "dist", "bundle");
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
  const place = path.join(bundle, cache!);
  renameSync(place, `${place}.away`);
  try {
    expect(await ncrn(words)).toMatchObject({ exitCode: 0, stdout: withCode.stdout });
  } finally {
    renameSync(`${place}.away`, place);
  }
});
