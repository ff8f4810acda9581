// A script in CommonJS together with what V8 compiled of it when it was built. Reading two megabytes of source and compiling
// what is called of them was a third of the time that a short command took.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";

/**
 * The exports of a script. Code that another Node compiled, or that V8 refuses for another reason, is passed over.
 * @param file absolute
 */
export function exportsOfScript(file: string): unknown {
  const cache = codeCacheOf(file);
  if (!existsSync(cache)) return createRequire(file)(file);
  const script = scriptFrom(file, readFileSync(cache));
  return script.cachedDataRejected === true ? createRequire(file)(file) : runScript(file, script);
}

/** Where the compiled code of a script lies: V8 takes only its own, and asks about the source no more than its length. */
export function codeCacheOf(file: string): string {
  return `${file}.${process.version}-${process.platform}-${process.arch}.cache`;
}

/** A script that exports as a CommonJS module does, not yet run. */
export function scriptFrom(file: string, cachedData?: Buffer): Script {
  const source = readFileSync(file, "utf8");
  return new Script(`(function (exports, require, module, __filename, __dirname) { ${source}\n})`, {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

/**
 * Runs the script of a file; returns what it exports. It imports by `module.importModule`: `import` itself does not work in
 * compiled code that was kept.
 */
export function runScript(file: string, script: Script): unknown {
  const importModule = (name: string): Promise<unknown> =>
    import(name.startsWith(".") ? pathToFileURL(path.resolve(path.dirname(file), name)).href : name);
  const module = { exports: {}, importModule };
  const run = script.runInThisContext() as (...scope: readonly unknown[]) => void;
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}
