// What a refactoring is: a place in the text → other ways of writing what stands there, each with the same meaning.

import type { LoadedDocument, Node, Span } from "@ncrn/language";
import type { CodeActionKind } from "vscode-languageserver";
import type { SpanEdit } from "../to-lsp.js";

/** Where the user asks for refactorings. */
export interface RefactoringPlace {
  readonly loaded: LoadedDocument;
  /** The selection without blanks at its ends; empty for a cursor. */
  readonly selection: Span;
  /** The nodes around the whole selection, outermost first. */
  readonly nodes: readonly Node[];
}

/** Another way of writing something. */
export interface Rewriting {
  /** An imperative in plain words, names in backticks. */
  readonly title: string;
  /** Do not overlap. */
  readonly edits: readonly SpanEdit[];
}

/** One kind of rewriting, offered only where the chemistry stays the same. */
export interface Refactoring {
  readonly kind: CodeActionKind;
  readonly rewritings: (place: RefactoringPlace) => readonly Rewriting[];
}
