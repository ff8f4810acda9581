// textDocument/semanticTokens: colours by meaning, for the whole document, for what has changed, and for a part of it.

import {
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  SemanticTokensDeltaRequest,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
} from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import { occurrencesIn } from "../navigation/occurrences.js";
import { type SemanticName, semanticNames } from "../navigation/semantic-names.js";
import { tokenModifiers, tokenTypes } from "../navigation/token-types.js";
import type { Snapshot } from "../snapshot.js";
import { offsetFromPosition, rangeFromSpan } from "../to-lsp.js";
import type { Workspace } from "../workspace.js";

const capabilities: ServerCapabilities = {
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: { delta: true },
    range: true,
  },
};

export const semanticTokens: Feature<SemanticTokensParams, SemanticTokens | null> = {
  method: SemanticTokensRequest.method,
  capabilities,
  nothing: null,
  respond: (snapshot, _, context) => allTokens(snapshot, context),
};

export const semanticTokensDelta: Feature<
  SemanticTokensDeltaParams,
  SemanticTokens | SemanticTokensDelta | null
> = {
  method: SemanticTokensDeltaRequest.method,
  capabilities,
  nothing: null,
  respond: changedTokens,
};

export const semanticTokensRange: Feature<SemanticTokensRangeParams, SemanticTokens | null> = {
  method: SemanticTokensRangeRequest.method,
  capabilities,
  nothing: null,
  respond: tokensInRange,
};

/** All tokens, with an identifier by which the next request may ask for the difference. */
export function allTokens(snapshot: Snapshot, { workspace }: FeatureContext): SemanticTokens {
  const data = encoded(snapshot, namesOf(snapshot));
  return { resultId: remember(workspace, snapshot.uri, data), data };
}

/** The difference to the last answer, or all tokens if that was another one than the client has. */
export function changedTokens(
  snapshot: Snapshot,
  { previousResultId }: Pick<SemanticTokensDeltaParams, "previousResultId">,
  { workspace }: FeatureContext,
): SemanticTokens | SemanticTokensDelta {
  const last = answersOf(workspace).get(snapshot.uri);
  const data = encoded(snapshot, namesOf(snapshot));
  const resultId = remember(workspace, snapshot.uri, data);
  if (last?.resultId !== previousResultId) return { resultId, data };
  return { resultId, edits: difference(last.data, data) };
}

/** The tokens of a part of the document, without an identifier. */
export function tokensInRange(
  snapshot: Snapshot,
  { range }: Pick<SemanticTokensRangeParams, "range">,
): SemanticTokens {
  const start = offsetFromPosition(snapshot.source, range.start);
  const end = offsetFromPosition(snapshot.source, range.end);
  const touched = namesOf(snapshot).filter(({ span }) => span.start < end && span.end > start);
  return { data: encoded(snapshot, touched) };
}

function namesOf(snapshot: Snapshot): readonly SemanticName[] {
  const analysis = snapshot.analysis();
  const document = documentOf(snapshot);
  if (analysis === undefined || document === undefined) return [];
  const names = semanticNames(document, occurrencesIn(analysis));
  const unused = unusedAt(snapshot);
  return unused.size === 0
    ? names
    : names.map((name) =>
        unused.has(name.span.start) ? { ...name, modifiers: [...name.modifiers, "unused"] } : name,
      );
}

/** Where declared names begin that are never used. */
function unusedAt({ source, diagnostics }: Snapshot): ReadonlySet<number> {
  return new Set(
    diagnostics().flatMap(({ code, origin }) =>
      code === "unused-declaration" && origin.file === source.name ? [origin.span.start] : [],
    ),
  );
}

/** Five numbers a token: line and column relative to the token before, length, type, modifiers as bits. */
function encoded({ source }: Snapshot, names: readonly SemanticName[]): number[] {
  let [line, character] = [0, 0];
  return names.flatMap(({ span, type, modifiers }) => {
    const { start } = rangeFromSpan(source, span);
    const column = start.line === line ? start.character - character : start.character;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    const token = [start.line - line, column, span.end - span.start, tokenTypes.indexOf(type), bits];
    line = start.line;
    character = start.character;
    return token;
  });
}

/** What was sent last about a document. */
interface Answer {
  readonly resultId: string;
  readonly data: readonly number[];
}

/** Editors hold fewer documents open; for one that was forgotten all tokens are sent again. */
const MOST_ANSWERS = 100;

const answers = new WeakMap<Workspace, Map<string, Answer>>();

function answersOf(workspace: Workspace): Map<string, Answer> {
  const known = answers.get(workspace) ?? new Map<string, Answer>();
  answers.set(workspace, known);
  return known;
}

function remember(workspace: Workspace, uri: string, data: readonly number[]): string {
  const known = answersOf(workspace);
  const resultId = String(Number(known.get(uri)?.resultId ?? 0) + 1);
  known.delete(uri);
  known.set(uri, { resultId, data });
  const [oldest] = known.keys();
  if (known.size > MOST_ANSWERS && oldest !== undefined) known.delete(oldest);
  return resultId;
}

/** One edit: what lies between the common start and the common end, in whole tokens. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta["edits"] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  start -= start % 5;
  if (start === before.length && start === after.length) return [];
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  end -= end % 5;
  return [{ start, deleteCount: before.length - end - start, data: after.slice(start, after.length - end) }];
}
