// The `feed` of a record by component.

import type { CheckedTrain, Origin, ScalarExpression } from "@ncrn/language";
import { componentNamesOf } from "../scalar/component-names.js";

/** A data expression with its place. */
export interface FeedEntry {
  readonly value: ScalarExpression;
  readonly origin: Origin;
}

/** Feed expressions by component name (`x[1]`), in written order. */
export function feedByComponent(record: Pick<CheckedTrain, "feed">): ReadonlyMap<string, FeedEntry> {
  return new Map(
    record.feed.flatMap(({ quantity, value, origin }) =>
      componentNamesOf(quantity, value.shape).map(
        (name, index) => [name, { value: value.components[index]!, origin }] as const,
      ),
    ),
  );
}
