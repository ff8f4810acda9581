// What the editor shows of a network is what `ncrn compile` writes of it, to the byte.

import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bytecodeText } from "@ncrn/compiler";
import { decodeBytecode } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { viewFor } from "../../packages/lsp/src/features/view-source.js";
import { createNodeHost } from "../../packages/lsp/src/node-host.js";
import { openWorkspace } from "../../packages/lsp/test/open-workspace.js";
import { ncrn, root } from "./run-ncrn.js";

/** Forms of the editor and what the command calls them. */
const TARGETS = [
  ["sbml", "sbml"],
  ["dsd", "crn"],
  ["ncrn", "ncrn"],
  ["bytecode", "bytecode"],
] as const;

const EXAMPLES = [
  "birth-death",
  "linear-regression",
  "minimal-linear-regression",
  "ring-clock",
  "iris",
] as const;

const cases = EXAMPLES.flatMap((name) => TARGETS.map(([view, target]) => [name, view, target] as const));

const host = createNodeHost("");

async function viewOfFile(file: string, name: string | undefined, target: string): Promise<string> {
  const uri = pathToFileURL(file).href;
  const { snapshot, context } = openWorkspace({ [uri]: readFileSync(file, "utf8") }, {}, host);
  const { networks, learns } = snapshot.analysis()!.program;
  const view = await viewFor({ uri, name: name ?? [...networks, ...learns][0]!.name, target }, context);
  return view!.text;
}

/** What the command writes, the bytes of a program as text; of the note on the first line of a view the rest says nothing. */
async function compiled(words: readonly string[], target: string): Promise<string> {
  const { bytes, stderr, exitCode } = await ncrn(["compile", ...words, "--to", target]);
  expect(exitCode, stderr).toBe(0);
  if (target !== "bytecode") return bytes.toString("utf8");
  const decoded = decodeBytecode(bytes);
  return "program" in decoded ? bytecodeText(decoded.program) : decoded.problem;
}

function withoutNote(text: string, target: string): string {
  return target === "crn" ? text.replace(/; reactions as Visual DSD reads them;.*/, "") : text;
}

test.each(cases)("%s as %s", async (example, view, target) => {
  const file = path.join(root, "examples", example, "model.ncrn");
  const shown = await viewOfFile(file, undefined, view);
  expect(withoutNote(shown, target)).toBe(await compiled([file], target));
});
