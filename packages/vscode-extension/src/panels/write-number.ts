// A number for a document, at the place of another.

import { Range, Uri, WorkspaceEdit, workspace } from "vscode";
import type { WrittenPlace } from "../messages/run-messages.js";

/** False if the text has something else at the place by now. */
export async function writeNumber(
  address: string,
  { span, value: former }: WrittenPlace,
  value: number,
): Promise<boolean> {
  const document = await workspace.openTextDocument(Uri.parse(address));
  const range = new Range(document.positionAt(span.start), document.positionAt(span.end));
  const digits = document.getText(range).replaceAll(/[\s_]/g, "");
  if (digits === "" || Number(digits) !== former) return false;
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, String(value));
  return workspace.applyEdit(edit);
}
