// Views of all golden networks: their texts are the golden files, and each link leads to what the line came from.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createSourceText, type SourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import type { Range } from "vscode-languageserver";
import { contentOfView } from "../../src/features/view-content.js";
import { positionsInView } from "../../src/features/view-positions.js";
import { reasonForNoPositions } from "../../src/features/view-reason.js";
import { viewFor } from "../../src/features/view-source.js";
import { createLoweredNetworks } from "../../src/lowered/lowered-network.js";
import { offsetFromPosition, rangeFromSpan } from "../../src/to-lsp.js";
import { portableName } from "../../src/views/portable-name.js";
import { viewOf } from "../../src/views/view.js";
import { viewAddress, viewUri } from "../../src/views/view-address.js";
import { viewTargets } from "../../src/views/view-targets.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";
const golden = join(import.meta.dirname, "../../../../test/golden");
const folders = readdirSync(golden, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const cases = folders.flatMap((folder) => viewTargets.map(({ name }) => [folder, name] as const));

/** Golden files whose text does not depend on the file's name and the end of a simulation. */
const GOLDEN_FILES: Readonly<Record<string, string>> = {
  reactions: "reactions.txt",
  bytecode: "bytecode.txt",
};

async function open(folder: string) {
  const text = readFileSync(join(golden, folder, "model.ncrn"), "utf8");
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  const { networks, learns } = snapshot.analysis()!.program;
  const { name } = [...networks, ...learns][0]!;
  return { snapshot, context, name, network: (await snapshot.lowered(name))!.network! };
}

function textIn(source: SourceText, { start, end }: Range): string {
  return source.content.slice(offsetFromPosition(source, start), offsetFromPosition(source, end));
}

test("the view for Visual DSD says in its first line that it holds reactions, not strands", async () => {
  const { context } = openWorkspace({ [MAIN]: "crn A {\n  species X = 1\n  X ->{1} 0\n}\n" });
  const view = await viewFor({ uri: MAIN, name: "A", target: "dsd" }, context);
  expect(view?.text.split("\n")[0]).toMatch(/^\/\/ A.*; reactions as Visual DSD reads them; no strands are/);
});

test.each(cases)(
  "%s as %s: every line with a thing of the network leads to its origin",
  async (folder, target) => {
    const { snapshot, context, name, network } = await open(folder);
    const view = (await viewFor({ uri: MAIN, name, target }, context))!;
    const generated = createSourceText("", view.text);
    const lineOf = (range: Range): string => textIn(generated, range);
    const linked = new Map<string, Set<string>>();
    for (const { range, source } of view.links) {
      expect(source.uri).toBe(MAIN);
      const line = lineOf(range);
      linked.set(line, (linked.get(line) ?? new Set()).add(JSON.stringify(source.range)));
    }
    // Each thing has a line that names it and that leads to exactly the places that it came from.
    for (const thing of [...network.species, ...network.reactions]) {
      const places = "initial" in thing ? [thing.provenance] : thing.provenance;
      const wanted = new Set(
        places.map(({ origin }) => JSON.stringify(rangeFromSpan(snapshot.source, origin.span))),
      );
      const names =
        "initial" in thing
          ? [thing.id]
          : [...thing.reactants, ...thing.products].map(({ species }) => species);
      const words = target === "sbml" && !("initial" in thing) ? [thing.id] : names;
      const lines = [...linked].filter(
        ([line, found]) =>
          words.every((word) => hasWord(line, word)) && [...wanted].every((place) => found.has(place)),
      );
      expect(lines.length, `${thing.id} of ${folder} as ${target}`).toBeGreaterThan(0);
    }
  },
);

/** Targets rename a few identifiers by a suffix only. */
function hasWord(line: string, word: string): boolean {
  return line
    .split(/[^\p{L}\p{N}_]+/u)
    .some((part) => part === word || part === `${word}x` || part.startsWith(`${word}__`));
}

test.each(cases)("%s as %s: links of reactions lead to text about their species", async (folder, target) => {
  const { snapshot, context, name, network } = await open(folder);
  const view = (await viewFor({ uri: MAIN, name, target }, context))!;
  const declared = new Set(network.species.filter(({ role }) => role === "species").map(({ id }) => id));
  const generated = createSourceText("", view.text);
  // A merged reaction comes from several places, which have its species together.
  const originsOf = new Map<string, string>();
  for (const { range, source } of view.links) {
    const line = textIn(generated, range);
    originsOf.set(line, `${originsOf.get(line) ?? ""} ${textIn(snapshot.source, source.range)}`);
  }
  let compared = 0;
  for (const [line, origin] of originsOf) {
    if (!/->/.test(line) || !/->/.test(origin)) continue;
    const words = line.split("|").find((part) => part.includes("->"))!;
    for (const id of declared) {
      if (!hasWord(words, id)) continue;
      expect(hasWord(origin, id), `${id} in ${origin} for ${line}`).toBe(true);
      compared++;
    }
  }
  if (target !== "sbml" && declared.size > 0 && network.reactions.every(({ role }) => role === "source"))
    expect(compared).toBeGreaterThan(0);
});

test.each(folders)("%s: lists of reactions and bytecode are the golden ones", async (folder) => {
  const { context, name } = await open(folder);
  for (const [target, file] of Object.entries(GOLDEN_FILES)) {
    const view = await viewFor({ uri: MAIN, name, target }, context);
    const wanted = readFileSync(join(golden, folder, file), "utf8");
    // Clocks of learners are measured here, and estimated in the golden files.
    if (folder !== "closed-learner") expect(view?.text).toBe(wanted);
  }
});

test.each(folders)("%s: from a reaction of the source to its lines and back", async (folder) => {
  const { snapshot, context, name, network } = await open(folder);
  for (const target of ["reactions", "ncrn"]) {
    const view = (await viewFor({ uri: MAIN, name, target }, context))!;
    for (const { provenance } of network.reactions) {
      const { origin } = provenance[0]!;
      const { start: position } = rangeFromSpan(snapshot.source, origin.span);
      const ranges = await positionsInView({ uri: MAIN, position, name, target }, context);
      const unnamed = await positionsInView({ uri: MAIN, position, target }, context);
      expect(ranges.length).toBeGreaterThan(0);
      expect(unnamed).toEqual(ranges);
      const back = view.links.filter(({ range }) =>
        ranges.some(({ start }) => start.line === range.start.line),
      );
      const offset = offsetFromPosition(snapshot.source, position);
      for (const { start } of ranges) {
        const sources = back
          .filter(({ range }) => range.start.line === start.line)
          .map(({ source }) => source.range);
        const isAround = ({ start: from, end: to }: Range): boolean =>
          offsetFromPosition(snapshot.source, from) <= offset &&
          offset <= offsetFromPosition(snapshot.source, to);
        expect(sources.some(isAround)).toBe(true);
      }
    }
  }
});

test("a merged reaction leads to all of its places", async () => {
  const text = "crn A {\n  species X = 1\n  X ->{1} 0\n  X ->{2} 0\n}\n";
  const { context } = openWorkspace({ [MAIN]: text });
  const view = (await viewFor({ uri: MAIN, name: "A", target: "reactions" }, context))!;
  const line = view.text.split("\n").findIndex((one) => one.includes("r1:"));
  const sources = view.links
    .filter(({ range }) => range.start.line === line)
    .map(({ source }) => source.range.start.line);
  expect(sources).toEqual([2, 3]);
});

test("links lead into imported files, and nowhere for built-in ones", async () => {
  const steps = "module Step(species S, P) {\n  S ->{1} P\n}\n";
  const text = 'import { Step } from "steps"\ncrn A { species X = 1, Y = 0; use s = Step(X, Y) }\n';
  const { context } = openWorkspace({ [MAIN]: text }, { "file:///steps.ncrn": steps });
  const view = (await viewFor({ uri: MAIN, name: "A", target: "ncrn" }, context))!;
  const uris = view.links.map(({ source }) => source.uri);
  expect(new Set(uris)).toEqual(new Set([MAIN, "file:///steps.ncrn"]));
});

test.each(viewTargets.map(({ name }) => [name]))("a network with errors says so as %s", async (target) => {
  const text = "crn A {\n  species X = 1\n  Y ->{1} 0\n}\ncrn B { species Z = 1; Z ->{1} 0; Q ->{2} 0 }\n";
  const { context } = openWorkspace({ [MAIN]: text });
  const view = (await viewFor({ uri: MAIN, name: "A", target }, context))!;
  expect(view.text).toContain("`A` is shown as soon as it has no errors:");
  expect(view.text).toContain("line 3, column 3: ");
  expect(view.text).toContain("[unknown-name]");
  expect(view.text).not.toContain("`Q`");
  expect(view.links.map(({ source }) => source.range.start)).toEqual([{ line: 2, character: 2 }]);
});

test("a network whose assertion fails is shown, and one beside a network with errors", async () => {
  const text =
    "crn A {\n  species X = 1\n  3 X ->{1} 0\n  assert order <= 2\n}\ncrn B { species Z = 1; Q ->{2} 0 }\n";
  const { context } = openWorkspace({ [MAIN]: text });
  for (const { name: target } of viewTargets) {
    const view = (await viewFor({ uri: MAIN, name: "A", target }, context))!;
    expect(view.text).not.toContain("errors");
    expect(view.links.map(({ source }) => source.range.start.line)).toContain(2);
  }
});

test("a learner whose own settings have errors is not shown, whatever value they have meanwhile", async () => {
  const text = `${LINE}learn Line as L {\n  phases { forward: 1 }\n  eta: 0\n}\n`;
  const { context } = openWorkspace({ [MAIN]: text });
  const view = (await viewFor({ uri: MAIN, name: "L", target: "ncrn" }, context))!;
  expect(view.text).toMatch(
    /^\/\/ `L` is shown as soon as it has no errors:\n\/\/ line 12, column \d+: .*\[invalid-value\]/,
  );
});

const LINE = `model Line {
  input x
  target y
  weight w = 0.5
  state z = 0
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2
}
`;

test("a learner starts with its first sample and its weights; if its data are missing, the view says so", async () => {
  const record = (file: string): string =>
    `${LINE}learn Line as L { phases { forward: 1 }; eta: 0.1 }\ndata rows from "${file}" { seed: 1 }\ntrain L on rows as run { feed { x: a; y: b }; epochs: 1 }\n`;
  const disk = { "file:///rows.csv": "a,b\n0.25,-0.75\n" };
  const initials = async (text: string) => {
    const { context } = openWorkspace({ [MAIN]: text }, disk);
    const view = await viewFor({ uri: MAIN, name: "L", target: "sbml" }, context);
    const found = [...view!.text.matchAll(/<species id="(\w+)"[^>]* initialConcentration="([^"]+)"/g)];
    return { view: view!.text, of: Object.fromEntries(found.map(([, id, value]) => [id, Number(value)])) };
  };
  const fed = await initials(record("rows.csv"));
  expect(fed.of).toMatchObject({ x_p: 0.25, x_m: 0, y_p: 0, y_m: 0.75, w_p: 0.5, w_m: 0 });
  expect(fed.view).not.toContain("Inputs and weights");
  expect(fed.view).not.toContain("file://");
  const missing = await initials(record("none.csv"));
  expect(missing.of).toMatchObject({ x_p: 0, w_p: 0 });
  expect(missing.view.trimEnd().split("\n").at(-1)).toMatch(/Inputs and weights are 0 here.*none\.csv/);
});

test.each([
  ["/models/iris.ncrn", "/models/parts/p.ncrn", "parts/p.ncrn"],
  ["/models/iris.ncrn", "/models/iris.ncrn", "iris.ncrn"],
  ["/models/a/iris.ncrn", "/models/b/p.ncrn", "../b/p.ncrn"],
  ["C:\\models\\iris.ncrn", "C:\\models\\parts\\p.ncrn", "parts/p.ncrn"],
  ["vscode-vfs://github/o/r/my%20model.ncrn", "vscode-vfs://github/o/r/my%20model.ncrn", "my model.ncrn"],
  ["untitled:Untitled-1", "untitled:Untitled-1", "untitled:Untitled-1"],
  ["/models/iris.ncrn", "std/clocks.ncrn", "std/clocks.ncrn"],
])("beside the model %s, %s is %s", (model, file, name) => {
  expect(portableName(file, model)).toBe(name);
});

test("at a phase: its reactions, or why it has none", async () => {
  const learner = (settings: string): string =>
    `${LINE}learn Line as L {\n  phases { forward: 1; feedback: 1; update: 1 }\n  ${settings}\n}\n`;
  const crn =
    "crn P {\n  phases { make: 1; rest: 2 }\n  species X = 1\n  phase make {\n    0 ->{1} X\n  }\n  X ->{1} 0\n}\n";
  const at = async (text: string, word: string) => {
    const { context, snapshot } = openWorkspace({ [MAIN]: text });
    const start = text.indexOf(word);
    const { start: position } = rangeFromSpan(snapshot.source, { start: start + 1, end: start + 1 });
    const asked = { uri: MAIN, position, target: "reactions" };
    const name = text === crn ? "P" : "L";
    const lines = (await viewFor({ uri: MAIN, name, target: "reactions" }, context))!.text.split("\n");
    const found = (await positionsInView(asked, context)).map(({ start: { line } }) => lines[line]!);
    return { found, reason: await reasonForNoPositions(asked, context) };
  };
  const forward = await at(learner("eta: 0.1"), "forward: 1");
  expect(forward.found.length).toBeGreaterThan(0);
  for (const line of forward.found) expect(line).toContain("| forward |");
  expect(forward.reason).toBe(null);
  expect(await at(learner("eta: 0.1"), "update: 1")).toEqual({
    found: [],
    reason: expect.stringMatching(/`update` has no reactions of its own: with `update: direct`.*`feedback`/),
  });
  const accumulated = await at(learner("update: accumulated"), "update: 1");
  expect(accumulated.found.length).toBeGreaterThan(0);
  expect(accumulated.reason).toBe(null);
  for (const place of ["make: 1", "phase make"])
    expect((await at(crn, place)).found).toEqual([expect.stringContaining("0 ->{1} X")]);
  expect((await at(crn, "rest: 2")).reason).toMatch(/`rest` has no reactions of its own: .* all phases/);
  expect((await at(crn, "X ->{1} 0")).reason).toBe(null);
});

test("what a target cannot express is said", async () => {
  const text = "crn A {\n  species X = 1\n  X ->{1} 0\n  when X < 0.5 { X = 1 }\n}\n";
  const { context } = openWorkspace({ [MAIN]: text });
  const view = (await viewFor({ uri: MAIN, name: "A", target: "dsd" }, context))!;
  expect(view.text).toMatch(
    /^\/\/ `A` cannot be written as DSD:\n\/\/ line 4, column \d+: .*\[target-not-supported\]\n$/,
  );
});

test("a lowering error is said", async () => {
  const text = "crn A {\n  signal x = 1\n  x' = exp(x)\n}\n";
  const { context } = openWorkspace({ [MAIN]: text });
  const view = (await viewFor({ uri: MAIN, name: "A", target: "reactions" }, context))!;
  expect(view.text).toMatch(/^`A` does not become reactions:\nline 3, column 8: /);
});

test("a name that is not there, a target that is not there, a document that is not open", async () => {
  const { context } = openWorkspace({ [MAIN]: "crn A { }\n" });
  const missing = await viewFor({ uri: MAIN, name: "B", target: "ncrn" }, context);
  expect(missing?.text).toContain("There is no crn or learn `B` in this document.");
  expect(await viewFor({ uri: MAIN, name: "A", target: "pdf" }, context)).toBe(null);
  expect(await viewFor({ uri: "file:///closed.ncrn", name: "A", target: "ncrn" }, context)).toBe(null);
  const closed = viewUri({ uri: "file:///closed.ncrn", name: "A", target: "ncrn" });
  expect((await contentOfView({ uri: closed }, context)).text).toContain("Open file:///closed.ncrn to see A");
  expect((await contentOfView({ uri: "ncrn-view:/nonsense" }, context)).text).toContain(
    "no address of a view",
  );
});

test.each([
  ["Dimer", "file:///models/a%20b.ncrn"],
  ["my model/x?#", "vscode-vfs://github/o/r/m.ncrn?ref=1#frag"],
  ["θ 🧪", "untitled:Untitled-1"],
])("the address of %s in %s is read back", (name, uri) => {
  for (const { name: target } of viewTargets) {
    expect(viewAddress(viewUri({ uri, name, target }))).toEqual({ uri, name, target });
  }
});

test("a clock that takes too long to simulate is estimated, and the view says so", async () => {
  const { snapshot, context } = await open("closed-learner");
  const { named } = createLoweredNetworks(() => snapshot.analysis()?.program, 10);
  const document = { snapshot: { ...snapshot, lowered: named }, places: context.placesOf(snapshot) };
  for (const target of viewTargets) {
    const hurried = await viewOf(document, "ClosedLine", target);
    expect(hurried.text.trimEnd().split("\n").at(-1)).toContain("The clock takes long to simulate");
    const whole = await viewFor({ uri: MAIN, name: "ClosedLine", target: target.name }, context);
    expect(whole?.text).not.toContain("takes long");
  }
});

test("languages of views", async () => {
  const { context } = openWorkspace({ [MAIN]: "crn A { species X = 1; X ->{1} 0 }\n" });
  const views = await Promise.all(
    viewTargets.map(({ name }) => viewFor({ uri: MAIN, name: "A", target: name }, context)),
  );
  expect(views.map((view) => view?.languageId)).toEqual([
    "plaintext",
    "xml",
    "plaintext",
    "ncrn",
    "plaintext",
  ]);
  expect(views.map((view) => view?.version)).toEqual([1, 1, 1, 1, 1]);
});
