// Every reaction and every number of every example, lowered text and module of the standard library: whatever is offered
// there leaves the chemistry as it is.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { descendants } from "@ncrn/language";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { documentOf } from "../../src/cursor.js";
import { codeActions } from "../../src/features/code-action.js";
import type { Snapshot } from "../../src/snapshot.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";
import { chemistryOf } from "./same-network.js";

const root = path.join(import.meta.dirname, "..", "..", "..", "..");
const folders = ["examples", "packages/language/std", "test/golden", "bench/problems"];
const files = folders.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ncrn"))
    .map((name) => path.join(folder, name))
    .sort(),
);
const withReactions = files.filter((file) =>
  /[->→]\s*[{[]/.test(readFileSync(path.join(root, file), "utf8")),
);

test("there are examples with reactions", () => expect(withReactions.length).toBeGreaterThan(5));

test("whatever is offered at a reaction leaves the chemistry as it is", () => {
  const offered = new Map<string, number>();
  for (const file of withReactions) {
    const written = readFileSync(path.join(root, file), "utf8");
    const text = written + networksOfModules(open(file, written));
    const snapshot = open(file, text);
    const before = chemistryOf(snapshot);
    for (const range of placesIn(snapshot)) {
      const context = { diagnostics: [], only: ["refactor"] };
      for (const { title, kind, edit } of codeActions(snapshot, { range, context }, featureContext)) {
        offered.set(kind ?? "", (offered.get(kind ?? "") ?? 0) + 1);
        const document = TextDocument.create(snapshot.uri, "ncrn", 1, text);
        const changed = TextDocument.applyEdits(document, edit?.changes?.[snapshot.uri] ?? []);
        expect(changed).not.toBe(text);
        const after = open(file, changed);
        expect(chemistryOf(after), `${file}: ${title}`).toEqual(before);
        expect(commentsOf(after)).toEqual(commentsOf(snapshot));
        expect(mistakesIn(after), `${file}: ${title}`).toBeLessThanOrEqual(mistakesIn(snapshot));
      }
    }
  }
  expect(offered.get("refactor.extract")).toBeGreaterThan(100);
  expect(offered.get("refactor.rewrite")).toBeGreaterThan(100);
}, 120_000);

test.for(files)("%s: actions on the whole document leave the chemistry as it is", (file) => {
  const text = readFileSync(path.join(root, file), "utf8");
  const snapshot = open(file, text);
  const range = rangeFromSpan(snapshot.source, { start: 0, end: 0 });
  const context = { diagnostics: [], only: ["source"] };
  const actions = codeActions(snapshot, { range, context }, featureContext);
  for (const { title, kind, edit } of actions) {
    const document = TextDocument.create(snapshot.uri, "ncrn", 1, text);
    const changed = TextDocument.applyEdits(document, edit?.changes?.[snapshot.uri] ?? []);
    const after = open(file, changed);
    expect(chemistryOf(after), title).toEqual(chemistryOf(snapshot));
    expect(commentsOf(after)).toEqual(commentsOf(snapshot));
    const again = codeActions(
      after,
      { range, context: { diagnostics: [], only: [kind ?? ""] } },
      featureContext,
    );
    expect(again, title).toEqual([]);
  }
});

/** A network for each module, so that what stands in it is chemistry. */
function networksOfModules(snapshot: Snapshot): string {
  const modules = (documentOf(snapshot)?.declarations ?? []).filter(
    ({ kind }) => kind === "ModuleDeclaration",
  );
  return modules
    .map((node) => {
      if (node.kind !== "ModuleDeclaration") return "";
      const given = node.parameters.filter(({ keyword }) => keyword === "species" || keyword === "signal");
      const declared = given.map(
        ({ keyword, name, shape }) => `  ${keyword} ${name.text}${shape.length > 0 ? "[3]" : ""} = 1\n`,
      );
      const names = given.map(({ name }) => name.text).join(", ");
      const sizes = node.parameters
        .filter(({ keyword }) => keyword === "const")
        .map(({ name }) => `${name.text}: 3`);
      const use = `  use part = ${node.name.text}(${[names, ...sizes].join("; ")})\n`;
      return `crn of_${node.name.text} {\n${declared.join("")}${use}}\n`;
    })
    .join("");
}

function placesIn(snapshot: Snapshot): readonly ReturnType<typeof rangeFromSpan>[] {
  const document = documentOf(snapshot);
  if (document === undefined) throw new Error("The example is too long.");
  return [...descendants(document)]
    .filter(({ kind }) => kind === "ReactionArrow" || kind === "NumberLiteral")
    .map(({ span }) => rangeFromSpan(snapshot.source, { start: span.start, end: span.start }));
}

function commentsOf(snapshot: Snapshot): readonly string[] {
  return (snapshot.analysis()?.documents[0]?.comments ?? []).map(({ value }) => value).sort();
}

function mistakesIn(snapshot: Snapshot): number {
  return snapshot.diagnostics().filter(({ severity }) => severity === "error" || severity === "warning")
    .length;
}

/** Other files of the example lie beside it. */
function open(file: string, text: string): Snapshot {
  const folder = path.join(root, path.dirname(file));
  const disk = Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.(ncrn|csv)$/.test(name))
      .map((name) => [`file:///${name}`, readFileSync(path.join(folder, name), "utf8")]),
  );
  return openSnapshot(text, disk);
}
