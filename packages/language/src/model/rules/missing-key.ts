// A record without a setting that it cannot do without.

import { closestName } from "../../text/edit-distance.js";
import { defineRule } from "../rule.js";

export const missingKey = defineRule("missing-key", {
  RecordEnd: ({ record, keys, origin }, report) => {
    const legal = record.settings.map(({ key }) => key);
    // A misspelt key is told as that, not as a missing one as well.
    const meant = [...keys].filter((key) => !legal.includes(key)).map((key) => closestName(key, legal));
    const missing = record.settings.filter(
      ({ key, required }) => required && !keys.has(key) && !meant.includes(key),
    );
    for (const { key, example } of missing.slice(0, 1))
      report(origin, { record: record.title, key, example });
  },
  NoSource: ({ origin }, report) => {
    report(origin, { record: "data", key: "sample", example: "sample 100 { x ~ uniform(0, 1) }" });
  },
  Train: ({ train, subject }, report) => {
    if (subject.kind !== "network") return;
    // A hand-written network does not say by itself what it learns.
    if (train.weights.length === 0)
      report(train.origin, { record: "train", key: "weights", example: "weights: P" });
    else if (train.output === undefined)
      report(train.origin, { record: "train", key: "output", example: "output: Z" });
    else if (train.target === undefined)
      report(train.origin, { record: "train", key: "target", example: "target: y" });
  },
});
