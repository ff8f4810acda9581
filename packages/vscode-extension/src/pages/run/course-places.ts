// Courses with times of their own → the times of one chart, and the values there.

/** A chart is not finer. */
const MOST_PLACES = 2000;

/** The times of all courses in order; mostly they have the same ones. */
export function placesOfCourses(all: readonly (readonly number[])[]): readonly number[] {
  const longest = all.reduce((best, times) => (times.length > best.length ? times : best), []);
  const known = new Set(longest);
  const others = all.flatMap((times) => times.filter((time) => !known.has(time)));
  if (others.length === 0) return longest;
  const union = [...new Set([...longest, ...others])].sort((a, b) => a - b);
  const stride = Math.ceil(union.length / MOST_PLACES);
  return union.filter((_, index) => index % stride === 0 || index === union.length - 1);
}

/** Values of a course at ascending places, between its own times on straight lines; `null` outside. */
export function valuesAt(
  places: readonly number[],
  times: readonly number[],
  values: readonly number[],
): readonly (number | null)[] {
  if (places === times) return values;
  let after = 0;
  return places.map((place) => {
    while (after < times.length && times[after]! < place) after++;
    const [end, endValue] = [times[after], values[after]];
    if (end === undefined || endValue === undefined) return null;
    if (end === place) return endValue;
    const [start, startValue] = [times[after - 1], values[after - 1]];
    if (start === undefined || startValue === undefined) return null;
    return startValue + ((endValue - startValue) * (place - start)) / (end - start);
  });
}
