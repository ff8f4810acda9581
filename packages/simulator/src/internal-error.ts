// Errors of the program itself, as opposed to runs that fail (those are results, see run-failure.ts).

/** A broken invariant of this program; front ends print it as "this is a bug in ncrn". */
export class InternalError extends Error {
  override readonly name = "InternalError";
}

/** Makes a `switch` exhaustive: compiles only if every case was handled. */
export function assertNever(value: never): never {
  throw new InternalError(`Unexpected value: ${JSON.stringify(value)}`);
}
