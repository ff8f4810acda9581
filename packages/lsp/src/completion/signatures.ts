// An open call and the names around it → the signatures that may be meant, with the parameter that is being written.

import {
  type BuiltinFunction,
  builtinFunctions,
  type FunctionPlace,
  lookUp,
  recordDescription,
  settingOf,
  type Variant,
} from "@ncrn/language";
import { documentationOf } from "./declaration-text.js";
import { isKeyword } from "./frames.js";
import { moduleSignature, type SignatureText } from "./module-signature.js";
import { type Names, symbolOfPath } from "./names.js";
import type { OpenCall } from "./open-call.js";
import type { Place } from "./place.js";

/** One way in which a call may be meant. */
export interface Signature extends SignatureText {
  readonly documentation: string | undefined;
  /** Index of the parameter that is being written; undefined if all have been. */
  readonly active: number | undefined;
}

/** The likeliest first. `place` is what could stand where the call begins. */
export function signaturesOf(call: OpenCall, place: Place, names: Names): readonly Signature[] {
  const { line } = names.open;
  if (place.kind === "module" || (isKeyword(line[0], "use") && call.start === 3))
    return moduleCall(call, names);
  if (place.kind === "setting") return settingCall(call, place);
  const own = functionCall(call, names);
  if (own.length > 0) return own;
  return call.path.length === 1 ? builtinCall(call, place) : [];
}

function moduleCall(call: OpenCall, { file, snapshot }: Names): readonly Signature[] {
  const symbol = symbolOfPath(file, call.path);
  const text = symbol && moduleSignature(symbol, snapshot);
  if (text === undefined || symbol === undefined) return [];
  return [{ ...text, documentation: documentationOf(symbol, snapshot), active: activeOf(call, text) }];
}

/** `ssa(runs: …, seed: …)`, `grid(x: 0..1, 40)`, `minmax(x)`. */
function settingCall(call: OpenCall, place: Place & { readonly kind: "setting" }): readonly Signature[] {
  const { type } = place;
  const [name] = call.path;
  const documentation = settingOf(recordDescription(place.record), place.key)?.meaning;
  if (type.kind === "variants") {
    const variant = type.variants.find((one) => one.name === name);
    return variant === undefined || variant.arguments.length === 0 ? [] : [variantSignature(call, variant)];
  }
  if (type.kind === "grid" && name === "grid") {
    const text = signatureText("grid", ["column: from..to", "column: from..to", "points"]);
    const active = call.current === undefined && call.named.length > 0 ? 2 : Math.min(call.named.length, 1);
    return [{ ...text, documentation, active }];
  }
  if (type.kind === "scale" && name === "minmax")
    return [
      { ...signatureText("minmax", ["column", "…"]), documentation, active: Math.min(call.positional, 1) },
    ];
  return [];
}

function variantSignature(call: OpenCall, variant: Variant): Signature {
  const list = variant.arguments.map(({ name, default: fallback }) => `${name}: ${fallback}`);
  const text = signatureText(variant.name, list);
  const parameters = text.parameters.map((parameter, index) => ({
    ...parameter,
    name: variant.arguments[index]?.name ?? "",
    documentation: variant.arguments[index]?.meaning,
  }));
  const full = { label: text.label, parameters };
  return { ...full, documentation: variant.meaning, active: activeOf({ ...call, positional: 0 }, full) };
}

/** A function of the user, of this file or an imported one. */
function functionCall(call: OpenCall, names: Names): readonly Signature[] {
  const scope =
    call.path.length === 1 ? names.file : symbolOfPath(names.file, call.path.slice(0, -1))?.members;
  const symbol = scope && lookUp(scope, `${call.path.at(-1)}()`);
  if (symbol?.declaration.kind !== "FunctionDeclaration") return [];
  const text = signatureText(
    symbol.name,
    symbol.declaration.parameters.map((parameter) => parameter.text),
  );
  const documentation = documentationOf(symbol, names.snapshot);
  return [{ ...text, documentation, active: activeOf(call, text) }];
}

/** All meanings of the name; those that may stand there, and take as many arguments, first. */
function builtinCall(call: OpenCall, place: Place): readonly Signature[] {
  const places: readonly FunctionPlace[] = place.kind === "value" ? place.value.functions : [];
  const entries = builtinFunctions.filter(({ name }) => name === call.path[0]);
  const standing = entries.filter((entry) => entry.places.some((one) => places.includes(one)));
  const isAssertion = place.kind === "value" && place.value.words.includes(call.path[0] ?? "");
  if (isAssertion && call.path[0] === "conserved") return [conserved];
  return (standing.length > 0 ? standing : entries)
    .map((entry) => builtinSignature(call, entry))
    .sort((a, b) => Number(a.active === undefined) - Number(b.active === undefined));
}

const conserved: Signature = {
  ...signatureText("conserved", ["sum"]),
  documentation: "True if no reaction changes the sum, such as `A + 2 * B`.",
  active: 0,
};

function builtinSignature(call: OpenCall, entry: BuiltinFunction): Signature {
  const isOpen = entry.maximum === undefined && entry.parameters.at(-1)?.endsWith("…") !== true;
  const text = signatureText(entry.name, isOpen ? [...entry.parameters, "…"] : entry.parameters);
  const last = text.parameters.length - 1;
  const position = entry.maximum === undefined ? Math.min(call.positional, last) : call.positional;
  return { ...text, documentation: entry.meaning, active: position <= last ? position : undefined };
}

/** By name where one is written, else the next one that is not given. */
function activeOf(
  { current, named, positional }: OpenCall,
  { parameters }: SignatureText,
): number | undefined {
  const indices = parameters.map((_, index) => index);
  if (current !== undefined) return indices.find((index) => parameters[index]?.name === current);
  return indices.find((index) => index >= positional && !named.includes(parameters[index]?.name ?? ""));
}

/** `name(a, b)`. */
function signatureText(name: string, parameters: readonly string[]): SignatureText {
  let label = `${name}(`;
  const places = parameters.map((parameter, index) => {
    if (index > 0) label += ", ";
    const start = label.length;
    label += parameter;
    return { name: parameter, start, end: label.length, documentation: undefined };
  });
  return { label: `${label})`, parameters: places };
}
