// An analysis with mistakes → the networks and learners that have nothing to do with them.

import type { Analysis } from "./analyze.js";
import type { Declaration } from "./ast/nodes.js";
import { confiningDeclaration } from "./confining-declaration.js";
import type { Origin } from "./diagnostics/diagnostic.js";
import type { CheckedProgram } from "./model/model.js";

/**
 * The program without the networks and learners that hold errors, or that are learned from a model that does; undefined if
 * an error stands elsewhere, since what reads it is not known.
 */
export function soundPart({ program, diagnostics, documents }: Analysis): CheckedProgram | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [root] = documents;
  if (errors.length === 0 || root === undefined) return program;
  const faulty = new Set<Declaration>();
  for (const error of errors) {
    const confining = confiningDeclaration(root, error);
    if (confining === undefined) return undefined;
    faulty.add(confining);
  }
  const isFaulty = ({ file, span }: Origin): boolean =>
    file === root.source.name &&
    [...faulty].some((one) => one.span.start <= span.start && span.end <= one.span.end);
  return {
    ...program,
    networks: program.networks.filter(({ origin }) => !isFaulty(origin)),
    learns: program.learns.filter(({ origin, model }) => !isFaulty(origin) && !isFaulty(model.origin)),
  };
}
