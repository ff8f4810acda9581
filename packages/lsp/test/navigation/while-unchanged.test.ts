// References, renames and steps of hierarchies in large folders: others are let in, and what they do counts.

import { expect, test } from "vitest";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { FeatureContext } from "../../src/feature.js";
import { consumedBy, preparedItems } from "../../src/features/call-hierarchy.js";
import { referencesAt } from "../../src/features/references.js";
import { renamed } from "../../src/features/rename.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";
const FILES = 12;

/** Files that use one module many times. */
function folder() {
  const uses = Array.from({ length: 200 }, (_, index) => `  use part${index} = Shared(A)\n`).join("");
  const network = `crn Net {\n  species A = 1\n  A ->{1} 0\n${uses}}\n`;
  const disk = Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => [
      `file:///part${index}.ncrn`,
      `import { Shared } from "main"\n${network}`,
    ]),
  );
  return openWorkspace({ [MAIN]: "module Shared(species S) { S ->{1} 0 }\n" }, disk);
}

const position = { line: 0, character: 8 };

const parameter = { line: 0, character: 22 };

const requests = {
  references: (context: FeatureContext, { snapshot } = folder()) =>
    referencesAt(snapshot, { position, context: { includeDeclaration: false } }, context),
  rename: (context: FeatureContext, { snapshot } = folder()) =>
    renamed(snapshot, { position, newName: "Common" }, context),
  hierarchy: async (context: FeatureContext, opened = folder()) => {
    const [item] = (await preparedItems(opened.snapshot, { position: parameter }, opened.context)) ?? [];
    return consumedBy({ item: item! }, context);
  },
};

for (const [name, request] of Object.entries(requests)) {
  test(`${name}: others are let in many times, and the answer is the same`, async () => {
    const opened = folder();
    let turns = 0;
    const yieldControl = async (): Promise<void> => void turns++;
    const inTurns = await request({ ...opened.context, yieldControl }, opened);
    expect(turns).toBeGreaterThan(3);
    const again = folder();
    expect(inTurns).toEqual(await request(again.context, again));
    expect(JSON.stringify(inTurns).match(/file:\/\/\/part/g)?.length).toBeGreaterThanOrEqual(FILES);
  });

  test(`${name}: a cancellation ends the work, and the next request begins anew`, async () => {
    const opened = folder();
    let turns = 0;
    const yieldControl = async (): Promise<void> => {
      if (++turns === 2) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
    };
    await expect(request({ ...opened.context, yieldControl }, opened)).rejects.toThrow("cancelled");
    expect(turns).toBe(2);
    const again = folder();
    expect(await request(opened.context, opened)).toEqual(await request(again.context, again));
  });

  test(`${name}: there is no answer about texts that have changed meanwhile`, async () => {
    const opened = folder();
    const { workspace } = opened.context;
    let version = 1;
    const edited = { ...opened.snapshot, uri: "file:///other.ncrn" };
    const context = {
      ...opened.context,
      workspace: { ...workspace, openSnapshots: () => [opened.snapshot, { ...edited, version }] },
      yieldControl: async () => void version++,
    };
    await expect(request(context, opened)).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
  });
}
