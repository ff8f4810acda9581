// The label of a reaction and a new name → the edit. Nothing refers to a label, but networks are written with it, so two
// reactions of a network cannot have the same.

import {
  type Declaration,
  descendants,
  lineColumnAt,
  type Name,
  type ReactionStatement,
} from "@ncrn/language";
import type { Position } from "vscode-languageserver";
import { cursorAt, documentOf } from "../cursor.js";
import type { Pieces } from "../pieces.js";
import type { Snapshot } from "../snapshot.js";
import type { SpanEdit } from "../to-lsp.js";
import type { Workspace } from "../workspace.js";
import { changeOfMeaning } from "./change-of-meaning.js";
import { newNameFrom, type Refusal } from "./new-name.js";

/** A label with the block that its reaction stands in. */
export interface LabelAt {
  readonly label: Name;
  readonly block: Declaration | undefined;
}

/** The label at a position. */
export function labelAt(snapshot: Snapshot, position: Position): LabelAt | undefined {
  const name = cursorAt(snapshot, position)?.name;
  if (name === undefined || reactionOf(name, snapshot) === undefined) return undefined;
  const block = documentOf(snapshot)?.declarations.find(
    ({ span }) => span.start <= name.span.start && name.span.end <= span.end,
  );
  return { label: name, block };
}

function reactionOf(label: Name, snapshot: Snapshot): ReactionStatement | undefined {
  const document = documentOf(snapshot);
  if (document === undefined) return undefined;
  for (const node of descendants(document))
    if (node.kind === "ReactionStatement" && node.label === label) return node;
  return undefined;
}

/** The edit that gives the label another name, or why it cannot be made. */
export function* labelEdit(
  { label, block }: LabelAt,
  typed: string,
  snapshot: Snapshot,
  workspace: Workspace,
): Pieces<SpanEdit | Refusal> {
  const named = newNameFrom(typed, { kind: "label", mayBeTime: true });
  if ("reason" in named) return named;
  const own = reactionOf(label, snapshot);
  const other = block && own && reactionWithIdentifier(block, own, named.text);
  if (other !== undefined) {
    const { line } = lineColumnAt(snapshot.source, other.span.start);
    return { reason: `The reaction in line ${line} is called \`${named.text}\` already.` };
  }
  let refusal: Refusal | undefined;
  for (const text of named.spellings) {
    const edit = { span: label.span, text };
    const reason =
      named.text === label.text ? undefined : yield* problemOf(edit, named.text, snapshot, workspace);
    if (reason === undefined) return edit;
    refusal ??= { reason };
  }
  return refusal ?? { span: label.span, text: typed };
}

/** A reversible reaction is written as two, the second one with `_reverse` behind its label. */
function reactionWithIdentifier(
  block: Declaration,
  own: ReactionStatement,
  label: string,
): ReactionStatement | undefined {
  const wanted = identifiersOf(own, label);
  for (const node of descendants(block)) {
    if (node.kind !== "ReactionStatement" || node === own || node.label === undefined) continue;
    if (identifiersOf(node, node.label.text).some((one) => wanted.includes(one))) return node;
  }
  return undefined;
}

function identifiersOf({ arrow }: ReactionStatement, label: string): readonly string[] {
  return arrow.reversible ? [label, `${label}_reverse`] : [label];
}

function* problemOf(
  { span, text }: SpanEdit,
  name: string,
  { source }: Snapshot,
  workspace: Workspace,
): Pieces<string | undefined> {
  const { content } = source;
  const texts = new Map([[source.name, content.slice(0, span.start) + text + content.slice(span.end)]]);
  const [before] = yield* workspace.analysesOf([source.name]);
  const [after] = yield* workspace.analysesOf([source.name], texts);
  if (before === undefined || after === undefined) return "The file cannot be read.";
  return yield* changeOfMeaning({ before, after, sought: undefined, name, at: source.name });
}
