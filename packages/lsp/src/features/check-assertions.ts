// ncrn/checkAssertions: whether the conditions hold that an open document asserts.

import type { Location, Range } from "vscode-languageserver";
import { assertionsIn } from "../assertions/assertions-in.js";
import { verdictAt } from "../assertions/verdicts.js";
import { documentOf } from "../cursor.js";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { rangeFromSpan } from "../to-lsp.js";

export interface CheckAssertionsParameters {
  readonly uri: string;
}

/** The verdict about one condition. */
export interface AssertionVerdict {
  /** Of the condition. */
  readonly range: Range;
  readonly kind: "holds" | "fails" | "unknown";
  /** Why not, or why nobody knows; null if it holds. */
  readonly message: string | null;
  readonly related: readonly { readonly message: string; readonly location: Location }[];
}

export const checkAssertions: WorkspaceFeature<CheckAssertionsParameters, readonly AssertionVerdict[]> = {
  method: "ncrn/checkAssertions",
  capabilities: {},
  nothing: [],
  respond: checkedAssertions,
};

/** One verdict for each condition, in order; none for a document that is not open. */
export async function checkedAssertions(
  { uri }: CheckAssertionsParameters,
  { workspace, placesOf }: Pick<FeatureContext, "workspace" | "placesOf">,
): Promise<readonly AssertionVerdict[]> {
  const snapshot = workspace.snapshotOf(uri);
  const document = snapshot && documentOf(snapshot);
  if (snapshot === undefined || document === undefined) return [];
  const { sourceOf, uriOf } = placesOf(snapshot);
  const verdicts: AssertionVerdict[] = [];
  for (const { span } of assertionsIn(document).flatMap(({ conditions }) => conditions)) {
    const { kind, message = null, related } = await verdictAt(snapshot, span);
    const places = related.flatMap(({ message: said, origin }) => {
      const source = sourceOf(origin.file);
      if (source === undefined) return [];
      return [
        { message: said, location: { uri: uriOf(origin.file), range: rangeFromSpan(source, origin.span) } },
      ];
    });
    verdicts.push({ range: rangeFromSpan(snapshot.source, span), kind, message, related: places });
  }
  return verdicts;
}
