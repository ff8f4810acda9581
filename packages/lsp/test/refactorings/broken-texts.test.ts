// Texts as they are while one types: whatever is asked, anywhere, there is an answer, and its edits fit the text.

import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { codeActions } from "../../src/features/code-action.js";
import { onTypeFormattingEdits } from "../../src/features/on-type-formatting.js";
import { rangeFormattingEdits } from "../../src/features/range-formatting.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

const examples = path.join(import.meta.dirname, "..", "..", "..", "..", "examples");
const whole = readFileSync(path.join(examples, "bistable-switch", "model.ncrn"), "utf8");

/** Cut off everywhere, and with every single line missing. */
const broken = [
  ...Array.from({ length: 60 }, (_, index) => whole.slice(0, Math.floor((whole.length * index) / 60))),
  ...whole.split("\n").map((_, index, lines) => lines.filter((__, line) => line !== index).join("\n")),
];

test("an answer everywhere", async () => {
  for (const text of broken) {
    const snapshot = openSnapshot(text);
    const document = TextDocument.create(snapshot.uri, "ncrn", 1, text);
    for (let offset = 0; offset <= text.length; offset += 17) {
      const [start, end] = [document.positionAt(offset), document.positionAt(offset + (offset % 3) * 20)];
      const asked = {
        range: { start, end },
        context: { diagnostics: [], only: offset % 5 === 0 ? [""] : ["refactor"] },
      };
      for (const { edit } of codeActions(snapshot, asked, featureContext))
        TextDocument.applyEdits(document, edit?.changes?.[snapshot.uri] ?? []);
      const ch = text[offset - 1] ?? "";
      if (["}", ";", "\n"].includes(ch)) {
        const typed = await onTypeFormattingEdits(snapshot, { position: start, ch });
        TextDocument.applyEdits(document, typed ?? []);
      }
    }
    const range = { start: document.positionAt(text.length / 2), end: document.positionAt(text.length) };
    TextDocument.applyEdits(document, (await rangeFormattingEdits(snapshot, { range })) ?? []);
  }
}, 60_000);
