import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { createNodeHost } from "../src/node-host.js";

const scratch = mkdtempSync(path.join(tmpdir(), "ncrn-host-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const at = (...parts: string[]): string => path.join(scratch, ...parts);
mkdirSync(at("project", "models"), { recursive: true });
mkdirSync(at("elsewhere"));
writeFileSync(at("project", "shared.ncrn"), "const n = 1\n");
writeFileSync(at("elsewhere", "secret.csv"), "a,b\n");
symlinkSync(at("elsewhere"), at("project", "models", "link"));

/** Which file `written` in models/main.ncrn leads to, below the scratch folder; undefined if it is refused. */
function check(written: string, folders: readonly string[], expected: string | undefined): void {
  const host = createNodeHost(scratch);
  host.openFolders(folders.map((folder) => pathToFileURL(at(folder)).href));
  const root = at("project", "models", "main.ncrn");
  const found = host.locate(written, root, root);
  expect(found).toBe(expected === undefined ? undefined : at(...expected.split("/")));
}

test("beside the document", () => check("data.csv", [], "project/models/data.csv"));
test("below the document's folder", () => check("data/iris.csv", [], "project/models/data/iris.csv"));
test("above it, but in an open folder", () => check("../shared.ncrn", ["project"], "project/shared.ncrn"));
test("above it, with no folder open", () => check("../shared.ncrn", [], undefined));
test("a folder whose name begins alike is another folder", () =>
  check("../../project2/a.ncrn", ["project"], undefined));
test("an absolute path elsewhere", () => check("/etc/passwd", ["project"], undefined));
test("through a symbolic link that leads out", () => check("link/secret.csv", ["project"], undefined));

test("an untitled document can read nothing", () => {
  expect(
    createNodeHost(scratch).locate("a.csv", "untitled:Untitled-1", "untitled:Untitled-1"),
  ).toBeUndefined();
});

test("names and addresses lead to each other, also with blanks and letters beyond ASCII", () => {
  const host = createNodeHost(scratch);
  const file = at("my models", "θ.ncrn");
  expect(host.nameOf(host.uriOf(file))).toBe(file);
  expect(host.nameOf("untitled:Untitled-1")).toBe("untitled:Untitled-1");
  expect(host.uriOf("untitled:Untitled-1")).toBe("untitled:Untitled-1");
});

test("reading sees changes, drops a byte order mark, and a missing file is undefined", () => {
  const host = createNodeHost(scratch);
  const file = at("data.csv");
  expect(host.read(file)).toBeUndefined();
  writeFileSync(file, "\ufeffa,b\n");
  expect(host.read(file)).toBe("a,b\n");
  writeFileSync(file, "a,b,c\n");
  expect(host.read(file)).toBe("a,b,c\n");
  rmSync(file);
  expect(host.read(file)).toBeUndefined();
  expect(host.read(scratch)).toBeUndefined();
});

test("files that a path may name: models and data, here and in folders of this one", () => {
  mkdirSync(at("many", "data"), { recursive: true });
  mkdirSync(at("many", "node_modules"));
  mkdirSync(at("many", ".hidden"));
  const files = ["a.ncrn", "b.csv", "c.txt", "data/d.csv", "node_modules/e.ncrn", ".hidden/f.csv"];
  for (const file of files) writeFileSync(at("many", ...file.split("/")), "");
  const found = createNodeHost(scratch).filesBeside(at("many", "main.ncrn"));
  expect(found).toEqual(["a.ncrn", "b.csv", "data/d.csv"].map((file) => at("many", ...file.split("/"))));
  expect(createNodeHost(scratch).filesBeside(at("nowhere", "main.ncrn"))).toEqual([]);
  expect(createNodeHost(scratch).filesBeside("untitled:Untitled-1")).toEqual([]);
});

test("a code links to its page if there is one", () => {
  const host = createNodeHost(scratch);
  expect(host.documentationOf("unknown-name")).toBeUndefined();
  writeFileSync(at("unknown-name.md"), "# unknown-name\n");
  expect(host.documentationOf("unknown-name")).toBe(pathToFileURL(at("unknown-name.md")).href);
});
