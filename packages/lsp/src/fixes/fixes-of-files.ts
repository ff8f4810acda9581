// A file that is named and is not there → the file that was probably meant, of those that are there.

import { closestName, type Diagnostic, type Fix, textOf } from "@ncrn/language";
import { filesToName } from "../completion/offers-of-files.js";
import type { Snapshot } from "../snapshot.js";
import type { Workspace } from "../workspace.js";

/** Codes of files that are missing, with what the names of the files that are meant end in. */
const EXTENSIONS: Readonly<Record<string, "ncrn" | "csv">> = {
  "unresolved-import": "ncrn",
  "file-not-found": "csv",
};

/** Names the file that is spelt nearly like this one, or else has its name in another folder, if there is one. */
export function fixesOfFiles(
  { code, origin, data }: Diagnostic,
  { source }: Snapshot,
  workspace: Pick<Workspace, "filesBeside">,
): readonly Fix[] {
  const extension = EXTENSIONS[code];
  const written = data["path"];
  const isQuoted = textOf(source, origin.span).startsWith('"');
  if (extension === undefined || typeof written !== "string" || !isQuoted || data["suggestion"] !== undefined)
    return [];
  const files = filesToName(source.name, extension, workspace);
  const found = closestName(written, files) ?? onlyNamesake(written, files);
  if (found === undefined) return [];
  return [{ title: `Replace by \`${found}\``, edits: [{ span: origin.span, text: `"${found}"` }] }];
}

/** The one file of the same name, if it lies in another folder. */
function onlyNamesake(written: string, files: readonly string[]): string | undefined {
  const nameOf = (file: string): string => file.split("/").at(-1) ?? file;
  const [only, other] = files.filter((file) => nameOf(file) === nameOf(written) && file !== written);
  return other === undefined ? only : undefined;
}
