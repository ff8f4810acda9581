// A row of the table and a seed → the training task, by the same functions as `ncrn train --seed`.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { compiledSubject, prepareTraining } from "@ncrn/experiments";
import { analyze, createSourceText, hasErrors } from "@ncrn/language";

/** The task of a training in a file; throws with its diagnostics if there is none. */
export function taskOf(file, { record, seed }) {
  const folder = path.dirname(file);
  const readText = (name) => textOf(path.join(folder, name));
  const { program, diagnostics } = analyze(createSourceText(file, readFileSync(file, "utf8")), {
    resolve: readText,
  });
  if (hasErrors(diagnostics)) throw new Error(messagesOf(file, diagnostics));
  const compiled = compiledSubject(program, record, "train");
  if (compiled.subject === undefined) throw new Error(messagesOf(file, [...compiled.diagnostics, compiled.usage]));
  const prepared = prepareTraining(program, compiled.subject, { readText, seed });
  if (prepared.task === undefined) throw new Error(messagesOf(file, prepared.diagnostics));
  return prepared.task;
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function messagesOf(file, diagnostics) {
  const messages = diagnostics.flatMap((found) => (found === undefined ? [] : [`${found.code}: ${found.message}`]));
  return `${file}: ${messages.join(" ")}`;
}

/** The same for the same chemistry, rows, record, epochs and seed, wherever the files lie. */
export function fingerprintOf({ network, data, record, seed, initialWeights }, extra) {
  const content = { network, data, record: { ...record, plot: [] }, seed, initialWeights, extra };
  return createHash("sha256").update(JSON.stringify(content, withoutPlaces)).digest("hex").slice(0, 16);
}

/** Comments and blank lines do not count. */
function withoutPlaces(key, value) {
  return ["origin", "origins", "provenance", "documentation"].includes(key) ? undefined : value;
}
