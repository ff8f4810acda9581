// Replaces the name by the one that was probably meant.

import type { SourceText } from "../../text/source-text.js";
import type { Span } from "../../text/span.js";
import { defineFixer } from "../fix.js";

export const unresolvedImport = defineFixer("unresolved-import", ({ suggestion }, { origin }, source) =>
  suggestion === undefined
    ? []
    : [
        {
          title: `Replace by \`${suggestion}\``,
          edits: [{ span: origin.span, text: quotedAs(source, origin.span, suggestion) }],
        },
      ],
);

/** A path stands in quotes, a name does not. */
function quotedAs(source: SourceText, span: Span, text: string): string {
  return source.content[span.start] === '"' ? `"${text}"` : text;
}
