/** Each species of a side once, with how many molecules of it there are. */
export function counted(list: readonly number[]): { species: number; coefficient: number }[] {
  return [...new Set(list)].map((species) => ({
    species,
    coefficient: list.filter((entry) => entry === species).length,
  }));
}
