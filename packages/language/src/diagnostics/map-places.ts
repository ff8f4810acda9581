// A value with places in it → the same with its files named otherwise.

/** Renames the file of every place inside a value; everything else stays as it is. */
export function mapPlaces<Value>(value: Value, rename: (file: string) => string): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => mapPlaces(item, rename)) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [
    key,
    key === "file" && "span" in value && typeof item === "string" ? rename(item) : mapPlaces(item, rename),
  ]);
  return Object.fromEntries(entries) as Value;
}
