// Flags that only some choices of another flag read, such as methods or targets: with any other they were meant for something
// else, so nothing is done.

import { wrongUsage } from "./failure.js";

/** A flag with the choices that read it. */
export interface FlagOfChoice<Name extends string, Choice extends string> {
  readonly name: Name;
  readonly spelling: string;
  readonly readBy: readonly Choice[];
}

/** The flag that chooses. */
export interface ChoosingFlag<Choice extends string> {
  readonly spelling: string;
  /** What it chooses: `method`. */
  readonly noun: string;
  readonly chosen: Choice;
  /** What cannot be chosen in this version. */
  readonly later?: readonly Choice[];
}

/** Ends a command with wrong usage if a flag is given that the choice does not read. */
export function refuseFlagsOfOthers<Name extends string, Choice extends string>(
  given: { readonly [name in Name]?: unknown },
  flags: readonly FlagOfChoice<Name, Choice>[],
  choosing: ChoosingFlag<Choice>,
): void {
  const { noun, chosen } = choosing;
  const flag = flags.find(({ name, readBy }) => given[name] !== undefined && !readBy.includes(chosen));
  if (flag === undefined) return;
  throw wrongUsage(
    "flag-without-effect",
    `\`${flag.spelling}\` has no effect with the ${noun} ${inFlags(chosen)}`,
    remedy(flag, choosing),
  );
}

function remedy<Choice extends string>(
  { spelling, readBy }: FlagOfChoice<string, Choice>,
  { spelling: choosing, later = [] }: ChoosingFlag<Choice>,
): string {
  const choices = `${choosing} ${listed(readBy.map(inFlags))}`;
  return readBy.every((choice) => later.includes(choice))
    ? `Leave out ${spelling}: it is for ${choices}, which is not available yet.`
    : `Choose ${choices}, or leave out ${spelling}.`;
}

/** As flags spell it. */
function inFlags(choice: string): string {
  return choice.replace("_", "-");
}

/** `a`, `a or b`, `a, b or c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
