// A record without a setting that it cannot do without.

import { closestName } from "../../text/edit-distance.js";
import { defineRule } from "../rule.js";

export const missingKey = defineRule("missing-key", {
  RecordEnd: ({ record, keys, written, origin }, report) => {
    const legal = record.settings.map(({ key }) => key);
    // A misspelt key is told as that, not as a missing one as well.
    const meant = [...keys].filter((key) => !legal.includes(key)).map((key) => closestName(key, legal));
    const missing = record.settings.filter(
      ({ key, required }) => required && !keys.has(key) && !meant.includes(key),
    );
    for (const setting of missing.slice(0, 1))
      report(origin, { record: record.title, key: setting.key, ...written(setting) });
  },
  NoSource: ({ origin }, report) => {
    const example = "sample 100 { x ~ uniform(0, 1) }";
    report(origin, { record: "data", key: "sample", example, insert: example });
  },
  Train: ({ train, subject }, report) => {
    if (subject.kind !== "network") return;
    // A hand-written network does not say by itself what it learns.
    if (train.weights.length === 0)
      report(train.origin, { record: "train", key: "weights", example: "weights: P", insert: undefined });
    else if (train.output === undefined)
      report(train.origin, { record: "train", key: "output", example: "output: Z", insert: undefined });
    else if (train.target === undefined)
      report(train.origin, { record: "train", key: "target", example: "target: y", insert: undefined });
  },
});
