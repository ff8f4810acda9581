import { expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { createPublications, type Publication } from "../src/publications.js";

/** `a: x y, b: ` */
const summary = (publications: readonly Publication[]): string =>
  publications
    .map(({ uri, diagnostics }) => `${uri}: ${diagnostics.map(({ code }) => code).join(" ")}`)
    .join(", ");

const found = (byUri: Record<string, string>): ReadonlyMap<string, readonly Diagnostic[]> =>
  new Map(
    Object.entries(byUri).map(([uri, codes]) => [uri, codes.split(" ").filter(Boolean).map(diagnostic)]),
  );

test("a document shows its own diagnostics", () => {
  const publications = createPublications((uri) => uri === "a");
  expect(summary(publications.update("a", found({ a: "x y" })))).toBe("a: x y");
  expect(summary(publications.update("a", found({ a: "" })))).toBe("a: ");
});

test("an imported file that is not open shows what its importers say, once", () => {
  const publications = createPublications((uri) => uri !== "lib");
  expect(summary(publications.update("a", found({ a: "", lib: "x" })))).toBe("a: , lib: x");
  expect(summary(publications.update("b", found({ b: "y", lib: "x z" })))).toBe("b: y, lib: x z");
  expect(summary(publications.update("a", found({ a: "" })))).toBe("a: , lib: x z");
  expect(summary(publications.update("b", found({ b: "" })))).toBe("b: , lib: ");
});

test("an imported file that is open shows its own check only", () => {
  const open = new Set(["a", "lib"]);
  const publications = createPublications((uri) => open.has(uri));
  expect(summary(publications.update("a", found({ a: "", lib: "x" })))).toBe("a: ");
  expect(summary(publications.update("lib", found({ lib: "y" })))).toBe("lib: y");
  open.delete("lib");
  expect(summary(publications.remove("lib"))).toBe("lib: x");
});

test("a closed document takes along what it said about others", () => {
  const open = new Set(["a"]);
  const publications = createPublications((uri) => open.has(uri));
  publications.update("a", found({ a: "x", lib: "y" }));
  open.delete("a");
  expect(summary(publications.remove("a"))).toBe("a: , lib: ");
});

function diagnostic(code: string): Diagnostic {
  const place = { line: 0, character: 0 };
  return { code, message: code, range: { start: place, end: place } };
}
