// The Prettier plugin for `.ncrn`: it prints the tree, never the text. Works in Node and, with prettier/standalone,
// in a browser. A text with syntax errors is refused: formatting does not guess.

import type { Parser, Plugin, Printer } from "prettier";
import { format } from "prettier/standalone";
import { childKeys } from "../ast/child-keys.js";
import type { Comment, Node } from "../ast/nodes.js";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { parse } from "../parse.js";
import { createSourceText, lineColumnAt, type SourceText } from "../text/source-text.js";
import type { FormattedDocument, PrintedNode } from "./document.js";
import { attachComment, canAttachComment, type Placement, placeComments } from "./place-comments.js";
import { hasFormatPragma, hasIgnorePragma, withFormatPragma } from "./pragmas.js";
import { type AttachedComment, type NodeWithComments, printComment } from "./print-comment.js";
import { printNode } from "./print-node.js";

/** Thrown for a text with syntax errors, as Prettier expects of a parser; carries all of them. */
export class SyntaxErrors extends Error {
  override readonly name = "SyntaxError";
  readonly loc: { readonly start: Position; readonly end: Position };

  constructor(
    source: SourceText,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    const first = diagnostics[0];
    super(first?.message ?? "The text has syntax errors.");
    const span = first?.origin.span ?? { start: 0, end: 0 };
    this.loc = { start: lineColumnAt(source, span.start), end: lineColumnAt(source, span.end) };
  }
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where to put the comments of a document that is being formatted. */
const placementsOf = new WeakMap<object, ReadonlyMap<Comment, Placement>>();

const parser: Parser<PrintedNode> = {
  astFormat: "ncrn",
  locStart: (node) => node.span.start,
  locEnd: (node) => node.span.end,
  hasPragma: hasFormatPragma,
  hasIgnorePragma,
  parse(text) {
    const source = createSourceText("document.ncrn", text);
    const { document, comments, diagnostics } = parse(source);
    if (hasErrors(diagnostics)) throw new SyntaxErrors(source, diagnostics);
    const root: FormattedDocument = { ...document, comments };
    placementsOf.set(root, placeComments(text, document, comments));
    return root;
  },
};

const handleComment = (
  comment: AttachedComment,
  _text: string,
  _options: object,
  ast: PrintedNode,
): boolean => {
  const placement = placementsOf.get(ast)?.get(comment);
  if (placement === undefined) return false;
  attachComment(comment, placement);
  return true;
};

const printer: Printer<PrintedNode> = {
  print: (path, options, print) => printNode(path as never, options, print as never),
  getVisitorKeys: (node) => [...(childKeys[(node as Node).kind] ?? [])],
  canAttachComment: (node) => canAttachComment(node as Node),
  isBlockComment: (comment) => (comment as Comment).style === "block",
  printComment: (path) => printComment(path),
  insertPragma: withFormatPragma,
  hasPrettierIgnore: (path) =>
    ((path.node as NodeWithComments).comments ?? []).some(
      ({ leading, value }) => leading && /^\/\/ *prettier-ignore *$/.test(value),
    ),
  handleComments: { ownLine: handleComment, endOfLine: handleComment, remaining: handleComment },
};

/** The plugin: `prettier --plugin @ncrn/language/format`. */
export const ncrnPlugin: Plugin<PrintedNode> = {
  languages: [{ name: "ncrn", parsers: ["ncrn"], extensions: [".ncrn"] }],
  parsers: { ncrn: parser },
  printers: { ncrn: printer },
  defaultOptions: { printWidth: 100 },
};

export default ncrnPlugin;

/** What formatting gives: the text in the one style, or the syntax errors that stand in the way. */
export type FormatResult = { readonly text: string } | { readonly diagnostics: readonly Diagnostic[] };

/** Formats a text; CRLF becomes LF. */
export async function formatText(source: SourceText): Promise<FormatResult> {
  const { diagnostics } = parse(source);
  if (hasErrors(diagnostics)) return { diagnostics };
  return { text: await format(source.content, { parser: "ncrn", plugins: [ncrnPlugin] }) };
}
