// The texts of a model → the checked program and the network that a name means, or what is missing or wrong.

import { type CompiledSubject, compiledSubject, type Subject, type SubjectKind } from "@ncrn/experiments";
import {
  type Analysis,
  analyze,
  type CheckedProgram,
  createSourceText,
  type Diagnostic,
  diagnosticsAbout,
  hasErrors,
} from "@ncrn/language";
import { addressOf } from "@ncrn/lsp/client";
import type { ModelTexts } from "../messages/run-messages.js";

/** What of a model is asked for. */
export interface ModelRequest {
  readonly model: ModelTexts;
  readonly kind: SubjectKind;
  /** A record or a network; may be left out if there is one candidate. */
  readonly name: string | undefined;
  readonly overrides: Readonly<Record<string, number>>;
}

/** A model that can be run or drawn. */
export interface OpenModel {
  readonly program: CheckedProgram;
  readonly analysis: Analysis;
  readonly subject: Subject;
  /** Text of a data file by its path as written, and the file that names it. */
  readonly readText: (written: string, namedIn: string) => string | undefined;
  /** Warnings and less about the network and what it reads, and assertions that fail. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What opening leads to. */
export type Opening =
  | { readonly kind: "files-needed"; readonly addresses: readonly string[] }
  | { readonly kind: "faulty"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "open"; readonly model: OpenModel };

/** Opens what a request means. */
export function openModel({ model, kind, name, overrides }: ModelRequest): Opening {
  const { resolve, missing } = resolverOf(model);
  const root = createSourceText(model.root, model.texts[model.root] ?? "");
  const analysis = analyze(root, { resolve, overrides: new Map(Object.entries(overrides)) });
  if (missing.size > 0) return { kind: "files-needed", addresses: [...missing] };
  const { program } = analysis;
  // What is left after mistakes were left out is meant only if it is named.
  if (name === undefined && hasErrors(analysis.diagnostics))
    return { kind: "faulty", diagnostics: analysis.diagnostics };
  const compiled: CompiledSubject = compiledSubject(program, name, kind);
  const { subject, source, usage } = compiled;
  if (usage !== undefined) {
    // What is meant may be there with mistakes.
    const found = hasErrors(analysis.diagnostics) ? [] : [usage];
    return { kind: "faulty", diagnostics: [...analysis.diagnostics, ...found] };
  }
  const checked = source === undefined ? analysis.diagnostics : diagnosticsAbout(analysis, [source.origin]);
  const found = [...checked, ...compiled.diagnostics];
  // An assertion that fails is said, and takes no meaning away from the network.
  if (subject === undefined || hasErrors(checked)) return { kind: "faulty", diagnostics: found };
  return { kind: "open", model: { program, analysis, subject, readText: resolve, diagnostics: found } };
}

interface Resolver {
  readonly resolve: (written: string, importingFile: string) => string | undefined;
  /** Addresses that were asked for and whose text nobody has told yet. */
  readonly missing: ReadonlySet<string>;
}

function resolverOf({ texts }: ModelTexts): Resolver {
  const missing = new Set<string>();
  const resolve = (written: string, importingFile: string): string | undefined => {
    const address = addressOf(written, importingFile);
    if (address === undefined) return undefined;
    const text = texts[address];
    if (text === undefined) missing.add(address);
    return text ?? undefined;
  };
  return { resolve, missing };
}
