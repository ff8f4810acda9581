// What can be done with a document as a whole. A new action is one file and one line here.

import type { CodeActionKind } from "vscode-languageserver";
import type { Snapshot } from "../snapshot.js";
import type { SpanEdit } from "../to-lsp.js";
import { organizeImports } from "./organize-imports.js";
import { repairAll } from "./repair-all.js";
import { sortDeclarations } from "./sort-declarations.js";

/** One action on a whole document. */
export interface SourceAction {
  readonly kind: CodeActionKind;
  /** An imperative in plain words. */
  readonly title: string;
  /** Empty if there is nothing to do. */
  readonly edits: (snapshot: Snapshot) => readonly SpanEdit[];
}

export const sourceActions: readonly SourceAction[] = [organizeImports, repairAll, sortDeclarations];
