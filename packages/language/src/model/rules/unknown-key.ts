// A record setting that its table does not have.

import { closestName } from "../../text/edit-distance.js";
import { defineRule } from "../rule.js";

export const unknownKey = defineRule("unknown-key", {
  RecordKey: ({ record, key, known, written, origin }, report) => {
    if (known) return;
    const allowed = record.settings.map((setting) => setting.key);
    const meant = record.instead[key] ?? closestName(key, allowed);
    const isThere = meant !== undefined && written.has(meant);
    const proposal = isThere
      ? { suggestion: undefined, present: meant }
      : { suggestion: meant, present: undefined };
    report(origin, { record: record.title, key, ...proposal, allowed });
  },
});
