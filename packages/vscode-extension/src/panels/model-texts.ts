// A document and the files that a run of it asks for, as texts. Files lie in an open folder or beside the document.

import { type TextDocument, Uri, workspace } from "vscode";
import { textOfFile } from "../documents/text-of-file.js";
import type { ModelTexts } from "../messages/run-messages.js";
import type { FileJudge } from "../requests/file-judge.js";

/** The document by itself. */
export function textsOfDocument(document: TextDocument): ModelTexts {
  const root = document.uri.toString();
  return { root, texts: { [root]: document.getText() } };
}

/** The texts with these files added; `null` for one that cannot or may not be read. No file is read without a judgement. */
export async function withFiles(
  model: ModelTexts,
  addresses: readonly string[],
  judge: FileJudge,
): Promise<ModelTexts> {
  const allowed = new Set(await judge(model.root, addresses).catch(() => []));
  const read = await Promise.all(
    addresses.map(async (address) => {
      const uri = Uri.parse(address);
      const text = allowed.has(address) && mayBeRead(uri, model.root) ? await textOfFile(uri) : undefined;
      return [address, text?.replace(/^\ufeff/, "") ?? null] as const;
    }),
  );
  return { ...model, texts: { ...model.texts, ...Object.fromEntries(read) } };
}

/** As they are written: files of open folders, and files in the document's own folder or below. */
function mayBeRead(uri: Uri, root: string): boolean {
  // On Windows a backslash, which is no part of an address, parts folders all the same.
  if (/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(uri.path)) return false;
  if (workspace.getWorkspaceFolder(uri) !== undefined) return true;
  const folder = root.slice(0, root.lastIndexOf("/") + 1);
  return folder !== "" && uri.toString().startsWith(folder);
}
