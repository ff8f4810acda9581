// Medians and what else is said of a few repeated measurements.

export function median(values) {
  return quantile(values, 0.5);
}

/** Linear between the order statistics. */
export function quantile(values, fraction) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = fraction * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}

export function summaryOf(values) {
  return { median: median(values), least: Math.min(...values), greatest: Math.max(...values) };
}
