// An import of a file or name that does not exist.

import { closestName } from "../edit-distance.js";
import { defineRule } from "../rule.js";

export const unresolvedImport = defineRule("unresolved-import", {
  FailedImport: ({ path, reason, origin, candidates, name }, report) => {
    report(origin, { path, reason, suggestion: closestName(name ?? path, candidates) });
  },
});
