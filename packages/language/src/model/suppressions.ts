// `// ncrn-ignore code: reason` silences warnings and hints of that code on its own line and on the next one.

import type { Comment } from "../ast/nodes.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { lineColumnAt, type SourceText } from "../text/source-text.js";

/** A file with its comments. */
export interface CommentedSource {
  readonly source: SourceText;
  readonly comments: readonly Comment[];
}

/** The diagnostics that no comment silences. Errors cannot be silenced. */
export function withoutSuppressed(
  diagnostics: readonly Diagnostic[],
  files: readonly CommentedSource[],
): readonly Diagnostic[] {
  const silenced = new Map(
    files.map((file) => [file.source.name, { source: file.source, lines: silencedLines(file) }]),
  );
  return diagnostics.filter(({ code, severity, origin }) => {
    const file = silenced.get(origin.file);
    if (severity === "error" || file === undefined || file.lines.size === 0) return true;
    return !file.lines.has(`${lineColumnAt(file.source, origin.span.start).line} ${code}`);
  });
}

function silencedLines({ source, comments }: CommentedSource): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const comment of comments) {
    const code = /\bncrn-ignore\s+([a-z][a-z-]*)/.exec(comment.value)?.[1];
    if (code === undefined) continue;
    const { line } = lineColumnAt(source, comment.span.start);
    lines.add(`${line} ${code}`).add(`${line + 1} ${code}`);
  }
  return lines;
}
