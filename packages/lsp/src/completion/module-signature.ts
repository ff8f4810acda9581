// A module → its head as one line, with the place of each parameter in it.

import { type DeclaredSymbol, type ModuleDeclaration, type ModuleParameter, textOf } from "@ncrn/language";
import type { Snapshot } from "../snapshot.js";

/** A line with parameters in it. */
export interface SignatureText {
  readonly label: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly start: number;
    readonly end: number;
    readonly documentation: string | undefined;
  }[];
}

/** The declaration of a module; undefined for another symbol. */
export function moduleOf(symbol: DeclaredSymbol | undefined): ModuleDeclaration | undefined {
  return symbol?.declaration.kind === "ModuleDeclaration" ? symbol.declaration : undefined;
}

/** `Enzyme(species E, S, P; rate bind = 1, split = 0.1)`. */
export function moduleSignature(symbol: DeclaredSymbol, snapshot: Snapshot): SignatureText | undefined {
  const module = moduleOf(symbol);
  if (module === undefined) return undefined;
  const parameters: { name: string; start: number; end: number; documentation: string | undefined }[] = [];
  let label = `${symbol.name}(`;
  let keyword: string | undefined;
  for (const parameter of module.parameters) {
    if (keyword !== undefined) label += parameter.keyword === keyword ? ", " : "; ";
    if (parameter.keyword !== keyword) label += `${parameter.keyword} `;
    keyword = parameter.keyword;
    const text = parameterText(parameter, symbol, snapshot);
    parameters.push({
      name: parameter.name.text,
      start: label.length,
      end: label.length + text.length,
      documentation: meaningOf(parameter),
    });
    label += text;
  }
  return { label: `${label})`, parameters };
}

/** Name, shape and default as written, without the keyword of the group. */
function parameterText(parameter: ModuleParameter, { file }: DeclaredSymbol, snapshot: Snapshot): string {
  const source = snapshot.sourceOf(file);
  if (source === undefined) return parameter.name.text;
  const text = textOf(source, { start: parameter.name.span.start, end: parameter.span.end });
  return text.replace(/\s+/g, " ");
}

function meaningOf({ keyword, defaultValue }: ModuleParameter): string {
  const kinds = {
    species: "A species of the network.",
    signal: "A signal of the network.",
    rate: "A rate constant.",
    const: "A number known before the run.",
  };
  return defaultValue === undefined ? kinds[keyword] : `${kinds[keyword]} May be left out.`;
}
