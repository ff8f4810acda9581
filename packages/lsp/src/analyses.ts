// Files that need not be open → what the checker says about them, as they are or as they would be with other texts.

import { type Analysis, analyzeInPieces, createSourceText, type SourceText } from "@ncrn/language";
import type { Host } from "./host.js";
import { LONGEST_CHECKED } from "./longest-checked.js";
import type { Parses } from "./parses.js";
import type { Pieces } from "./pieces.js";

/** Analyses of files by the names of the host. */
export interface Analyses {
  /** A file with everything that it imports; remembered until one of the texts changes. */
  readonly ofFile: (file: string) => Pieces<Analysis | undefined>;
  /**
   * Analyses in which all of these files occur: one for all where that is possible, since what they import is then
   * looked at only once. With `texts` some files have other texts than they have now.
   */
  readonly ofFiles: (
    files: readonly string[],
    texts?: ReadonlyMap<string, string>,
  ) => Pieces<readonly Analysis[]>;
  /** Told that these files may have other texts now, be new or be gone: what rests on their old texts is let go. */
  readonly textsChanged: (files: readonly string[]) => void;
}

/** What analyses need from outside. */
export interface AnalysisEnvironment {
  readonly textOf: (file: string) => string | undefined;
  readonly fileOf: (name: string) => string;
  readonly host: Host;
  readonly parses: Parses;
}

/** Components, statements and terms that a file may make in the editor: some hundred milliseconds of work. */
export const MOST_WORK = 50_000;

/** Enough for going to and fro between a few symbols. */
const MOST_REMEMBERED = 50;

/** An analysis with the texts that it rests on. */
interface Remembered {
  readonly analysis: Analysis;
  readonly texts: ReadonlyMap<string, string | undefined>;
}

/** A store that is empty yet. */
export function createAnalyses(environment: AnalysisEnvironment): Analyses {
  const { remembered, textsChanged } = createMemory(environment);
  const asTheyAre: ReadonlyMap<string, string> = new Map();
  const ofFile = (file: string): Pieces<Analysis | undefined> =>
    remembered(file, () => analysisOfFile(file, asTheyAre, environment));
  const joint = function* (
    files: readonly string[],
    texts: ReadonlyMap<string, string> | undefined,
  ): Pieces<Analysis | undefined> {
    if (texts !== undefined) return (yield* jointAnalysis(files, texts, environment))?.analysis;
    return yield* remembered(files.join("\n"), () => jointAnalysis(files, asTheyAre, environment));
  };
  return {
    ofFile,
    textsChanged,
    ofFiles: function* (files, texts) {
      const together = yield* joint(files, texts);
      if (together !== undefined && isWhole(together, files, environment)) return [together];
      const found: Analysis[] = [];
      for (const file of files) {
        const one =
          texts === undefined
            ? yield* ofFile(file)
            : (yield* analysisOfFile(file, texts, environment))?.analysis;
        if (one !== undefined) found.push(one);
      }
      return found;
    },
  };
}

interface Memory extends Pick<Analyses, "textsChanged"> {
  /** Makes an analysis again only if one of its texts has changed. */
  readonly remembered: (
    key: string,
    make: () => Pieces<Remembered | undefined>,
  ) => Pieces<Analysis | undefined>;
}

function createMemory({ textOf }: AnalysisEnvironment): Memory {
  const known = new Map<string, Remembered>();
  let changes = 0;
  // Not every change is told: an editor may not watch the disk.
  const isCurrent = ({ texts }: Remembered): boolean =>
    [...texts].every(([file, text]) => textOf(file) === text);
  return {
    remembered: function* (key, make) {
      const last = known.get(key);
      const before = changes;
      const next = last !== undefined && isCurrent(last) ? last : yield* make();
      known.delete(key);
      // While it was made others were let in, perhaps an edit.
      if (next !== undefined && (changes === before || isCurrent(next))) known.set(key, next);
      const [oldest] = known.keys();
      if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
      return next?.analysis;
    },
    textsChanged: (files) => {
      changes++;
      // A look at the disk takes time: none at files on which nothing rests, one at each of the others.
      const about = files.filter((file) => [...known.values()].some(({ texts }) => texts.has(file)));
      const now = about.map((file) => [file, textOf(file)] as const);
      for (const [key, { texts }] of known)
        if (now.some(([file, text]) => texts.has(file) && texts.get(file) !== text)) known.delete(key);
    },
  };
}

function* analysisOfFile(
  file: string,
  replaced: ReadonlyMap<string, string>,
  environment: AnalysisEnvironment,
): Pieces<Remembered | undefined> {
  const { texts, read } = reader(replaced, environment);
  const text = read(file);
  if (text === undefined || text.length > LONGEST_CHECKED) return undefined;
  const { host, fileOf } = environment;
  const resolve = (written: string, importingFile: string): string | undefined => {
    const found = host.locate(written, fileOf(importingFile), file);
    return found && read(found);
  };
  const options = { resolve, parse: environment.parses, mostWork: MOST_WORK };
  return { analysis: yield* analyzeInPieces(createSourceText(file, text), options), texts };
}

/** A file that is on no disk imports all of them; undefined for fewer than two files. */
function* jointAnalysis(
  files: readonly string[],
  replaced: ReadonlyMap<string, string>,
  environment: AnalysisEnvironment,
): Pieces<Remembered | undefined> {
  const [first] = files;
  if (first === undefined || files.length < 2) return undefined;
  const folder = first.replaceAll("\\", "/").split("/").slice(0, -1);
  const paths = new Map(files.map((file) => [relativePath(folder, file), file]));
  const root = jointRoot(folder.join("/"), [...paths.keys()]);
  const { texts, read } = reader(replaced, environment);
  const { host, fileOf } = environment;
  const resolve = (written: string, importingName: string): string | undefined => {
    if (importingName === root.name) return read(paths.get(written) ?? "");
    const importingFile = fileOf(importingName);
    const found =
      host.locate(written, importingFile, importingFile) ?? host.locate(written, importingFile, first);
    return found && read(found);
  };
  const options = { resolve, parse: environment.parses, mostWork: MOST_WORK };
  return { analysis: yield* analyzeInPieces(root, options), texts };
}

function jointRoot(folder: string, paths: readonly string[]): SourceText {
  const imports = paths.map((path, index) => `import "${path}" as file${index}`);
  return createSourceText(`${folder}/all files.ncrn`, imports.join("\n"));
}

/** With `./` in front, lest a folder `std` be taken for the standard library. */
function relativePath(folder: readonly string[], file: string): string {
  const parts = file.replaceAll("\\", "/").split("/");
  const differs = folder.findIndex((part, index) => part !== parts[index]);
  const common = differs < 0 ? folder.length : differs;
  return `./${"../".repeat(folder.length - common)}${parts.slice(common).join("/")}`;
}

/** False if a file was not found by its path, or if files that import one another make the order matter. */
function isWhole(
  { documents, diagnostics }: Analysis,
  files: readonly string[],
  { fileOf }: AnalysisEnvironment,
): boolean {
  const found = new Set(documents.map(({ source }) => fileOf(source.name)));
  return files.every((file) => found.has(file)) && !diagnostics.some(({ code }) => code === "import-cycle");
}

interface Reader {
  /** What was read so far. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly read: (file: string) => string | undefined;
}

function reader(replaced: ReadonlyMap<string, string>, { textOf }: AnalysisEnvironment): Reader {
  const texts = new Map<string, string | undefined>();
  const read = (file: string): string | undefined => {
    const text = replaced.get(file) ?? textOf(file);
    texts.set(file, text);
    return text;
  };
  return { texts, read };
}
