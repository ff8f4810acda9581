// A training in a file, and a seed → the training task, by the same functions as `ncrn train --seed`.
import { readFileSync } from "node:fs";
import path from "node:path";
import { compiledSubject, prepareTraining } from "@ncrn/experiments";
import { analyze, createSourceText, hasErrors } from "@ncrn/language";

/**
 * The task of a training in a file; throws with its diagnostics if there is none.
 *
 * @param {string} file
 * @param {{ record?: string | undefined, seed: number, adapt?: (program: object) => object }} choice `adapt` changes
 *   the checked program before it is compiled
 */
export function taskOf(file, { record, seed, adapt }) {
  const { program, subject, readText } = subjectOf(file, record, { adapt, kind: "train" });
  const { task, diagnostics } = prepareTraining(program, subject, { readText, seed });
  if (task === undefined) throw new Error(messagesOf(file, diagnostics));
  return task;
}

/** The compiled network of a `learn` or `crn`; `overrides` are values of constants by name. */
export function networkOf(file, name, overrides) {
  return subjectOf(file, name, { overrides, kind: "network" }).subject.network;
}

function subjectOf(file, name, { overrides = {}, adapt = (program) => program, kind }) {
  const folder = path.dirname(file);
  const readText = (written) => textOf(path.join(folder, written));
  const source = createSourceText(path.basename(file), readFileSync(file, "utf8"));
  const options = { resolve: readText, overrides: new Map(Object.entries(overrides)) };
  const { program: checked, diagnostics } = analyze(source, options);
  if (hasErrors(diagnostics)) throw new Error(messagesOf(file, diagnostics));
  const program = adapt(checked);
  const compiled = compiledSubject(program, name, kind);
  if (compiled.subject === undefined)
    throw new Error(messagesOf(file, [...compiled.diagnostics, compiled.usage]));
  return { program, subject: compiled.subject, readText };
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function messagesOf(file, diagnostics) {
  const messages = diagnostics.flatMap((found) =>
    found === undefined || found.severity === "hint" ? [] : [`${found.code}: ${found.message}`],
  );
  return `${file}: ${messages.join(" ")}`;
}
