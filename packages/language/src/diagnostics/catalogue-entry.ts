// What one catalogue entry holds, and the function by which the stage files write their entries.

/** The stage of the pipeline that reports a code. */
export type Stage = "syntax" | "model" | "lowering" | "target" | "data" | "run";

/** One kind of diagnostic; `Parameters` are the named values that its sentences use. */
export interface CatalogueEntry<Parameters> {
  readonly stage: Stage;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** One sentence; names stand in backticks. */
  readonly message: (parameters: Parameters) => string;
  /** What to do about it; undefined if the message says it all. */
  readonly hint: ((parameters: Parameters) => string | undefined) | undefined;
  /** `unnecessary` greys the range out in editors. */
  readonly tag: "unnecessary" | undefined;
}

/** For codes whose sentences are always the same; pass `{}`. */
export type NoParameters = Readonly<Record<string, never>>;

/** For codes whose sentence is made where the problem is found, from more than a template could know. */
export interface Sentence {
  readonly sentence: string;
}

/** The sentence as it was made. */
export function asGiven({ sentence }: Sentence): string {
  return sentence;
}

/** Writes one entry; `stage` is fixed by the file. */
export type EntryOf = <Parameters = NoParameters>(
  severity: CatalogueEntry<Parameters>["severity"],
  message: (parameters: Parameters) => string,
  hint?: (parameters: Parameters) => string | undefined,
  tag?: "unnecessary",
) => CatalogueEntry<Parameters>;

/** The entry function of a stage. */
export function entryOfStage(stage: Stage): EntryOf {
  return (severity, message, hint, tag) => ({ stage, severity, message, hint, tag });
}

/** "did you mean `name`?" or nothing. */
export function didYouMean(suggestion: string | undefined): string | undefined {
  return suggestion === undefined ? undefined : `Did you mean \`${suggestion}\`?`;
}

/** `a`, `b` or `c`, each in backticks. */
export function alternatives(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop();
  return quoted.length === 0 ? (last ?? "") : `${quoted.join(", ")} or ${last}`;
}

/** `1 argument`, `2 arguments`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
