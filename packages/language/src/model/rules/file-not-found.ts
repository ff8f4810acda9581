// A data file that cannot be read.

import { defineRule } from "../rule.js";

export const fileNotFound = defineRule("file-not-found", {
  MissingFile: ({ path, origin }, report) => {
    report(origin, { path });
  },
});
