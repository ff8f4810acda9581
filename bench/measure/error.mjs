// What "error" means here, and what time a code needs for a given one.

/**
 * RMS over samples and changing species of (y − reference) / (|reference| + floor), at the end of the solve.
 * NaN or infinite where a code went astray.
 */
export function errorOf(states, references, { species, floor }) {
  let sum = 0;
  for (const [index, state] of states.entries())
    for (const i of species) {
      const reference = references[index][i];
      sum += ((state[i] - reference) / (Math.abs(reference) + floor)) ** 2;
    }
  return Math.sqrt(sum / (states.length * species.length));
}

/** Points that no other point beats in both error and time, by falling error. */
export function bestPoints(points) {
  const finite = points.filter(({ error }) => Number.isFinite(error) && error > 0);
  return finite
    .filter((point) => !finite.some((other) => isBetter(other, point)))
    .sort((a, b) => b.error - a.error);
}

function isBetter(other, { error, time }) {
  return other.error <= error && other.time <= time && (other.error < error || other.time < time);
}

/**
 * The time at exactly this error, log-log between the neighbouring points. Where even the loosest run is better, its
 * time is taken, which makes a code look slower than it is; undefined where no run is good enough.
 */
export function timeAtError(points, error) {
  const best = bestPoints(points);
  if (best.length === 0 || error < best.at(-1).error) return undefined;
  if (error >= best[0].error) return best[0].time;
  const after = best.findIndex((point) => point.error <= error);
  const [from, to] = [best[after - 1], best[after]];
  const part = Math.log(from.error / error) / Math.log(from.error / to.error);
  return Math.exp((1 - part) * Math.log(from.time) + part * Math.log(to.time));
}
