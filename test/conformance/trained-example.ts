// An example of the repository → its checked program, compiled training and prepared task, as the command line does it.

import { readFileSync } from "node:fs";
import path from "node:path";
import { compiledSubject, prepareTraining, type TrainingTask } from "@ncrn/experiments";
import { analyze, type CheckedProgram, createSourceText, hasErrors } from "@ncrn/language";

const EXAMPLES = path.join(import.meta.dirname, "../../examples");

/** The checked program of `examples/<name>/model.ncrn`, or of a changed text in its place. */
export function programOfExample(
  name: string,
  change: (text: string) => string = (text) => text,
): CheckedProgram {
  const file = path.join(EXAMPLES, name, "model.ncrn");
  const analysis = analyze(createSourceText(file, change(readFileSync(file, "utf8"))), {
    resolve: (requested) => textOf(name, requested),
  });
  const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
  if (hasErrors(analysis.diagnostics)) throw new Error(errors.map(({ message }) => message).join("\n"));
  return analysis.program;
}

/** What `prepareTraining` says of the training `record` of an example; errors of compiling it are thrown. */
export function preparedExample(
  name: string,
  options: {
    readonly record?: string;
    readonly seed?: number;
    readonly change?: (text: string) => string;
  } = {},
): ReturnType<typeof prepareTraining> {
  const program = programOfExample(name, options.change);
  const { subject, diagnostics, usage } = compiledSubject(program, options.record, "train");
  if (subject === undefined)
    throw new Error([...diagnostics, usage].map((problem) => problem?.message).join("\n"));
  return prepareTraining(program, subject, {
    readText: (requested) => textOf(name, requested),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
}

/** The task of a training; throws with its diagnostics if there is none. */
export function taskOfExample(
  name: string,
  options: Parameters<typeof preparedExample>[1] = {},
): TrainingTask {
  const { task, diagnostics } = preparedExample(name, options);
  if (task === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return task;
}

function textOf(example: string, requested: string): string | undefined {
  try {
    return readFileSync(path.join(EXAMPLES, example, requested), "utf8");
  } catch {
    return undefined;
  }
}
