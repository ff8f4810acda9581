// A training in a file, and a seed → the training task, by the same functions as `ncrn train --seed`.
import { readFileSync } from "node:fs";
import path from "node:path";
import { compiledSubject, prepareTraining } from "@ncrn/experiments";
import { analyze, createSourceText, hasErrors } from "@ncrn/language";

/**
 * The task of a training in a file; throws with its diagnostics if there is none.
 *
 * @param {string} file
 * @param {{ record?: string | undefined, seed: number, overrides?: Record<string, number> | undefined }} choice
 */
export function taskOf(file, { record, seed, overrides }) {
  const { program, subject, readText } = subjectOf(file, record, overrides);
  const { task, diagnostics } = prepareTraining(program, subject, { readText, seed });
  if (task === undefined) throw new Error(messagesOf(file, diagnostics));
  return task;
}

/** The compiled network of a training, and its record. */
export function networkOf(file, record, overrides) {
  const { network, training } = subjectOf(file, record, overrides).subject;
  return { network, training };
}

function subjectOf(file, record, overrides = {}) {
  const folder = path.dirname(file);
  const readText = (name) => textOf(path.join(folder, name));
  const source = createSourceText(path.basename(file), readFileSync(file, "utf8"));
  const options = { resolve: readText, overrides: new Map(Object.entries(overrides)) };
  const { program, diagnostics } = analyze(source, options);
  if (hasErrors(diagnostics)) throw new Error(messagesOf(file, diagnostics));
  const compiled = compiledSubject(program, record, "train");
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
