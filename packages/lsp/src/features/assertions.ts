// ncrn/assertions: the conditions that a text asserts, by block. The text is sent along, so that files can be listed
// that are not open.

import { createSourceText, parse } from "@ncrn/language";
import type { Range } from "vscode-languageserver";
import { assertionsIn } from "../assertions/assertions-in.js";
import type { WorkspaceFeature } from "../feature.js";
import { LONGEST_CHECKED } from "../longest-checked.js";
import { rangeFromSpan } from "../to-lsp.js";

export interface AssertionsParameters {
  readonly text: string;
}

/** A block with what it asserts. */
export interface AssertionBlock {
  readonly name: string;
  /** The first line of the block. */
  readonly range: Range;
  readonly assertions: readonly { readonly text: string; readonly range: Range }[];
}

export const assertions: WorkspaceFeature<AssertionsParameters, readonly AssertionBlock[]> = {
  method: "ncrn/assertions",
  capabilities: {},
  nothing: [],
  respond: assertionsOf,
};

/** Blocks with at least one condition, in order; none of a text too long to be checked. */
export function assertionsOf({ text }: AssertionsParameters): readonly AssertionBlock[] {
  if (text.length > LONGEST_CHECKED) return [];
  const source = createSourceText("", text);
  return assertionsIn(parse(source).document).map(({ declaration, name, conditions }) => ({
    name,
    range: rangeFromSpan(source, { start: declaration.span.start, end: declaration.span.start }),
    assertions: conditions.map(({ span }) => ({
      text: text.slice(span.start, span.end).replace(/\s+/g, " "),
      range: rangeFromSpan(source, span),
    })),
  }));
}
