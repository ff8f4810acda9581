// A rule turns facts into diagnostics of one code. The file of a rule is named by its code.

import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticExtras,
  type Origin,
  type ParametersOf,
} from "../diagnostics/diagnostic.js";
import type { Fact } from "./facts.js";

export type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;

/** Reports one finding of the rule. */
export type Report<Code extends DiagnosticCode> = (
  origin: Origin,
  parameters: ParametersOf<Code>,
  extras?: DiagnosticExtras,
) => void;

/** One check for each kind of fact that the rule looks at. */
export type Checks<Code extends DiagnosticCode> = {
  readonly [Kind in Fact["kind"]]?: (fact: FactOf<Kind>, report: Report<Code>) => void;
};

export interface Rule {
  readonly code: DiagnosticCode;
  readonly kinds: readonly Fact["kind"][];
  /** The check of one of these kinds for a sink; what it finds goes to `found`. */
  readonly checkOf: (kind: Fact["kind"], found: (diagnostic: Diagnostic) => void) => Check;
}

export type Check = (fact: Fact) => void;

/** Defines the rule of a code. */
export function defineRule<Code extends DiagnosticCode>(code: Code, checks: Checks<Code>): Rule {
  const kinds = Object.keys(checks) as Fact["kind"][];
  return {
    code,
    kinds,
    checkOf: (kind, found) => {
      const check = checks[kind] as (fact: Fact, report: Report<Code>) => void;
      const report: Report<Code> = (origin, parameters, extras) =>
        found(createDiagnostic(code, origin, parameters, extras));
      return (fact) => check(fact, report);
    },
  };
}

/** Hands facts to the rules and collects what they report. */
export interface FactSink {
  /** Returns true if a rule reported an error, so that the caller leaves the value out. */
  readonly emit: (fact: Fact) => boolean;
  readonly diagnostics: () => readonly Diagnostic[];
}

/** A sink over the given rules; equal reports at one place are kept once. */
export function createFactSink(rules: readonly Rule[]): FactSink {
  const found = new Map<string, Diagnostic>();
  let isError = false;
  const note = (diagnostic: Diagnostic): void => {
    const { file, span } = diagnostic.origin;
    const key = `${diagnostic.code} ${span.start} ${span.end} ${file}`;
    if (!found.has(key)) found.set(key, diagnostic);
    isError ||= diagnostic.severity === "error";
  };
  const checks = checksByKind(rules, note);
  return {
    // Called several times a line of the text: nothing is made anew here. Checks emit no facts themselves.
    emit: (fact) => {
      isError = false;
      for (const check of checks.get(fact.kind) ?? noChecks) check(fact);
      return isError;
    },
    diagnostics: () => [...found.values()],
  };
}

function checksByKind(
  rules: readonly Rule[],
  note: (diagnostic: Diagnostic) => void,
): ReadonlyMap<Fact["kind"], readonly Check[]> {
  const checks = new Map<Fact["kind"], Check[]>();
  for (const rule of rules) {
    for (const kind of rule.kinds) {
      const known = checks.get(kind);
      if (known === undefined) checks.set(kind, [rule.checkOf(kind, note)]);
      else known.push(rule.checkOf(kind, note));
    }
  }
  return checks;
}

const noChecks: readonly Check[] = [];
