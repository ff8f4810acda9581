// The files that Zed reads, against each other and against the extension for VS Code.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const parts = path.dirname(import.meta.dirname);
const packages = path.dirname(parts);
const read = (...names: readonly string[]): string => readFileSync(path.join(packages, ...names), "utf8");
const readJson = <Content>(...names: readonly string[]): Content => JSON.parse(read(...names)) as Content;

const zed = tables(read("zed-extension", "extension", "extension.toml"));
const language = tables(read("zed-extension", "extension", "languages", "ncrn", "config.toml"))[""]!;
const cargo = tables(read("zed-extension", "extension", "Cargo.toml"));

interface Pair {
  readonly open: string;
  readonly close: string;
  readonly notIn?: readonly string[];
}

test("the language has the names, brackets and comments that it has in VS Code", () => {
  const { contributes } = readJson<{
    contributes: { languages: { id: string; extensions: string[] }[] };
  }>("vscode-extension", "package.json");
  const [{ id, extensions } = { id: "", extensions: [] }] = contributes.languages;
  expect(language["name"]).toBe(id);
  expect((language["path_suffixes"] as string[]).map((suffix) => `.${suffix}`)).toEqual(extensions);

  const { comments, autoClosingPairs } = readJson<{
    comments: { lineComment: string; blockComment: string[] };
    autoClosingPairs: readonly Pair[];
  }>("vscode-extension", "language-configuration.json");
  expect((language["line_comments"] as string[])[0]?.trim()).toBe(comments.lineComment);
  expect(language["block_comment"]).toEqual(comments.blockComment);
  const closed = (language["brackets"] as Record<string, unknown>[]).map((pair) => ({
    open: pair["start"],
    close: pair["end"],
    ...(pair["not_in"] === undefined ? {} : { notIn: pair["not_in"] }),
  }));
  expect(closed).toEqual(autoClosingPairs);
});

test("what one file names, another has", () => {
  const scopes = (language["brackets"] as { not_in?: string[] }[]).flatMap((pair) => pair.not_in ?? []);
  const overrides = read("zed-extension", "extension", "languages", "ncrn", "overrides.scm");
  const missing = scopes.filter((scope) => !new RegExp(`@${scope}\\b`).test(overrides));
  expect(missing).toEqual([]); // else Zed refuses the language

  const name = language["name"] as string;
  expect(zed["language_servers.ncrn"]?.["languages"]).toEqual([name]);
  expect(zed["language_servers.ncrn.language_ids"]).toEqual({ [name]: "ncrn" });
  const grammar = readJson<{ name: string }>("zed-extension", "grammar", "src", "grammar.json");
  expect(language["grammar"]).toBe(grammar.name);
  // The script that writes the extension adds this table.
  expect(zed).not.toHaveProperty("grammars.ncrn");
});

test("what Zed needs of a manifest is there, with the version of the package", () => {
  const { version } = readJson<{ version: string }>("zed-extension", "package.json");
  expect(zed[""]).toMatchObject({ id: "ncrn", name: "ncrn", version, schema_version: 1 });
  expect(cargo["package"]?.["version"]).toBe(version);
  expect(cargo["lib"]?.["crate-type"]).toEqual(["cdylib"]);
});

/** Name of a table → its entries; reads the part of TOML that these files keep to, in which values are nearly JSON. */
function tables(text: string): Record<string, Record<string, unknown>> {
  const result: Record<string, Record<string, unknown>> = { "": {} };
  let table = result[""]!;
  const parts = text.matchAll(/^\[([\w.-]+)\]$|^("?[\w-]+"?) = (\[\n[\s\S]*?^\]|.*)$|^(\S.*)$/gm);
  for (const [, name, key, value, other] of parts) {
    if (name !== undefined) table = result[name] = {};
    else if (key !== undefined) table[key.replaceAll('"', "")] = valueIn(value!);
    else throw new Error(`Not read: ${other}`);
  }
  return result;
}

function valueIn(text: string): unknown {
  const json = text
    .replace(/ +# [^"]*$/, "")
    .replaceAll(/([{,] )(\w+) = /g, '$1"$2": ')
    .replace(/,\n\]$/, "]");
  return JSON.parse(json);
}
