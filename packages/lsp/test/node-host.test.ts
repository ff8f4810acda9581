import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Host } from "../src/host.js";
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

symlinkSync(at("project"), at("entrance"));
symlinkSync(at("elsewhere", "secret.csv"), at("project", "models", "plain.csv"));
symlinkSync(at("project", "shared.ncrn"), at("project", "models", "linked.ncrn"));
symlinkSync(at("elsewhere"), at("project", "models", "later"));

test("a link to a single file that leads out", () => check("plain.csv", ["project"], undefined));
test("a link that stays in the open folder", () =>
  check("linked.ncrn", ["project"], "project/models/linked.ncrn"));
test("a link from one open folder to another", () =>
  check("link/secret.csv", ["project", "elsewhere"], "project/models/link/secret.csv"));
test("a file that does not exist yet, behind a link that leads out", () =>
  check("later/new.csv", ["project"], undefined));
test("a file that does not exist yet", () => check("new.csv", [], "project/models/new.csv"));

test("a folder that is reached by a link itself", () => {
  const host = createNodeHost(scratch);
  host.openFolders([pathToFileURL(at("entrance")).href]);
  const root = at("entrance", "models", "main.ncrn");
  expect(host.locate("../shared.ncrn", root, root)).toBe(at("entrance", "shared.ncrn"));
  expect(host.locate("linked.ncrn", root, root)).toBe(at("entrance", "models", "linked.ncrn"));
  expect(host.locate("plain.csv", root, root)).toBeUndefined();
  expect(host.mayRead(at("entrance", "models", "plain.csv"), root)).toBe(false);
  expect(host.mayRead(at("project", "shared.ncrn"), root)).toBe(false); // not as it is written
});

test("texts that were read stay in memory as long as there is room", () => {
  for (const name of ["one", "two"]) writeFileSync(at(`${name}.csv`), name);
  const isRemembered = (host: Host): boolean => {
    host.read(at("one.csv"));
    host.read(at("two.csv"));
    // The same size at the same time: only the memory can tell the old text.
    const { atime, mtime } = statSync(at("one.csv"));
    writeFileSync(at("one.csv"), "ONE");
    utimesSync(at("one.csv"), atime, mtime);
    return host.read(at("one.csv")) === "one";
  };
  utimesSync(at("one.csv"), 1000, 1000);
  expect(isRemembered(createNodeHost(scratch, 6))).toBe(true);
  writeFileSync(at("one.csv"), "one");
  utimesSync(at("one.csv"), 1000, 1000);
  expect(isRemembered(createNodeHost(scratch, 5))).toBe(false);
});

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
