// Source text → checked program, for tests that read better in the language itself.

import { analyze, type CheckedProgram, createSourceText, hasErrors } from "@ncrn/language";
import { compiledSubject, type Subject, type SubjectKind } from "../src/subject.js";

/** Throws if the text has errors. */
export function checkedText(text: string): CheckedProgram {
  const { program, diagnostics } = analyze(createSourceText("test.ncrn", text));
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return program;
}

/** The subject that a name means in a text. */
export function subjectOf(text: string, kind: SubjectKind, name?: string): Subject {
  const { subject, diagnostics, usage } = compiledSubject(checkedText(text), name, kind);
  if (subject === undefined)
    throw new Error([...diagnostics, usage].map((problem) => problem?.message).join("\n"));
  return subject;
}
