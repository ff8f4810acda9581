// Asserted conditions → whether they hold, for all networks in which they count: a condition of a model is checked for
// every learner of it, one of a module for every network that uses it.

import type { CheckedLearn, CheckedNetwork, CheckedProgram, Diagnostic, Origin, Span } from "@ncrn/language";
import type { Snapshot } from "../snapshot.js";

/** Whether a condition holds; `message` says why not, or why nobody knows. */
export interface Verdict {
  readonly kind: "holds" | "fails" | "unknown";
  readonly message: string | undefined;
  /** Where it is broken, such as the reaction that does it. */
  readonly related: Diagnostic["related"];
}

/** The verdict about the condition that is written at a span of the snapshot's document. */
export async function verdictAt(snapshot: Snapshot, span: Span): Promise<Verdict> {
  const program = snapshot.analysis()?.program;
  const asserting = program === undefined ? [] : networksAsserting(program, snapshot.source.name, span);
  if (asserting.length === 0) return unknown(reasonWithout(snapshot));
  let doubt: Verdict | undefined;
  for (const { name } of asserting) {
    const verdict = await verdictFor(snapshot, name, span);
    if (verdict.kind === "fails") return verdict;
    if (verdict.kind === "unknown") doubt ??= verdict;
  }
  return doubt ?? { kind: "holds", message: undefined, related: [] };
}

function networksAsserting(
  { networks, learns }: CheckedProgram,
  file: string,
  span: Span,
): readonly (CheckedNetwork | CheckedLearn)[] {
  return [...networks, ...learns].filter((source) => {
    const { assertions } = source.kind === "network" ? source : source.model;
    return assertions.some(({ origin }) => isAt(origin, file, span));
  });
}

async function verdictFor(snapshot: Snapshot, name: string, span: Span): Promise<Verdict> {
  const lowered = await snapshot.lowered(name);
  const diagnostics = lowered?.diagnostics ?? [];
  const said = diagnostics.filter(({ origin }) => isAt(origin, snapshot.source.name, span));
  const failure = said.find(({ code }) => code === "assertion-fails");
  if (failure !== undefined) return { kind: "fails", message: failure.message, related: failure.related };
  const [doubt] = said.filter(({ code }) => code === "not-available-yet");
  if (doubt !== undefined) return unknown(doubt.message);
  const error = diagnostics.find(({ severity, code }) => severity === "error" && !aboutAssertions.has(code));
  if (error !== undefined) return unknown(`${name} has errors: ${error.message}`);
  const size = diagnostics.find(({ code }) => code === "network-too-large");
  if (size !== undefined) return unknown(`${name} is too large: ${size.message}`);
  if (lowered === undefined) return unknown(`${name} has errors.`);
  return { kind: "holds", message: undefined, related: [] };
}

const aboutAssertions: ReadonlySet<string> = new Set(["assertion-fails", "not-available-yet"]);

function reasonWithout(snapshot: Snapshot): string {
  const diagnostics = snapshot.diagnostics();
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (error !== undefined) return `The file has errors: ${error.message}`;
  return diagnostics.find(({ code }) => code === "network-too-large")?.message ?? "No network uses it.";
}

function unknown(message: string): Verdict {
  return { kind: "unknown", message, related: [] };
}

function isAt(origin: Origin, file: string, { start, end }: Span): boolean {
  return origin.file === file && origin.span.start === start && origin.span.end === end;
}
