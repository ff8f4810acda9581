// Reading and writing of files with one clear failure for everything that can go wrong on a disk.

import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { closestName } from "@ncrn/language";
import { CommandFailure, wrongUsage } from "./failure.js";

const LARGEST_TEXT_BYTES = 256 * 1024 * 1024;
const LONGEST_LINE = 1_000_000;

/** The text of a UTF-8 file without its byte order mark. Fails with `file-not-found`, `cannot-read` or `not-text`. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  const firstZero = bytes.indexOf(0);
  if (firstZero >= 0) throw notText(file, bytes, firstZero);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw notText(file, bytes, firstInvalidByte(bytes));
  }
}

/** The text of a model; a line that nobody can have written fails with `line-too-long` before it costs time. */
export function readModelText(file: string): string {
  const text = readText(file);
  let start = 0;
  for (let line = 1; start <= text.length; line++) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > LONGEST_LINE) {
      throw new CommandFailure(
        "line-too-long",
        `this line has ${end - start} characters, more than ${LONGEST_LINE}`,
        {
          file,
          line,
          hint: "Write one statement a line.",
        },
      );
    }
    start = end + 1;
  }
  return text;
}

/** The bytes of a file. Fails with `file-not-found` or `cannot-read`. */
function readBytes(file: string): Buffer {
  try {
    const status = statSync(file);
    if (status.isDirectory()) {
      throw new CommandFailure("cannot-read", "this is a folder, a file is needed", {
        file,
        hint: folderHint(file),
      });
    }
    if (status.size > LARGEST_TEXT_BYTES) {
      throw new CommandFailure("cannot-read", `the file is larger than ${LARGEST_TEXT_BYTES / 2 ** 20} MB`, {
        file,
      });
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw readFailure(file, error);
  }
}

/** True if the path names an existing file. */
export function isFile(file: string): boolean {
  return statusOf(file)?.isFile() ?? false;
}

/** True if the path names an existing folder. */
export function isFolder(file: string): boolean {
  return statusOf(file)?.isDirectory() ?? false;
}

/** Makes a folder and its parents; fails with `cannot-write`. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw writeFailure(folder, error);
  }
}

/** The whole of it, or part after part. */
export type FileContent = string | Uint8Array | Iterable<string>;

/**
 * Writes a file so that a reader, or a crash, sees either the old content or the new one, never a part.
 * Devices and pipes (`/dev/null`) are written in place; a symbolic link keeps pointing where it did.
 */
export function writeAtomically(file: string, content: FileContent): void {
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    if (status !== undefined && !status.isFile()) {
      if (status.isDirectory()) throw folderOfThisName(file);
      writeInPlace(file, content);
      return;
    }
    const target = status === undefined ? file : realpathSync(file);
    const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
    try {
      writeAndSync(temporary, content, status?.mode);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw writeFailure(file, error);
  }
}

/** Fails with `cannot-write` if it is plain already that the file cannot be written. */
export function requireWritable(file: string): void {
  const status = statusOf(file);
  if (status?.isDirectory() === true) throw folderOfThisName(file);
  try {
    // A file is written beside its old version first, everything else in place. `/.` refuses what is no folder.
    const isInPlace = status !== undefined && !status.isFile();
    accessSync(isInPlace ? file : `${folderOf(file)}/.`, constants.W_OK);
  } catch (error) {
    throw writeFailure(file, error);
  }
}

/** A long run shall not find out at its end that its results have no place. */
export function requireFiles(files: readonly (string | undefined)[]): void {
  const named = files.filter((file) => file !== undefined);
  const places = named.map((file) => path.resolve(file));
  const twice = named.find((_, index) => places.indexOf(places[index]!) !== index);
  if (twice !== undefined)
    throw wrongUsage("wrong-usage", `two results would be written to \`${twice}\``, "Name a file for each.");
  for (const file of named) requireWritable(file);
}

/** The file of a flag, undefined for `-`, which means standard output; there `--json` leaves no room for anything else. */
export function fileUnlessDash(
  file: string | undefined,
  { json }: { readonly json: boolean },
): string | undefined {
  if (file !== "-") return file;
  if (json) {
    const sentence = "`-` is standard output, where `--json` prints its document";
    throw wrongUsage("wrong-usage", sentence, "Name a file, or leave out `--json`.");
  }
  return undefined;
}

/** The folder that a file's imports must stay in: the nearest one with `package.json` or `.git`, else the working folder. */
export function projectFolder(file: string): string {
  const start = path.dirname(path.resolve(file));
  for (let folder = start; ; folder = path.dirname(folder)) {
    const marked = ["package.json", ".git"].some((name) => statusOf(path.join(folder, name)) !== undefined);
    if (marked) return folder;
    if (path.dirname(folder) === folder) break;
  }
  const working = process.cwd();
  return isInside(working, start) ? working : start;
}

/** True if `inner` is `outer` or lies below it. */
export function isInside(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Where a file lies, or the one that a symbolic link points to. */
function folderOf(file: string): string {
  return path.dirname(isFile(file) ? realpathSync(file) : file);
}

function folderOfThisName(file: string): CommandFailure {
  return new CommandFailure("cannot-write", "there is a folder of this name", { file });
}

/** Undefined for anything that cannot be looked at, for whatever reason. */
function statusOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function writeInPlace(file: string, content: FileContent): void {
  const descriptor = openSync(file, "w");
  try {
    for (const part of partsOf(content)) writeFileSync(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
}

function partsOf(content: FileContent): Iterable<string | Uint8Array> {
  return typeof content === "string" || content instanceof Uint8Array ? [content] : content;
}

function writeAndSync(file: string, content: FileContent, mode: number | undefined): void {
  const descriptor = openSync(file, "w", mode ?? 0o666);
  try {
    for (const part of partsOf(content)) {
      const bytes = typeof part === "string" ? Buffer.from(part) : part;
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readFailure(file: string, error: unknown): CommandFailure {
  switch (systemCode(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return new CommandFailure("file-not-found", "there is no such file", {
        file,
        hint: missingFileHint(file),
      });
    case "EACCES":
    case "EPERM":
      return new CommandFailure("cannot-read", "reading is not permitted", {
        file,
        hint: "Look at the permissions of the file.",
      });
    default:
      return new CommandFailure("cannot-read", `reading failed (${reasonOf(error)})`, { file });
  }
}

function writeFailure(file: string, error: unknown): CommandFailure {
  switch (systemCode(error)) {
    case "ENOENT":
      if (isFolder(path.dirname(file)))
        return new CommandFailure("cannot-write", "no file can be made in this folder", {
          file,
          hint: "Name another place.",
        });
      return new CommandFailure("cannot-write", `the folder \`${path.dirname(file)}\` does not exist`, {
        file,
        hint: "Create the folder, or name another place.",
      });
    case "ENOTDIR":
    case "EEXIST":
      return new CommandFailure("cannot-write", "part of this path is a file, not a folder", { file });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new CommandFailure("cannot-write", "writing is not permitted here", {
        file,
        hint: "Name another place, or change the permissions of the folder.",
      });
    case "ENOSPC":
      return new CommandFailure("cannot-write", "the disk is full", { file });
    default:
      return new CommandFailure("cannot-write", `writing failed (${reasonOf(error)})`, { file });
  }
}

function notText(file: string, bytes: Buffer, offset: number): CommandFailure {
  const line = bytes.subarray(0, offset).filter((byte) => byte === 10).length + 1;
  const value = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  return new CommandFailure("not-text", `this is not a text file (byte 0x${value} at offset ${offset})`, {
    file,
    line,
    hint: "Text must be UTF-8. Name a text file, or convert this one.",
  });
}

/** The offset at which the first sequence starts that is not UTF-8. */
function firstInvalidByte(bytes: Buffer): number {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let offset = 0;
  while (offset < bytes.length) {
    const lead = bytes[offset]!;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    try {
      if (length > 1) decoder.decode(bytes.subarray(offset, offset + length));
    } catch {
      return offset;
    }
    offset += length;
  }
  return offset;
}

function missingFileHint(file: string): string | undefined {
  if (isFile(`${file}.ncrn`)) return `Did you mean \`${file}.ncrn\`?`;
  const folder = path.dirname(file);
  if (!isFolder(folder)) return `The folder \`${folder}\` does not exist either.`;
  const near = closestName(path.basename(file), namesIn(folder));
  return near === undefined ? undefined : `Did you mean \`${path.join(folder, near)}\`?`;
}

function folderHint(folder: string): string {
  const first = namesIn(folder).find((name) => name.endsWith(".ncrn"));
  return first === undefined
    ? "Name a file in it."
    : `Name a file in it, such as \`${path.join(folder, first)}\`.`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  return systemCode(error) ?? (error instanceof Error ? error.message : String(error));
}
