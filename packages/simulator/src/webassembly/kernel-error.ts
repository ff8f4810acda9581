import { InternalError } from "../internal-error.js";

/** A mistake in the text of a kernel, which is part of this program: message, place and the line of text. */
export function kernelError(text: string, offset: number, message: string): InternalError {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const lineNumber = text.slice(0, start).split("\n").length;
  const line = text.slice(start, end < 0 ? text.length : end);
  return new InternalError(`Kernel line ${lineNumber}, column ${offset - start + 1}: ${message}\n${line}`);
}
