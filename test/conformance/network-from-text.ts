// Text or example → checked program and running bytecode, as the command line does it.

import { readFileSync } from "node:fs";
import { bytecodeFromReactions, type ReactionNetwork, reactionsFromModel } from "@ncrn/compiler";
import { analyze, type CheckedProgram, createSourceText } from "@ncrn/language";
import { decodeBytecode, type Program } from "@ncrn/simulator";

/** The text of an example. */
export function exampleText(name: string): string {
  return readFileSync(new URL(`../../examples/${name}/model.ncrn`, import.meta.url), "utf8");
}

/** The checked program of a text; any error fails the test that asks. */
export function programOf(text: string): CheckedProgram {
  const { program, diagnostics } = analyze(createSourceText("model.ncrn", text));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return program;
}

/** The first crn of a text, lowered, and its program read back from the bytes that the compiler writes. */
export function networkOf(text: string): { readonly network: ReactionNetwork; readonly program: Program } {
  const { network, diagnostics } = reactionsFromModel(programOf(text).networks[0]!);
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const { artefact } = bytecodeFromReactions(network);
  const decoded = decodeBytecode(artefact as Uint8Array);
  if (!("program" in decoded)) throw new Error(decoded.problem);
  return { network, program: decoded.program };
}
