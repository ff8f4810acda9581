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
  readonly check: (fact: Fact) => readonly Diagnostic[];
}

/** Defines the rule of a code. */
export function defineRule<Code extends DiagnosticCode>(code: Code, checks: Checks<Code>): Rule {
  const kinds = Object.keys(checks) as Fact["kind"][];
  return {
    code,
    kinds,
    check: (fact) => {
      const found: Diagnostic[] = [];
      const check = checks[fact.kind] as ((fact: Fact, report: Report<Code>) => void) | undefined;
      check?.(fact, (origin, parameters, extras) =>
        found.push(createDiagnostic(code, origin, parameters, extras)),
      );
      return found;
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
  const byKind = new Map<Fact["kind"], Rule[]>();
  for (const rule of rules)
    for (const kind of rule.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), rule]);
  const found = new Map<string, Diagnostic>();
  return {
    emit: (fact) => {
      let isError = false;
      for (const rule of byKind.get(fact.kind) ?? []) {
        for (const diagnostic of rule.check(fact)) {
          const { file, span } = diagnostic.origin;
          const key = `${diagnostic.code} ${span.start} ${span.end} ${file}`;
          if (!found.has(key)) found.set(key, diagnostic);
          isError ||= diagnostic.severity === "error";
        }
      }
      return isError;
    },
    diagnostics: () => [...found.values()],
  };
}
