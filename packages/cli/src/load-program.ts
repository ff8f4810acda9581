// A file name → the checked program with its texts. The only place where the command line calls `analyze`.

import { realpathSync } from "node:fs";
import path from "node:path";
import {
  analyze,
  type CheckedProgram,
  createSourceText,
  type Diagnostic,
  diagnosticsAbout,
  type Origin,
  validProgram,
} from "@ncrn/language";
import type { CommandContext } from "./context.js";
import type { Sources } from "./diagnostics-report.js";
import { exitCodes } from "./exit-codes.js";
import { CommandFailure } from "./failure.js";
import { isFile, isFolder, isInside, projectFolder, readModelText, readText } from "./files.js";

/** What is known of a file after checking. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** Text of a data file by its path as written, and the file that names it; undefined if there is none. */
  readonly readData: (path: string, namedIn: string) => string | undefined;
}

/** The values that the command line gives to names of the file. */
export type SettingsContext = Pick<CommandContext, "settings" | "sweptName">;

/** A file that was read and checked, whatever was found. */
export interface AnalyzedFile extends Analysis {
  /** Undefined if there are errors. */
  readonly program: CheckedProgram | undefined;
  /** What is sound by itself, whatever errors there are elsewhere. */
  readonly usable: CheckedProgram;
  /** The diagnostics that concern what stands at these places. */
  readonly diagnosticsAbout: (places: readonly Origin[]) => readonly Diagnostic[];
}

/** Reads and checks a file with everything it imports. */
export function analyzeFile({ settings, sweptName }: SettingsContext, file: string): AnalyzedFile {
  const root = createSourceText(file, readModelText(file));
  const { resolve, isOutside, project } = resolverFor(file);
  const analysis = analyze(root, { resolve, overrides: new Map(Object.entries(settings)) });
  refuseUnknownSettings(file, analysis.unknownOverrides, sweptName);
  const explained = (found: Diagnostic): Diagnostic => {
    const written = writtenPath(found);
    return written !== undefined && isOutside(written, found.origin.file)
      ? outsideProject(found, written, project)
      : found;
  };
  return {
    program: validProgram(analysis),
    usable: analysis.program,
    diagnostics: analysis.diagnostics.map(explained),
    diagnosticsAbout: (places) => diagnosticsAbout(analysis, places).map(explained),
    sources: new Map(analysis.documents.map(({ source }) => [source.name, source])),
    readData: resolve,
  };
}

function refuseUnknownSettings(file: string, [name]: readonly string[], sweptName: string | undefined): void {
  if (name === undefined) return;
  const flag = name === sweptName ? "--sweep" : "--set";
  throw new CommandFailure("unknown-name", `\`${flag} ${name}=…\` names no rate, constant or initial value`, {
    file,
    hint: `Write components as in the file, for example \`${flag} k[1]=${flag === "--set" ? "2" : "2..8"}\`.`,
    exitCode: exitCodes.wrongUsage,
  });
}

interface Resolver {
  /**
   * The text of a file by its path as written in another. A file that is missing or lies outside the project's folder is
   * undefined: the checker says where it is named. One that cannot be read as text ends the command.
   */
  readonly resolve: (written: string, importingFile: string) => string | undefined;
  /** True if a path that was asked for leads out of the project. */
  readonly isOutside: (written: string, importingFile: string) => boolean;
  readonly project: string;
}

/** Reads imports and data relative to the file that names them. */
function resolverFor(root: string): Resolver {
  const project = projectFolder(root);
  const texts = new Map<string, string | undefined>();
  const outside = new Set<string>();
  const fileOf = (written: string, importingFile: string) =>
    path.resolve(path.dirname(importingFile), written);
  const resolve = (written: string, importingFile: string) => {
    const file = fileOf(written, importingFile);
    if (texts.has(file)) return texts.get(file);
    const isIn = isInside(project, file) && isReallyInside(project, file);
    if (!isIn) outside.add(file);
    const text = isIn ? textUnlessMissing(path.relative("", file)) : undefined;
    texts.set(file, text);
    return text;
  };
  const isOutside = (written: string, importingFile: string) =>
    [written, `${written}.ncrn`].some((name) => outside.has(fileOf(name, importingFile)));
  return { resolve, isOutside, project };
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
  if (text.trim() === "")
    throw new CommandFailure("empty-data", "the file is empty", {
      file,
      hint: "It needs a header row and at least one row below it.",
    });
  return text;
}

/** The path that a diagnostic says cannot be read. */
function writtenPath({ code, data }: Diagnostic): string | undefined {
  const { path: written } = data;
  const isAboutFile = code === "unresolved-import" || code === "file-not-found";
  return isAboutFile && typeof written === "string" ? written : undefined;
}

/** The diagnostic of a file that could not be read, with the reason that only the command line knows. */
function outsideProject(diagnostic: Diagnostic, written: string, project: string): Diagnostic {
  const verb = diagnostic.code === "unresolved-import" ? "import" : "read";
  return {
    ...diagnostic,
    message: `Cannot ${verb} \`${written}\`: it lies outside the project folder \`${project}\`.`,
    hint: "Move it into the project. The project folder is the nearest one with `package.json` or `.git`, else the working folder.",
  };
}
