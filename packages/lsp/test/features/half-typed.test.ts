// Hints, lenses and views of every beginning of a file, and of files with a character missing: always an answer.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeLenses } from "../../src/features/code-lens.js";
import { resolvedLens } from "../../src/features/code-lens-resolve.js";
import { inlayHints } from "../../src/features/inlay-hint.js";
import { positionsInView } from "../../src/features/view-positions.js";
import { viewFor } from "../../src/features/view-source.js";
import { viewTargets } from "../../src/views/view-targets.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";
const golden = join(import.meta.dirname, "../../../../test/golden");
const files = ["units-in-laws", "signals", "two-phases", "linear-learner"].map(
  (name) => [name, readFileSync(join(golden, name, "model.ncrn"), "utf8")] as const,
);
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

/** Asks for everything; a view says that there are errors, or shows the text as it is now. */
async function askAll(text: string): Promise<void> {
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  await inlayHints(snapshot, { range: WHOLE }, context);
  const lenses = await Promise.all(codeLenses(snapshot, context).map((lens) => resolvedLens(lens, context)));
  for (const { command } of lenses) {
    if (command?.command !== "ncrn.showReactions") continue;
    const [{ name }] = command.arguments as [{ readonly name: string }];
    for (const { name: target } of viewTargets) {
      const view = await viewFor({ uri: MAIN, name, target }, context);
      const lowered = await snapshot.lowered(name);
      const isWhole = lowered?.network !== undefined;
      // A setting that is not understood leaves a network with the default, which nobody has asked for.
      const hasWrongSetting = snapshot.diagnostics().some(({ code }) => code === "invalid-value");
      const saysErrors = /errors|does not become|cannot be written/.test(view?.text ?? "");
      expect(saysErrors).toBe(!isWhole || hasWrongSetting);
      expect(command.title).toBe(isWhole ? `reactions (${lowered?.network?.reactions.length})` : "reactions");
      await positionsInView({ uri: MAIN, name, target, position: { line: 4, character: 5 } }, context);
    }
  }
}

test.each(files)("beginnings of %s", async (_, text) => {
  for (let length = 0; length <= text.length; length += 13) await askAll(text.slice(0, length));
});

test.each(files)("%s without one character", async (_, text) => {
  for (let index = 5; index < text.length; index += 17)
    await askAll(text.slice(0, index) + text.slice(index + 1));
});
