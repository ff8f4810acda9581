// The same texts for all requests about one symbol: whichever place the cursor is at, they find all the others.

import { expect, test } from "vitest";
import { DocumentHighlightKind, type Range, type WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { definitionAt } from "../../src/features/definition.js";
import { highlightsAt } from "../../src/features/document-highlight.js";
import { preparedRename } from "../../src/features/prepare-rename.js";
import { referencesAt } from "../../src/features/references.js";
import { renamed } from "../../src/features/rename.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { openWorkspace } from "../open-workspace.js";
import { markedSymbols } from "./marked-symbols.js";

const MAIN = "file:///main.ncrn";

interface Mark {
  readonly kind: "declaration" | "write" | "read";
  readonly start: number;
  readonly end: number;
}

const opening = new Map<string, Mark["kind"]>([
  ["⟦", "declaration"],
  ["«", "write"],
  ["‹", "read"],
]);

function read(marked: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  let text = "";
  for (const piece of marked.split(/([⟦⟧«»‹›])/)) {
    const kind = opening.get(piece);
    if (kind !== undefined) marks.push({ kind, start: text.length, end: text.length });
    else if (/^[⟧»›]$/.test(piece)) marks.push({ ...marks.pop()!, end: text.length });
    else text += piece;
  }
  return { text, marks };
}

test.for(markedSymbols)("%s", async ([, marked]) => {
  const { text, marks } = read(marked);
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  const ranges: readonly Range[] = marks.map((mark) => rangeFromSpan(snapshot.source, mark));
  const uses = ranges.filter((_, index) => marks[index]?.kind !== "declaration");
  const [declaration] = ranges.filter((_, index) => marks[index]?.kind === "declaration");
  const renamedText = marks.reduceRight(
    (result, { start, end }) => `${result.slice(0, start)}fresh${result.slice(end)}`,
    text,
  );
  expect(marks.length).toBeGreaterThan(1);
  for (const { start: position, end } of ranges) {
    expect(highlightsAt(snapshot, { position })).toEqual(
      marks.map(({ kind }, index) => ({
        range: ranges[index],
        kind: kind === "read" ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
      })),
    );
    const found = (includeDeclaration: boolean): unknown =>
      referencesAt(snapshot, { position: end, context: { includeDeclaration } }, context);
    expect(await found(true)).toEqual(ranges.map((range) => ({ uri: MAIN, range })));
    expect(await found(false)).toEqual(uses.map((range) => ({ uri: MAIN, range })));
    expect(preparedRename(snapshot, { position })).toHaveProperty("range");
    const edit = await renamed(snapshot, { position, newName: "fresh" }, context);
    expect(edit).toHaveProperty("changes");
    const edits = (edit as WorkspaceEdit).changes?.[MAIN] ?? [];
    expect(TextDocument.applyEdits(TextDocument.create(MAIN, "ncrn", 1, text), edits)).toBe(renamedText);
    // A learner without a name is declared where its model is learnt.
    const target = definitionAt(snapshot, { position }, context);
    const targets = marked.includes("learn ‹M› {") ? ranges : [declaration];
    expect(targets).toContainEqual(target?.range);
  }
});
