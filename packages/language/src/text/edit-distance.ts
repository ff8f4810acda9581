// "Did you mean": the closest of some candidate names.

/**
 * The candidate within edit distance 2 (transpositions count 1) of `name`, the closest first; undefined if none is near.
 * Names of one or two letters differ in one at most, and others in no more than `most`.
 */
export function closestName(name: string, candidates: Iterable<string>, most = 2): string | undefined {
  const limit = Math.min(most, name.length <= 2 ? 1 : 2);
  let best: string | undefined;
  let bestRank = Number.POSITIVE_INFINITY;
  const letters = new Set(name.toLowerCase());
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    // Two names without a letter in common are different names, however short.
    if (!hasOneOf(letters, candidate)) continue;
    const distance = editDistance(name, candidate, limit);
    if (distance > limit) continue;
    const rank = 4 * distance + likeness(name, candidate);
    if (rank < bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}

/**
 * Damerau–Levenshtein distance (adjacent transpositions), case differences cost 1 like any other. A distance above the
 * limit may be any number above it: a text with many unknown names compares each with all that are declared.
 */
function editDistance(first: string, second: string, limit: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let row = 1; row <= first.length; row++) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= second.length; column++) {
      const same = first[row - 1] === second[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        first[row - 1] === second[column - 2] &&
        first[row - 2] === second[column - 1]
      ) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    // A transposition goes on from the row before, at the price of one.
    if (smallest > limit && Math.min(...previous) >= limit) return smallest;
    beforePrevious = previous;
    previous = current;
  }
  return previous[second.length] ?? 0;
}

/**
 * Of equally near names the one with the same letters wins (`ES` means `SE`, not `S`), then one that goes on after it
 * (`mi` means `min`), then one of equal length.
 */
function likeness(name: string, candidate: string): number {
  if (sameLetters(name, candidate)) return 0;
  if (candidate.startsWith(name)) return 1;
  return candidate.length === name.length ? 2 : 3;
}

function sameLetters(first: string, second: string): boolean {
  return [...first].sort().join("") === [...second].sort().join("");
}

function hasOneOf(letters: ReadonlySet<string>, word: string): boolean {
  for (const letter of word.toLowerCase()) if (letters.has(letter)) return true;
  return false;
}
