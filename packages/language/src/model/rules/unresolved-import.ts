// An import of a file or name that does not exist.

import { closestName } from "../../text/edit-distance.js";
import { defineRule } from "../rule.js";

/** More names than this are not listed. */
const LISTED_NAMES = 8;

function hintOfMember(candidates: readonly string[]): string {
  if (candidates.length === 0) return "The file has nothing that can be imported.";
  const listed = candidates.slice(0, LISTED_NAMES).map((name) => `\`${name}\``);
  return `The file has ${listed.join(", ")}${candidates.length > LISTED_NAMES ? " and more" : ""}.`;
}

export const unresolvedImport = defineRule("unresolved-import", {
  FailedImport: ({ path, reason, origin, candidates, name }, report) => {
    const suggestion = closestName(name ?? path, candidates);
    // The file was found: what its catalogue hint says of paths would lead astray.
    const hint = name === undefined || suggestion !== undefined ? {} : { hint: hintOfMember(candidates) };
    report(origin, { path, reason, suggestion }, hint);
  },
});
