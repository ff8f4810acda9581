import { expect, test } from "vitest";
import { linksOf } from "../../src/features/document-link.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";

/** Links lead from the marked texts to the files, in order. */
function check(marked: string, targets: readonly string[]): void {
  const { text, ranges } = markedText(marked);
  const disk = { "file:///lib.ncrn": "const n = 1", "file:///a.csv": "x\n1\n" };
  const { snapshot, context } = openWorkspace({ "file:///main.ncrn": text }, disk);
  expect(linksOf(snapshot, context).map(({ range, target }) => [range, target])).toEqual(
    ranges.map((range, index) => [range, `file:///${targets[index]}`]),
  );
}

test("an import", () => check('import { n } from "<|lib|>"', ["lib.ncrn"]));
test("an import with extension", () => check('import "<|lib.ncrn|>" as l', ["lib.ncrn"]));
test("a data file", () => check('data D from "<|a.csv|>" {}', ["a.csv"]));
test("two data files", () =>
  check('data D { train: "<|a.csv|>"; validation: "<|a.csv|>" }', ["a.csv", "a.csv"]));
test("the standard library has none", () => check('import { ring } from "std/clocks"', []));
test("the standard library has one for clients that open documents of the server", () => {
  const text = 'import { ring } from "std/clocks"\nimport "std/gone"\n';
  const { snapshot, context } = openWorkspace({ "file:///main.ncrn": text });
  const links = linksOf(snapshot, { ...context, client: { snippets: false, virtualDocuments: true } });
  expect(links.map(({ target }) => target)).toEqual(["ncrn-view:/std/clocks.ncrn"]);
});
test("a missing file has none", () => check('import "gone"\ndata D from "gone.csv" {}', []));
test("a text that is no path has none", () => check('data D { where: a == "lib" }', []));
test("a path that is being typed", () => check('import "<|lib|>', ["lib.ncrn"]));
test("nothing yet", () => check('import ""', []));
test("the tooltip says what happens", () => {
  const { snapshot, context } = openWorkspace(
    { "file:///main.ncrn": 'import "lib"' },
    { "file:///lib.ncrn": "" },
  );
  expect(linksOf(snapshot, context)[0]?.tooltip).toBe("Open the imported file");
});
