// A file name → the checked program with its texts. The only place where the command line calls `analyze`.

import { realpathSync } from "node:fs";
import path from "node:path";
import {
  analyze,
  type CheckedProgram,
  createSourceText,
  type Diagnostic,
  validProgram,
} from "@ncrn/language";
import type { CommandContext } from "./context.js";
import type { Sources } from "./diagnostics-report.js";
import { exitCodes } from "./exit-codes.js";
import { CommandFailure, DiagnosedFailure } from "./failure.js";
import { isFile, isFolder, isInside, projectFolder, readModelText, readText } from "./files.js";

/** What is known of a file after checking. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** Text of a data file by its path as written, and the file that names it; undefined if there is none. */
  readonly readData: (path: string, namedIn: string) => string | undefined;
}

/** Reads and checks a file with everything it imports; the program is undefined if there are errors. */
export function analyzeFile(
  { settings }: Pick<CommandContext, "settings">,
  file: string,
): Analysis & { readonly program: CheckedProgram | undefined } {
  const root = createSourceText(file, readModelText(file));
  const resolve = resolverFor(file);
  const analysis = analyze(root, { resolve, overrides: new Map(Object.entries(settings)) });
  refuseUnknownSettings(file, analysis.unknownOverrides);
  return {
    program: validProgram(analysis),
    diagnostics: analysis.diagnostics,
    sources: new Map(analysis.documents.map(({ source }) => [source.name, source])),
    readData: resolve,
  };
}

function refuseUnknownSettings(file: string, [name]: readonly string[]): void {
  if (name === undefined) return;
  throw new CommandFailure("unknown-name", `\`--set ${name}=…\` names no rate, constant or initial value`, {
    file,
    hint: "Write components as in the file, for example `--set k[1]=2`.",
    exitCode: exitCodes.wrongUsage,
  });
}

/** The program of a file; ends the command if there are errors. */
export function loadProgram(
  context: Pick<CommandContext, "settings">,
  file: string,
): { readonly program: CheckedProgram; readonly analysis: Analysis } {
  const { program, ...analysis } = analyzeFile(context, file);
  if (program === undefined) throw new DiagnosedFailure(analysis.diagnostics, analysis.sources);
  return { program, analysis };
}

/**
 * Reads imports and data relative to the file that names them. A missing file is undefined (the checker says where it
 * is named); one that lies outside the project's folder or cannot be read as text ends the command.
 */
function resolverFor(root: string): (written: string, importingFile: string) => string | undefined {
  const project = projectFolder(root);
  const texts = new Map<string, string | undefined>();
  return (written, importingFile) => {
    const file = path.resolve(path.dirname(importingFile), written);
    if (texts.has(file)) return texts.get(file);
    if (!isInside(project, file) || !isReallyInside(project, file))
      throw outsideProject(written, importingFile, project);
    const text = textUnlessMissing(path.relative("", file));
    texts.set(file, text);
    return text;
  };
}

/** With symbolic links followed, so that a link is no way out of the project. */
function isReallyInside(folder: string, file: string): boolean {
  try {
    return isInside(realpathSync(folder), realpathSync(file));
  } catch {
    return true; // there is no such file: the checker says so where it is named
  }
}

function textUnlessMissing(file: string): string | undefined {
  if (!isFile(file) && !isFolder(file)) return undefined;
  if (file.endsWith(".ncrn")) return readModelText(file);
  const text = readText(file);
  if (text.trim() === "") throw new CommandFailure("empty-data", "the file is empty", { file });
  return text;
}

function outsideProject(written: string, file: string, project: string): CommandFailure {
  return new CommandFailure(
    "outside-project",
    `\`${written}\` lies outside the project folder \`${project}\``,
    {
      file,
      hint: "Move it into the project. The project folder is the nearest one with `package.json` or `.git`, else the working folder.",
    },
  );
}
