// Items → what is made of each, with a pause after every one: others may be let in where that takes long.

/** `items.map(make)`; yields after each item. */
export function* mapInPieces<Item, Result>(
  items: Iterable<Item>,
  make: (item: Item) => Result,
): Generator<void, readonly Result[]> {
  const made: Result[] = [];
  for (const item of items) {
    made.push(make(item));
    yield;
  }
  return made;
}
