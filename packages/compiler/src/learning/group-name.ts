// Component names → one short name for all of them.

/** `z` for the components `z[1]`, `z[2]`, … if no other component of `z` is among `all`; otherwise the names joined. */
export function groupName(members: readonly string[], all: readonly string[]): string {
  const bases = new Set(members.map(baseOf));
  const [base] = bases;
  const isWhole = bases.size === 1 && all.filter((name) => baseOf(name) === base).length === members.length;
  return isWhole && base !== undefined ? base : members.join(" ");
}

function baseOf(name: string): string {
  return name.replace(/\[.*$/, "");
}
