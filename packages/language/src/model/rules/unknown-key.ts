// A record setting that its table does not have.

import { closestName } from "../../text/edit-distance.js";
import { defineRule } from "../rule.js";

export const unknownKey = defineRule("unknown-key", {
  RecordKey: ({ record, key, known, origin }, report) => {
    if (known) return;
    const allowed = record.settings.map((setting) => setting.key);
    report(origin, {
      record: record.title,
      key,
      suggestion: record.instead[key] ?? closestName(key, allowed),
      allowed,
    });
  },
});
