import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Range, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { formattingEdits } from "../../src/features/formatting.js";
import { onTypeFormattingEdits } from "../../src/features/on-type-formatting.js";
import { rangeFormattingEdits } from "../../src/features/range-formatting.js";
import { markedText } from "../marked-text.js";
import { openSnapshot } from "../open-snapshot.js";
import { rangeCases, typingCases } from "./cases.js";

for (const [kind, change] of [
  ["", (text: string) => text],
  [" with Windows line ends", (text: string) => text.replaceAll("\n", "\r\n")],
] as const) {
  test.for(rangeCases)(`selected: $name${kind}`, async ({ before, after }) => {
    const { text, ranges } = markedText(change(before));
    const edits = await rangeFormattingEdits(openSnapshot(text), { range: ranges[0] as Range });
    expect(apply(text, edits)).toBe(after === undefined ? text : change(after));
  });

  test.for(typingCases)(`typed: $name${kind}`, async ({ before, after }) => {
    const { text, ranges } = markedText(change(before));
    const typed = /<\|(.*?)\|>/s.exec(before)?.[1] ?? "";
    const parameters = { position: (ranges[0] as Range).end, ch: typed };
    const edits = await onTypeFormattingEdits(openSnapshot(text), parameters);
    expect(apply(text, edits)).toBe(after === undefined ? text : change(after));
  });
}

const root = path.join(import.meta.dirname, "..", "..", "..", "..");
const examples = ["examples", "packages/language/std", "packages/language/test/format"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ncrn"))
    .map((name) => path.join(folder, name))
    .sort(),
);

// Most experiments of the paper differ in their numbers only.
test.each(examples.filter((name) => !name.includes("paper") || name.endsWith("xor/ours.ncrn")))(
  "%s: line by line gives what formatting at once gives",
  async (file) => {
    const original = readFileSync(path.join(root, file), "utf8");
    for (const text of new Set([original, original.replace(/^ +/gm, " ").replaceAll(" = ", "  =")])) {
      const whole = await formattingEdits(openSnapshot(text));
      if (whole === null) continue;
      const all = { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
      const atOnce = await rangeFormattingEdits(openSnapshot(text), { range: all });
      const lastLine = (changed: string): string => changed.trimEnd();
      expect(lastLine(apply(text, atOnce))).toBe(lastLine(apply(text, whole)));
      let current = text;
      for (let line = 0; line < current.split("\n").length; line++) {
        const position = { line, character: 0 };
        const range = { start: position, end: position };
        current = apply(current, await rangeFormattingEdits(openSnapshot(current), { range }));
      }
      expect(lastLine(current)).toBe(lastLine(apply(text, whole)));
    }
  },
  60_000,
);

test("typing anywhere in a broken text gives nothing and no failure", async () => {
  const text = "crn A { for i in { X ->{1; } /* ; \n } \n; } ' = ;\nmodel `🧪 { } ;";
  for (let offset = 0; offset <= text.length; offset++) {
    const position = TextDocument.create("", "", 1, text).positionAt(offset);
    for (const ch of ["}", ";", "\n"])
      expect(await onTypeFormattingEdits(openSnapshot(text), { position, ch })).toBeNull();
  }
});

function apply(text: string, edits: TextEdit[] | null): string {
  return TextDocument.applyEdits(TextDocument.create("", "ncrn", 1, text), edits ?? []);
}
