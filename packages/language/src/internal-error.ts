// Errors of the program itself, as opposed to mistakes in the user's text (those are diagnostics and never thrown).

/** A broken invariant of this program; front ends print it as "this is a bug in ncrn". */
export class InternalError extends Error {
  override readonly name = "InternalError";
}

/** Makes a `switch` exhaustive: compiles only if every case was handled. */
export function assertNever(value: never): never {
  throw new InternalError(`Unexpected value: ${JSON.stringify(value)}`);
}

/** Throws an `InternalError` unless the condition holds; the message says what was expected. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InternalError(message);
}
