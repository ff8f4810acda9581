// A name that is taken → the same name with the first number that makes it free.

/** How the number of a further thing of the same name, from 2, follows the name. */
export type Suffix = (count: number) => string;

/** `name_2`, for identifiers. */
export const UNDERSCORED: Suffix = (count) => `_${count}`;
/** `name 2`, for names that become identifiers later. */
export const SPACED: Suffix = (count) => ` ${count}`;

/** The wanted name if nothing has it, otherwise the first free one with a suffix. */
export function freeName(wanted: string, taken: Pick<ReadonlySet<string>, "has">, suffix: Suffix): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${suffix(count)}`;
  return name;
}

/** Hands out names that nothing else has. */
export type FreshName = (wanted: string) => string;

/** Free names, each of which is taken as soon as it is handed out. */
export function freshNames(taken: Iterable<string>, suffix: Suffix): FreshName {
  const all = new Set(taken);
  return (wanted) => {
    const name = freeName(wanted, all, suffix);
    all.add(name);
    return name;
  };
}
