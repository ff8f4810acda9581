// Where the results of a scan go: a table, a document, a picture, each by its flag or by the ending of `--out`.

import path from "node:path";
import { csvFromScan, type ScanResult, scanFigure } from "@ncrn/experiments";
import { wrongUsage } from "../failure.js";
import { pictureFormat, writePicture } from "../figures.js";
import { fileUnlessDash, requireFiles, writeAtomically } from "../files.js";
import { jsonText, type Output } from "../output.js";
import type { FileToWrite } from "../write-each.js";

/** Flags that name files. */
export interface ScanFileFlags {
  readonly csv?: string;
  readonly plot?: string;
  readonly out?: string;
}

/** A file and what it is to hold. */
export interface ScanFile {
  readonly file: string;
  readonly content: "table" | "document" | "picture";
}

/** The files that are asked for; wrong usage if one has an unknown ending or cannot be written. */
export function scanFiles({ csv, plot, out }: ScanFileFlags, output: Output): readonly ScanFile[] {
  const table = fileUnlessDash(csv, output);
  if (plot !== undefined) pictureFormat(plot);
  const files: readonly ScanFile[] = [
    ...(table === undefined ? [] : [{ file: table, content: "table" } as const]),
    ...(plot === undefined ? [] : [{ file: plot, content: "picture" } as const]),
    ...(out === undefined ? [] : [{ file: out, content: contentOf(out) }]),
  ];
  requireFiles(files.map(({ file }) => file));
  return files;
}

function contentOf(file: string): ScanFile["content"] {
  switch (path.extname(file).toLowerCase()) {
    case ".csv":
      return "table";
    case ".json":
      return "document";
    case ".svg":
    case ".png":
      return "picture";
    default:
      throw wrongUsage(
        "wrong-usage",
        `\`--out\` does not know what to write into \`${file}\``,
        "End the name in .csv for a table, .json for everything, or .svg or .png for a picture.",
      );
  }
}

/** What a scan writes into its files. */
export function writersOf(
  files: readonly ScanFile[],
  result: ScanResult,
  { document, logarithmic }: { readonly document: () => unknown; readonly logarithmic: boolean },
): readonly FileToWrite[] {
  return files.map(({ file, content }) => ({
    file,
    write: () => {
      switch (content) {
        case "table":
          return writeAtomically(file, csvFromScan(result));
        case "document":
          return writeAtomically(file, jsonText(document()));
        case "picture":
          return writePicture(file, scanFigure(result, { logarithmic }));
      }
    },
  }));
}
