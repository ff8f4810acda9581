// A list → blocks of members with equal keys, in the order of their first members.

/** Every member is in exactly one block, and blocks keep the order of the list. */
export function partitionBy<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): readonly (readonly Member[])[] {
  const blocks = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [member]);
    else block.push(member);
  }
  return [...blocks.values()];
}
