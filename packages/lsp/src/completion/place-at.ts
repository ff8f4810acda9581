// Text before a place → what may be written there.

import type { TextBefore, WrittenToken } from "@ncrn/language";
import { type Frame, isKeyword, isSymbol, type OpenText } from "./frames.js";
import { nothing, type Place, words } from "./place.js";
import { placeInDeclaration } from "./place-in-declaration.js";
import { constantNeeded, placeInExpression } from "./place-in-expression.js";
import { isFileSetting, placeInColumn, placeInRecord } from "./place-in-record.js";
import { placeInEvent, placeInStatement, withBrace } from "./place-in-statement.js";

/** What may be written at the end of `before`; `given` are the keys of the record there, if it is one. */
export function placeAt(
  before: TextBefore,
  open: OpenText,
  given: readonly string[],
  written: string,
): Place {
  if (before.inside === "comment" || before.inside === "number") return nothing;
  const frame = open.frames.at(-1) as Frame;
  if (before.inside === "string") return placeInString(open.line, frame, written);
  const { line } = open;
  if (line.length === 0 && !open.mayBegin) return words(...(endsIf(open.closed) ? ["else"] : []));
  switch (frame.kind) {
    case "document":
      return line.length === 0 ? { kind: "declaration" } : placeInDeclaration(line);
    case "imported":
      return placeInImportedNames(line);
    case "block":
      return line.length === 0 ? statementPlace(frame, open.closed) : placeInStatement(line, frame);
    case "event":
      return placeInEvent(line, containerOf(open.frames));
    case "record":
      return placeInRecord(line, frame.record, given);
    case "data":
      return placeInData(line, given);
    case "sample":
      return placeInColumn(line);
  }
}

/** Only names of files are offered inside of quotes. */
function placeInString(line: readonly WrittenToken[], frame: Frame, written: string): Place {
  const last = line.at(-1);
  const head = line[0];
  if (frame.kind === "document") {
    const isImport = isKeyword(head, "import") && (line.length === 1 || isKeyword(last, "from"));
    if (isImport) return { kind: "file", extension: "ncrn", written };
    if (isKeyword(head, "data") && isKeyword(last, "from"))
      return { kind: "file", extension: "csv", written };
  }
  const isFile = frame.kind === "data" && isSymbol(last, ":") && isFileSetting("data", head?.text);
  return isFile ? { kind: "file", extension: "csv", written } : nothing;
}

function placeInImportedNames(line: readonly WrittenToken[]): Place {
  const last = line.at(-1);
  if (last !== undefined && !isSymbol(last, ",")) return nothing;
  return { kind: "importedName", given: line.filter(({ kind }) => kind === "name").map(({ text }) => text) };
}

function statementPlace(frame: Frame & { kind: "block" }, closed: Frame | undefined): Place {
  const { container, inPhase, inLoop } = frame;
  return { kind: "statement", container, inPhase, inLoop, mayElse: endsIf(closed) };
}

function endsIf(closed: Frame | undefined): boolean {
  return closed?.kind === "block" && isKeyword(closed.head[0], "if");
}

/** The kind of the block around an event. */
function containerOf(frames: readonly Frame[]): "network" | "module" | "model" {
  return frames.filter((frame) => frame.kind === "block").at(-1)?.container ?? "network";
}

/** Settings of a data set, or columns. */
function placeInData(line: readonly WrittenToken[], given: readonly string[]): Place {
  if (isKeyword(line[0], "sample"))
    return withBrace(placeInExpression(line.slice(1), { ...constantNeeded, scope: "file" }));
  const isColumn = isSymbol(line[1], "=") || isSymbol(line[1], "~");
  return isColumn ? placeInColumn(line) : placeInRecord(line, "data", given);
}
