// Files of the standard library, which are on no disk, as read-only documents: `ncrn-view:/std/clocks.ncrn`.

import { createSourceText, type SourceText, type Span, standardLibrary } from "@ncrn/language";
import type { Location } from "vscode-languageserver";
import type { FeatureContext } from "../feature.js";
import { rangeFromSpan } from "../to-lsp.js";
import { VIEW_SCHEME } from "./view-address.js";

/** True for the name that the language gives to a file of the standard library. */
export function isStandardFile(file: string): boolean {
  return file.startsWith("std/");
}

/** The text of a file of the standard library; undefined if there is none of this name. */
export function standardSource(file: string): SourceText | undefined {
  const text = standardLibrary.get(file.replace(/\.ncrn$/, ""));
  return text === undefined ? undefined : createSourceText(withExtension(file), text);
}

/** The file of the standard library that an address of a view shows. */
export function standardFileAt(address: string): SourceText | undefined {
  const [, file] = /^ncrn-view:\/+(std\/[^?#]+)$/.exec(address) ?? [];
  return file === undefined ? undefined : standardSource(file);
}

/** A place in a file of the standard library, by default its beginning; undefined for a client that could not open it. */
export function standardLocation(
  file: string,
  { client }: Pick<FeatureContext, "client">,
  span: Span = { start: 0, end: 0 },
): Location | undefined {
  const source = client?.virtualDocuments ? standardSource(file) : undefined;
  return source && { uri: `${VIEW_SCHEME}:/${source.name}`, range: rangeFromSpan(source, span) };
}

function withExtension(file: string): string {
  return file.endsWith(".ncrn") ? file : `${file}.ncrn`;
}
